/** The steps of the intrusion, what each is, and which analytics should see it. */

import type { Session } from '../../aws/record.ts';
import type { Step } from '../recorder.ts';

/** A region the organisation never uses. */
export const FAR_REGION = 'us-west-2';

export const STEPS = {
  stolen: {
    step: 1,
    what: "the web server's role credential is used from rented servers",
    analytics: ['AN1424', 'AN0526'],
  },
  mint: {
    step: 2,
    what: 'the stolen role assumes a forgotten role it never assumed before',
    analytics: ['AN0717', 'AN0526'],
  },
  chain: {
    step: 3,
    what: 'the forgotten role is chained into the shared account',
    analytics: ['AN0717', 'AN0526'],
  },
  secrets: {
    step: 4,
    what: 'secrets of the identity synchronisation are read',
    analytics: ['AN1157', 'AN0717'],
  },
  provider: {
    step: 5,
    what: 'a second SAML provider is created and the external identity provider is touched',
    analytics: ['AN1157'],
  },
  key: {
    step: 6,
    what: 'a dormant user gets an access key, a password and administrator rights',
    analytics: ['AN1470'],
  },
  keyUse: {
    step: 7,
    what: "key and password are used within minutes from the intruder's network",
    analytics: ['AN1470'],
  },
  federation: {
    step: 8,
    what: 'the new key mints a federation token with every right, which signs in to the console',
    analytics: ['AN0717', 'AN0526'],
  },
  blind: { step: 9, what: 'the federated session tries to stop the trail', analytics: [] },
} as const satisfies Readonly<Record<string, Step>>;

export function denied(
  session: Session,
  action: string,
  on = '',
): { readonly code: string; readonly message: string } {
  const who = session.identity.arn ?? 'unknown';
  return {
    code: 'AccessDenied',
    message: `User: ${who} is not authorized to perform: ${action}${on} because no identity-based policy allows the ${action} action`,
  };
}
