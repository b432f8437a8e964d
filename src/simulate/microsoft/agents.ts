/** User agents and client programs as Microsoft's logs name them. Data only. */

export const CLIENTS = {
  portal: { appId: 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c', name: 'Azure Portal' },
  cli: { appId: '04b07795-8ddb-461a-bbee-02f9e1bf7b46', name: 'Microsoft Azure CLI' },
  office: { appId: '4765445b-32c6-49b0-83e6-1d93765276ca', name: 'OfficeHome' },
  outlook: { appId: '00000002-0000-0ff1-ce00-000000000000', name: 'Office 365 Exchange Online' },
  teams: { appId: '1fec8e78-bce4-4aaf-ab1b-5451cc387264', name: 'Microsoft Teams' },
  admin: { appId: '74658136-14ec-4630-ad9b-26e160ff0fc6', name: 'Microsoft Entra admin center' },
} as const;

export const RESOURCES = {
  management: {
    id: '797f4846-ba00-4fd7-ba43-dac1f8f63013',
    name: 'Windows Azure Service Management API',
    audience: 'https://management.core.windows.net/',
  },
  graph: {
    id: '00000003-0000-0000-c000-000000000000',
    name: 'Microsoft Graph',
    audience: 'https://graph.microsoft.com',
  },
  vault: {
    id: 'cfa8b339-82a2-471a-a3c9-0fc0be7a4093',
    name: 'Azure Key Vault',
    audience: 'https://vault.azure.net',
  },
} as const;

export type Resource = keyof typeof RESOURCES;

export const AGENTS = {
  node: 'azsdk-js-keyvault-secrets/4.10.0 core-rest-pipeline/1.22.0 Node/22.21.1 OS/(x64-Linux-6.8.0-1044-azure)',
  java: 'azsdk-java-azure-security-keyvault-secrets/4.10.4 (21.0.9; Linux; 6.8.0-1044-azure)',
  python: 'azsdk-python-keyvault-secrets/4.10.0 Python/3.12.12 (Linux-6.8.0-1044-azure-x86_64)',
  saas: 'Java/17.0.13',
  ci: 'AZURECLI/2.81.0 (DEB) azsdk-python-core/1.36.0 Python/3.13.9 (Linux-6.11.0-1018-azure-x86_64)',
  cli: 'AZURECLI/2.81.0 (HOMEBREW) azsdk-python-core/1.36.0 Python/3.13.9 (macOS-26.2-arm64-arm-64bit)',
  intruder: 'python-requests/2.31.0',
  intruderCli: 'AZURECLI/2.58.0 (DEB) azsdk-python-core/1.28.0 Python/3.11.8 (Linux-6.8.11-amd64-x86_64)',
} as const;
