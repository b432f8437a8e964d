/**
 * The table of operations of a vault's data. Only a secret's value leaves a vault in the clear: keys and certificates
 * give their public half, and private halves leave as backups or as the secret that lies behind a certificate.
 * Operations that are not listed are `use`.
 */

import { rowsOf } from '../../contract/operation-row.ts';
import type { Operation } from '../../contract/source.ts';
import type { Action } from '../../model/action.ts';
import type { CredentialKind } from '../../model/event.ts';

export interface Row extends Operation {
  readonly secretType?: string;
  readonly issues?: CredentialKind;
}

const rows = (action: Action, names: readonly string[], facts: Omit<Row, keyof Operation> = {}): Row[] =>
  rowsOf('keyvault', action, names, facts);

export const OPERATIONS: readonly Row[] = [
  ...rows('credential.read', ['SecretGet', 'SecretBackup'], { secretType: 'secret' }),
  ...rows('credential.read', ['KeyBackup', 'KeyRelease', 'KeyExport'], { secretType: 'key' }),
  ...rows('credential.read', ['CertificateBackup'], { secretType: 'certificate' }),
  ...rows(
    'credential.read',
    ['ManagedStorageAccountGetSas', 'SasDefinitionGet', 'StorageAccountSasDefinitionGet'],
    {
      secretType: 'storage-key',
    },
  ),
  ...rows('credential.read', ['SecurityDomainDownload'], { secretType: 'key' }),

  ...rows('credential.create', ['CertificateCreate', 'CertificateEnroll', 'CertificatePendingMerge'], {
    secretType: 'certificate',
    issues: 'certificate',
  }),
  ...rows('credential.import', ['KeyImport', 'KeyRestore'], { secretType: 'key', issues: 'signing-key' }),
  ...rows('credential.import', ['CertificateImport', 'CertificateRestore'], {
    secretType: 'certificate',
    issues: 'certificate',
  }),
  ...rows('credential.import', ['SecurityDomainUpload'], { secretType: 'key' }),
  ...rows('credential.reset', ['CertificateRenew'], { secretType: 'certificate', issues: 'certificate' }),
  ...rows('credential.reset', ['ManagedStorageAccountRegenerateKey', 'StorageAccountRegenerateKey'], {
    secretType: 'storage-key',
  }),

  // Who looks around lists first; using a key leaves it where it is. What is kept is content, not a way in of its own.
  ...rows('resource.access', [
    'SecretSet',
    'SecretRestore',
    'SecretRecover',
    'SecretDelete',
    'SecretPurge',
    'KeyCreate',
    'KeyRotate',
    'KeyRotateIfDue',
    'KeyRecover',
    'KeyDelete',
    'KeyPurge',
    'CertificateRecover',
    'CertificateDelete',
    'CertificatePurge',
    'SecretList',
    'SecretListVersions',
    'SecretListDeleted',
    'SecretGetDeleted',
    'KeyGet',
    'KeyList',
    'KeyListVersions',
    'KeyListDeleted',
    'KeyGetDeleted',
    'KeyDecrypt',
    'KeyUnwrap',
    'KeySign',
    'CertificateGet',
    'CertificateList',
    'CertificateListVersions',
    'CertificateListDeleted',
    'CertificateGetDeleted',
    'CertificatePolicyGet',
    'VaultGet',
    'VaultList',
    'VaultGetDeleted',
    'VaultListDeleted',
  ]),
  ...rows('privilege.grant', ['RoleAssignmentCreate', 'RoleAssignmentPut', 'RoleDefinitionCreate']),
];
