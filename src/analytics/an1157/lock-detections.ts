/** The named ways AN1157 can fire about the locks of people's accounts: passwords, second factors, passes and codes. */

import type { Detection } from '../../contract/analytic.ts';

export const lockDetections = {
  'factor-reset-for-someone-else': {
    title: 'Second factor of another identity changed',
    phase: 'credential',
    why: 'Without their second factor an account is a password away; with a factor of the changer’s choosing it is theirs. It is also what a caller talks a help desk into.',
    next: [
      'Ask the identity’s owner, by another channel, whether they asked for it.',
      'If not, remove the factors they do not know, end their sessions, and look for sign-ins since.',
    ],
  },
  'pass-made-for-someone-else': {
    title: 'Temporary pass or recovery codes made for another identity',
    phase: 'credential',
    why: 'A pass or recovery code stands in for the second factor, and often for the password too. Whoever made it knows it.',
    next: [
      'Ask the identity’s owner whether they asked for one.',
      'If not, revoke the pass or codes, end the account’s sessions, and look for sign-ins and factors enrolled since.',
    ],
  },
  'factor-and-password-reset': {
    title: 'Password and second factor of one account reset together',
    phase: 'credential',
    why: 'Together they are the whole account: whoever holds both signs in as its owner, and the owner is locked out.',
    next: [
      'Reach the owner by telephone or in person; do not trust the account’s own mail or chat.',
      'If they did not ask for it, disable the account, end its sessions, and review what the resetter did before.',
    ],
  },
  'accounts-reset-in-bulk': {
    title: 'Many accounts reset within an hour',
    phase: 'credential',
    why: 'One principal opened the locks of many people within an hour: a mass reset is announced, and an intruder’s is not.',
    next: [
      'Ask for the announcement or ticket of the mass reset.',
      'If there is none, end the principal’s sessions, and watch the accounts concerned for sign-ins from new places.',
    ],
  },
  'recovered-from-elsewhere': {
    title: 'Account recovered and its factor replaced from a new place',
    phase: 'credential',
    why: 'Password and second factor were replaced through self-service, from a place its owner never was at. That is how a stolen mailbox or telephone number becomes a stolen account.',
    next: [
      'Ask the owner by another channel whether they have a new telephone and where they are.',
      'If it was not them, disable the account, end its sessions, and remove the new factor.',
    ],
  },
  'reset-account-signed-in': {
    title: 'Account signed in elsewhere after somebody else reset it',
    phase: 'access',
    why: 'Somebody else opened the account’s locks, and then it was used from the resetter’s own place or from one its owner never was at: resetter and user may be the same.',
    next: [
      'Reach the owner by telephone or in person and ask whether the sign-in was theirs.',
      'If not, disable the account, end its sessions, remove new factors, and treat the resetter’s account as taken too.',
    ],
  },
  'password-revealed': {
    title: 'Password or code of another identity shown in plain text',
    phase: 'credential',
    why: 'Who has seen a password can use it without leaving a trace of a reset.',
    next: [
      'Ask why it had to be looked at; passwords are reset, not read.',
      'If there is no reason, change it, and look for sign-ins of that identity from new places.',
    ],
  },
  'password-in-the-log': {
    title: 'Password perhaps typed as the user name, and so written into the log',
    phase: 'credential',
    why: 'Whoever types the password where the name belongs has it written into the sign-in log of the provider in plain text, where administrators, help desks and every tool that the log is sent to can read it.',
    next: [
      'Ask the person whether it was their password; if so, or in doubt, have it changed.',
      'See who reads the sign-in log, and whether somebody signed in as them from elsewhere since.',
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
} as const satisfies Readonly<Record<string, Detection>>;
