/** Whether two objects say the same of who called, whoever made them. Compares and decides nothing. */

import type { Credential, Principal, Session } from '../model/event.ts';

export function isSamePrincipal(a: Principal, b: Principal): boolean {
  return a === b || (a.uid === b.uid && a.kind === b.kind && a.name === b.name && a.scope === b.scope);
}

export function isSameCredential(a: Credential | undefined, b: Credential | undefined): boolean {
  return a === b || (a?.uid === b?.uid && a?.kind === b?.kind && a?.mfa === b?.mfa);
}

export function isSameSession(a: Session | undefined, b: Session | undefined): boolean {
  return (
    a === b ||
    (a?.uid === b?.uid &&
      a?.name === b?.name &&
      a?.issuedAt === b?.issuedAt &&
      a?.onBehalfOf === b?.onBehalfOf &&
      isSameWorkload(a?.workload, b?.workload))
  );
}

function isSameWorkload(a: Session['workload'], b: Session['workload']): boolean {
  return a === b || (a?.kind === b?.kind && a?.id === b?.id && a?.delivery === b?.delivery);
}
