/** The named ways AN1157 can fire, in words for the person who reads the finding. */

import type { Detection } from '../../contract/analytic.ts';

export const detections = {
  'sso-setting-changed': {
    title: 'Sign-on setting changed',
    phase: 'trust',
    why: 'Settings of the identity provider decide how everybody signs in. A change by somebody who does not run it can open a way in for many identities at once.',
    next: [
      'Look for a change record, and ask those who run sign-on.',
      'If there is none, put the setting back and review what the principal did before and after.',
    ],
  },
  'identity-provider-added': {
    title: 'Identity provider added or replaced',
    phase: 'trust',
    why: 'Whoever controls an identity provider can sign in as anybody it is trusted to name, without a password or second factor of the people concerned.',
    next: [
      'Confirm the provider’s address and certificate with those who run sign-on.',
      'If nobody knows it, remove it and look for roles that trust it and sessions opened through it.',
    ],
  },
  'trust-anchor-added': {
    title: 'Certificate authority trusted to open role sessions',
    phase: 'trust',
    why: 'With IAM Roles Anywhere the holder of a certificate of that authority gets role sessions from anywhere, for as long as the anchor stands. Rotating keys and passwords does not end it.',
    next: [
      'Ask whose certificate authority it is; a certificate bundle pasted in deserves more doubt than a private CA of your own.',
      'If nobody knows it, disable the anchor and the profiles, and look for CreateSession calls that used it.',
    ],
  },
  'signing-certificate-changed': {
    title: 'Signing certificate of an identity provider changed',
    phase: 'trust',
    why: 'Assertions are believed for their signature alone. A new certificate lets its owner sign for every user of the provider.',
    next: [
      'Compare the certificate with the one your identity provider uses; planned rotations are announced.',
      'If it is not yours, restore the old one, end federated sessions, and review sign-ins through the provider since.',
    ],
  },
  'permission-set-widened': {
    title: 'Rights of a permission set widened',
    phase: 'trust',
    why: 'Everybody assigned the permission set gets the new rights in every account at once.',
    next: [
      'Compare the policy with what the permission set is for, and look for its change record.',
      'If it is not wanted, detach it and review what its holders did since.',
    ],
  },
  'assignment-granted': {
    title: 'Access to an account assigned by an unusual principal',
    phase: 'trust',
    why: 'An assignment gives a person or group a role in an account through single sign-on; here by somebody who does not usually assign access.',
    next: [
      'Check who got which permission set in which account, and whether they asked for it.',
      'If not, remove the assignment and end the sessions opened with it.',
    ],
  },
  'trust-opened': {
    title: 'Role opened to another account',
    phase: 'trust',
    why: 'Principals of the other account can take on the role from now on. Their credentials are not yours to revoke, and their sign-ins are not in your log.',
    next: [
      'Find out whose account it is; vendors publish theirs and give an external id.',
      'If nobody knows it, restore the trust policy and look for AssumeRole calls from that account.',
    ],
  },
  'secret-retrieved': {
    title: 'Secret read by a principal that does not read it',
    phase: 'credential',
    why: 'A secret is a credential for something else. Read by a principal that never did so, it may now be used where this log does not reach.',
    next: [
      'Ask the owners of the principal whether a new version or a person at work explains it.',
      'If not, rotate the secret and look at the system it opens.',
    ],
  },
  'secrets-harvested': {
    title: 'Many secrets read within an hour',
    phase: 'credential',
    why: 'One principal read far more secrets than it needs, or ever did in an hour. Intruders list secrets and take them all, to sort them later.',
    next: [
      'Find out what ran: a backup, a migration and an inventory leave the same mark.',
      'If it was none of them, revoke the session, rotate the secrets named in the events, and look at what they open.',
    ],
  },
  'password-data-retrieved': {
    title: 'Administrator passwords of machines asked for',
    phase: 'credential',
    why: 'The call returns the encrypted first administrator password of a Windows machine. Asked for machine after machine, refused or not, it is a search for a way onto them.',
    next: [
      'Ask who needed the password of those machines.',
      'If nobody did, revoke the session, change the passwords of machines where the call succeeded, and check who holds the key pairs.',
    ],
  },
  'key-material-exported': {
    title: 'Private key or key material taken out or brought in',
    phase: 'credential',
    why: 'Outside its store a key can be copied without a trace, and what it signs or decrypts is no longer bound to this account.',
    next: [
      'Ask for the reason; certificate roll-outs by program can be declared as automation.',
      'If there is none, replace the certificate or key and revoke the old one.',
    ],
  },
  'root-password-recovery': {
    title: 'Password or address of the root user changed or recovered',
    phase: 'access',
    why: 'Whoever reads the root user’s mailbox can take the whole account. Recovery is how they do it.',
    next: [
      'Ask the owners of the mailbox whether they did this.',
      'If not, secure the mailbox first, then the account’s password and factors, with the provider’s support if need be.',
    ],
  },
  'root-factor-changed': {
    title: 'Second factor of the root user changed',
    phase: 'credential',
    why: 'Without its second factor the root user is a password away; with a stranger’s factor it is lost to its owner.',
    next: [
      'Confirm with the account’s owners that they replaced the device.',
      'If not, restore the factor and change password and address of root.',
    ],
  },
  'password-reset-for-someone-else': {
    title: 'Password of another identity reset',
    phase: 'credential',
    why: 'Who sets the password of another can sign in as them, and everything done then carries their name.',
    next: [
      'Ask the identity’s owner, by another channel, whether they asked for it.',
      'If not, reset it again, end their sessions, and look for sign-ins since.',
    ],
  },
  'database-password-reset': {
    title: 'Master password of a database set by an unusual principal',
    phase: 'credential',
    why: 'The master password opens all data of the database, and using it leaves no record here.',
    next: [
      'Ask the database’s owners whether they rotated the password.',
      'If not, rotate it and look at the database’s own log of connections.',
    ],
  },
} as const satisfies Readonly<Record<string, Detection>>;
