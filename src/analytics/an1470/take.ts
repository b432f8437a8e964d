/** Our own take on AN1470: what we think of it, not what ATT&CK says. */

import type { Take } from '../../model/take.ts';

export const take: Take = {
  executive: {
    priority: 'now',
    why: 'A key made during an intrusion outlives it: the stolen session ends, the password is changed, and the intruder still comes and goes. Finding such keys is the difference between cleaning up and being visited again.',
  },
  technical:
    'After getting in, intruders give themselves something lasting: an access key, a console password, an SSH key or a factor, preferably on an account nobody watches. They do it by API, for an identity that is not the caller’s, and try it out within minutes from their own network.',
  telemetry: [
    'The call that made the credential with the new credential’s id in its response, to tie the first use to it.',
    'The region that identity services log to, whatever region the work is in.',
    'Sign-ins, to see a password made by one person used by another.',
  ],
  direction: [
    'For whom matters more than what: credentials made for somebody else come before one’s own.',
    'Follow the first minutes of each new credential; another network so soon is the strongest single sign.',
    'Learn who makes credentials for a living, and judge them by place and program instead of by the act.',
  ],
  mitigations: [
    'Allow lasting keys nowhere by policy, and list the exceptions.',
    'Let a boundary stop administrators from giving users more than they have.',
    'Review credentials that nobody used for weeks, and remove them before somebody revives them.',
  ],
  limits: [
    'What an SSH key opens is in the machine’s log, not in the cloud’s.',
    'Rights that come through groups and passed roles are recognised only by name.',
    'A key made before the logs begin has no maker.',
  ],
  confidence: {
    level: 'high',
    why: 'High where a new credential is used from elsewhere or root is involved; medium where only the maker is unusual, which joiners and new pipelines are, too.',
  },
};
