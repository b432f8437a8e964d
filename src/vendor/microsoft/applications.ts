/**
 * Microsoft's own client programs by application id, which is the same in every directory: Azure's logs name no user
 * agent, and by this they still tell the portal from a command line. An id shared by many programs is not listed.
 */

import { type Facts, plainFacts } from '../../contract/operation-row.ts';
import { memo } from '../../lib/memo.ts';
import { toldDetails } from '../../lib/told-details.ts';
import type { Access } from '../../model/event.ts';

export interface KnownApplication {
  readonly name: string;
  readonly access: Access;
}

export function knownApplication(appId: string | undefined): KnownApplication | undefined {
  return appId === undefined ? undefined : APPLICATIONS.get(appId.toLowerCase());
}

/** What is told of an ordinary call, by the program that made it: few programs make nearly all, and share it. */
export function factsOfProgram(appId: string | undefined): Facts {
  const application = knownApplication(appId)?.name ?? appId;
  return remembered(application ?? '', () =>
    Object.freeze(plainFacts(Object.freeze(toldDetails({ application })))),
  );
}

const remembered = memo<Facts>(2_048);

const APPLICATIONS: ReadonlyMap<string, KnownApplication> = new Map([
  ['c44b4083-3bb0-49c1-b47d-974e53cbdf3c', { name: 'Azure Portal', access: 'console' }],
  ['04b07795-8ddb-461a-bbee-02f9e1bf7b46', { name: 'Azure CLI', access: 'cli' }],
  ['1950a258-227b-4e31-a9cf-717495945fc2', { name: 'Azure PowerShell', access: 'cli' }],
  ['14d82eec-204b-4c2f-b7e8-296a70dab67e', { name: 'Microsoft Graph Command Line Tools', access: 'cli' }],
  ['1b730954-1685-4b74-9bfd-dac224a7b894', { name: 'Azure Active Directory PowerShell', access: 'cli' }],
  ['de8bc8b5-d9f9-48b1-a8ad-b748da725064', { name: 'Graph Explorer', access: 'console' }],
  ['aebc6443-996d-45c2-90f0-388ff96faa56', { name: 'Visual Studio Code', access: 'sdk' }],
  ['872cd9fa-d31f-45e0-9eab-6e460a02d1f1', { name: 'Visual Studio', access: 'sdk' }],
  ['18fbca16-2224-45f6-85b0-f7bf2b39b3f3', { name: 'Microsoft Docs', access: 'console' }],
  ['74658136-14ec-4630-ad9b-26e160ff0fc6', { name: 'Microsoft Entra admin center', access: 'console' }],
  [
    '80ccca67-54bd-44ab-8625-4b79c4dc7775',
    { name: 'Microsoft 365 Security and Compliance Center', access: 'console' },
  ],
  ['00000006-0000-0ff1-ce00-000000000000', { name: 'Microsoft 365 portal', access: 'console' }],
]);
