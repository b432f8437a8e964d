/** What a successful event hands out: the session it opens, the token, password, factor or key it makes. Ids only. */

import { issued, issuedPassword } from '../../contract/credentials.ts';
import type { Issued, Principal } from '../../model/event.ts';
import type { Issues } from './row.ts';
import type { TargetEntry } from './targets.ts';

interface Making {
  readonly principal: Principal;
  readonly subject: Principal | undefined;
  /** `externalSessionId` of the record, when it is a real one. */
  readonly session: string | undefined;
  readonly sessionRoot: string | undefined;
  readonly targets: readonly TargetEntry[];
}

export function issuedBy(issues: Issues, making: Making): readonly Issued[] {
  const { principal, subject, session, sessionRoot, targets } = making;
  const holder = subject ?? principal;
  switch (issues) {
    case 'session':
      return session === undefined
        ? []
        : [issued(sessionUid(session), 'console-session', holder, sessionRoot)];
    case 'api-token':
      return idsOf(targets, /^token$/i).map((id) => issued(tokenUid(id), 'api-key', holder));
    case 'tokens':
      return idsOf(targets, /token/i).map((id) => issued(tokenUid(id), 'session-token', holder));
    case 'password':
      return subject === undefined ? [] : [issuedPassword(subject)];
    case 'factor':
      return idsOf(targets, /enrollment|factor|device/i).map((id) =>
        issued(`okta:factor:${id}`, 'mfa-device', holder),
      );
    case 'client':
      return applications(targets).map((app) => issued(clientUid(plainId(app)), 'service-credential', app));
    case 'credential': {
      const [app = holder] = applications(targets);
      return [
        ...idsOf(targets, /key|credential|jwk|csr/i).map((id) =>
          issued(`okta:key:${id}`, 'signing-key', app),
        ),
        ...idsOf(targets, /secret/i).map((id) => issued(`okta:key:${id}`, 'service-credential', app)),
      ];
    }
  }
}

export const sessionUid = (id: string): string => `okta:session:${id}`;
export const tokenUid = (id: string): string => `okta:token:${id}`;
export const clientUid = (id: string): string => `okta:client:${id}`;

function idsOf(targets: readonly TargetEntry[], type: RegExp): readonly string[] {
  const found = targets
    .filter((entry) => type.test(entry.type))
    .map(({ target }) => target.uid.slice('okta:'.length));
  return [...new Set(found)].filter((id) => id !== 'unknown');
}

function applications(targets: readonly TargetEntry[]): readonly Principal[] {
  return targets.flatMap(({ application }) => (application === undefined ? [] : [application])).slice(0, 1);
}

function plainId({ uid }: Principal): string {
  return uid.slice('okta:'.length);
}
