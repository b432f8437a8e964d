/** The named ways AN1470 can fire, in words for the person who reads the finding. */

import type { Detection } from '../../contract/analytic.ts';

export const detections = {
  'key-for-someone-else': {
    title: 'Lasting key made for another identity',
    phase: 'credential',
    why: 'An access key, service credential or certificate works without a second factor until somebody deletes it. Made for another identity it gives its maker a way back in that survives the loss of their own.',
    next: [
      'Ask the maker, by another channel, for whom and why the credential was made; look for a ticket.',
      'If there is no answer, deactivate the credential (the finding names it) and look at every call made with it.',
      'Review what else the maker did in that session, and how the session came about: the trail below shows it.',
    ],
  },
  'login-profile-for-someone-else': {
    title: 'Console password set for another user',
    phase: 'credential',
    why: 'Whoever sets the password of a user can sign in as that user. A password that need not be changed at the next sign-in stays known to its maker.',
    next: [
      'Ask the user whether they wanted a console password, and the maker why it was set.',
      'If not, delete the login profile and end the user’s sessions.',
      'Look for sign-ins of that user since.',
    ],
  },
  'login-profile-signed-in': {
    title: 'Signed in with a password that somebody else had just set',
    phase: 'access',
    floor: 'high',
    why: 'One identity set the password of another, and shortly after that other identity signed in. Unless its owner was waiting for it, the one who set the password is now acting under another name.',
    next: [
      'Ask the user, by another channel, whether this sign-in was theirs.',
      'If not, delete the login profile, end the session, and treat the maker’s credential as stolen.',
      'Review what the session did, first of all further credentials.',
    ],
  },
  'unusual-creator': {
    title: 'Lasting credential made by an unusual principal',
    phase: 'credential',
    why: 'The credential is the maker’s own or an application’s, but the principal is not known to make such credentials from this place with this program. A stolen session is often turned into a key in this way.',
    next: [
      'Ask the holder whether they made it.',
      'If not, deactivate it and the credential it was made with, and look at what both did.',
    ],
  },
  'root-credential': {
    title: 'Credential made by or for the root user',
    phase: 'credential',
    floor: 'high',
    why: 'The root user is bound by no policy of the account. It needs no access keys, and others should get their credentials from administrators, not from root.',
    next: [
      'Confirm with the owners of the account that they did this, in person.',
      'Delete the credential if it is a root access key; there is no work it is needed for.',
      'If nobody did it, start root recovery with the provider’s support and review every call by root.',
    ],
  },
  'root-key-used': {
    title: 'Access key of the root user in use',
    phase: 'use',
    floor: 'high',
    why: 'An access key of root works from anywhere, without a second factor and past every policy of the account, until somebody deletes it. AWS advises against having one at all, so its use is a forgotten script or an intruder.',
    next: [
      'Ask the owners of the account which program uses the key; from the address and the program named above it can be found.',
      'If nobody knows, deactivate the key at once, change root’s password and factor, and review every call made with it.',
      'If it is a program, give it a role and delete the key.',
    ],
  },
  'administrator-equipped': {
    title: 'User given administrator rights and a credential by one hand',
    phase: 'credential',
    why: 'Rights and a lasting credential given to one user within the hour make a second administrator that belongs to whoever made it. It is the plainest way to stay in an account.',
    next: [
      'Confirm with the account’s owners that this administrator is wanted.',
      'If not, deactivate its credentials and remove its rights, then review all calls of both users.',
    ],
  },
  'new-credential-used': {
    title: 'New key used at once from elsewhere or by other hands',
    phase: 'use',
    why: 'The key was used minutes after it was made, from another network than its maker’s or by others than its holder; or its first use came from a place its holder never was at. Whoever made it passed it on, or took it along.',
    next: [
      'Find out where the key went: ask its maker and its holder.',
      'If neither knows the place it was used from, deactivate the key and review its calls.',
    ],
  },
  'ssh-key-placed': {
    title: 'SSH key placed where it opens machines or repositories',
    phase: 'credential',
    why: 'An SSH key leaves the cloud’s own log: what happens on the machine after it was used is not recorded here. Keys pushed to several machines are a way of moving through them.',
    next: [
      'Ask the principal for the reason; look for sessions on the named machines at that time.',
      'If there is none, remove the key, isolate the machines and review their workload credentials.',
    ],
  },
  'factor-for-someone-else': {
    title: 'Second factor changed for another user or by a session without one',
    phase: 'credential',
    why: 'Who removes a second factor needs only the password; who adds one can sign in whenever they like and locks the owner out.',
    next: [
      'Ask the user whose factor was changed whether they asked for it.',
      'If not, remove the added device, restore the user’s own, and look for sign-ins since.',
    ],
  },
  'dormant-credential-revived': {
    title: 'Credential revived for another identity after long disuse',
    phase: 'credential',
    why: 'A credential that nobody used for weeks was made to work again by another identity. Nobody watches it, and nobody will miss it.',
    next: [
      'Ask its holder and the one who revived it for the reason.',
      'If there is none, deactivate it again and review what was done with it.',
    ],
  },
  'standing-key-read': {
    title: 'Standing key read by an unusual principal',
    phase: 'credential',
    why: 'API keys, publishing profiles and cluster credentials work for whoever has read them, from anywhere, until they are replaced. Reading them out once is as good as making new ones, and leaves less behind.',
    next: [
      'Ask the principal what the key was needed for.',
      'If there is no answer, replace the key and look at what was done with it since.',
    ],
  },
  'dormant-user-active': {
    title: 'User active after long disuse, from another place',
    phase: 'access',
    why: 'An account nobody uses is one nobody watches. When it comes back from a place it never was at, its owner may not be the one who uses it.',
    next: [
      'Ask the owner of the account whether this was them; if nobody owns it, disable it.',
      'Look at how its password or key came to be known: who set it last, and when.',
    ],
  },
} as const satisfies Readonly<Record<string, Detection>>;
