/** Who is who: one person has an account with every provider, and is told by the e-mail address that all of them know. */

import type { Event, Principal } from '../../model/event.ts';

/** One person is known by different ids to different providers, and by one e-mail address to all. */
export function personKeys({ uid, name }: Principal): readonly string[] {
  const mail = name.toLowerCase();
  return mail.includes('@') && mail !== uid ? [uid, mail] : [uid];
}

export function isSamePerson(one: Principal, other: Principal): boolean {
  if (one.uid === other.uid) return true;
  const mail = one.name.toLowerCase();
  return mail.includes('@') && mail === other.name.toLowerCase();
}

/** The identity whose credential was touched, when it is somebody else's. */
export function otherSubject({ principal, subject, details }: Event): Principal | undefined {
  if (subject === undefined || details['selfService'] === true) return undefined;
  return isSamePerson(principal, subject) ? undefined : subject;
}
