/** The named ways AN1157 can fire, in words for the person who reads the finding. */

import type { Detection } from '../../contract/analytic.ts';
import { lockDetections } from './lock-detections.ts';

export const detections = {
  ...lockDetections,
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
    title: 'Access to accounts given by an unusual principal',
    phase: 'trust',
    why: 'An assignment gives a person or group a role in an account through single sign-on, and whoever joins a group has all that is assigned to it; here it came from somebody who does not usually give access.',
    next: [
      'Check who got which permission set in which account, or joined which group, and whether they asked for it.',
      'If not, remove the assignment or the member and end the sessions opened with it.',
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
    title: 'Administrator passwords or disk keys of machines asked for',
    phase: 'credential',
    why: 'The call returns the administrator password of a machine, or the key that opens its disk. Asked for machine after machine, refused or not, it is a search for a way onto them.',
    next: [
      'Ask who needed the password of those machines.',
      'If nobody did, revoke the session, change passwords and disk keys of machines where the call succeeded, and look for sign-ins on them.',
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
  'domain-federation-changed': {
    title: 'Sign-in of a domain handed to an issuer',
    phase: 'trust',
    why: 'Whoever holds the issuer’s key signs in as every user of the domain, past password and second factor. It is a favourite way to stay in a directory.',
    next: [
      'Confirm issuer address and certificate with those who run sign-on, and look for the change record.',
      'If nobody knows it, set the domain back, revoke all sessions of its users, and look for sign-ins since.',
    ],
  },
  'certificate-authority-trusted': {
    title: 'Certificate authority trusted for signing in',
    phase: 'trust',
    why: 'Holders of certificates of that authority sign in without a password, as whomever the certificate names.',
    next: [
      'Ask whose certificate authority it is.',
      'If nobody knows it, remove it, and look for certificate sign-ins since.',
    ],
  },
  'sign-on-policy-weakened': {
    title: 'Policy that guards sign-on removed or eased',
    phase: 'trust',
    why: 'The policy decides who must show what to get in. Eased, a stolen password may be enough.',
    next: [
      'Compare old and new values, and ask those who run sign-on for the change record.',
      'If there is none, put the policy back and review sign-ins made while it was off.',
    ],
  },
  'delegation-granted': {
    title: 'Leave to act as others granted',
    phase: 'trust',
    why: 'The program or person named may now act as everybody, or read what everybody has, without their passwords and without their knowing.',
    next: [
      'Ask whose program it is, and whether it needs all of these permissions.',
      'If nobody knows it, revoke the grant, disable the program, and look for what it read.',
    ],
  },
  'delegation-used': {
    title: 'New leave to act as others used from a doubtful place',
    phase: 'use',
    why: 'A program that was given sweeping permissions shortly before began to use them, from the granter’s own place or from where such programs do not run.',
    next: [
      'Find out what runs there; a vendor’s program runs in the vendor’s networks.',
      'If nobody knows it, revoke the grant and the program’s tokens, and review what it read or changed.',
    ],
  },
  'new-issuer-signed-in': {
    title: 'Somebody signed in through a new identity provider',
    phase: 'access',
    why: 'The provider was added a short while ago, and vouches for people now. If it is not yours, the person who signed in is not who it says.',
    next: [
      'Confirm the provider with those who run sign-on.',
      'If nobody knows it, remove it, end the sessions opened through it, and review what was done in them.',
    ],
  },
  'changed-issuer-signed-in': {
    title: 'Sign-in through a changed issuer from a doubtful place',
    phase: 'access',
    why: 'An issuer’s certificate or domain was changed, and then somebody signed in through it from where the change was made, or by a hidden path: a forged assertion looks like this.',
    next: [
      'Ask the person whether they signed in, by another channel.',
      'If not, restore the issuer’s settings, end all sessions opened through it since, and review them.',
    ],
  },
  'application-secret-added': {
    title: 'Secret or certificate added to an application',
    phase: 'credential',
    why: 'With it anybody signs in as the application, from anywhere, without a second factor, until it is deleted.',
    next: [
      'Ask the application’s owners whether they asked for a new secret.',
      'If not, delete it, and look for sign-ins of the application with that key.',
    ],
  },
  'federated-credential-added': {
    title: 'Tokens of another issuer accepted for an application',
    phase: 'trust',
    why: 'Whoever gets a token of that issuer with the named subject signs in as the application. No secret is left behind that a scan would find.',
    next: [
      'Check issuer and subject: is it your pipeline, your repository, your cluster?',
      'If not, delete it, and look for sign-ins of the application with it.',
    ],
  },
  'api-token-created': {
    title: 'API token of the identity provider created by an unusual principal',
    phase: 'credential',
    why: 'The token carries its maker’s rights, works without a second factor, and outlives the session it was made in.',
    next: [
      'Ask the maker what it is for and where it will run.',
      'If they did not make it, revoke it, end their sessions, and look for what it was used for.',
    ],
  },
  'new-secret-used': {
    title: 'New secret used from a place new to its holder',
    phase: 'use',
    why: 'A secret or token made a short while ago is used from where its holder was never seen: its maker, or whoever got it, may have carried it off.',
    next: [
      'Find out what runs there, and whether the owners moved it.',
      'If nobody knows it, delete the secret, revoke the tokens issued with it, and review what was done.',
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
