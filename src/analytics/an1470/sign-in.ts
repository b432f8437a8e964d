/**
 * A console password set by one identity and used by another: whoever set it knows it. Administrators who set passwords
 * in their ordinary way are believed; what was out of the ordinary when it was set stays so when it is used.
 */

import type { Json } from '../../contract/analytic.ts';
import { fact, surprising } from '../../contract/evidence.ts';
import { atOwnPlace, isOutsideConsole } from '../../contract/habit.ts';
import { NONE } from '../../contract/judgements.ts';
import { summarise } from '../../contract/summary.ts';
import { spanText } from '../../lib/span.ts';
import type { Event } from '../../model/event.ts';
import type { Judgement } from '../../model/finding.ts';
import { isExpected } from './caller.ts';
import { dormantEvidence } from './dormant.ts';
import { isForSomeoneElse } from './kinds.ts';
import type { Context } from './parameters.ts';

const HOUR = 3_600_000;

interface PasswordSet {
  readonly by: string;
  readonly time: number;
  readonly event: string;
  readonly network: string;
  readonly mustChange: boolean;
  readonly outsideConsole: boolean;
  readonly trusted: boolean;
  /** Set in a console session from where its maker usually is, not known to lack a second factor. */
  readonly atDesk: boolean;
  /** Its maker is one who sets passwords, and did so from where they usually are. */
  readonly standing: boolean;
  /** Credential id of the password, under which a finding about its making is kept. */
  readonly credential: string;
}

/** Notes a password set for somebody else. */
export function rememberPassword(event: Event, at: Context): void {
  if (!isForSomeoneElse(event) || event.subject === undefined || event.outcome !== 'success') return;
  const { principal, client } = event;
  const declared =
    at.context.isAdministrator(principal) ||
    at.context.isHelpdesk(principal) ||
    at.context.automation(principal) !== undefined;
  at.recall.set(
    keyOf(event.subject.uid),
    {
      by: principal.name,
      time: event.time,
      event: event.uid,
      standing: isExpected(event, at) || (declared && !isElsewhere(at)),
      credential: event.issued[0]?.uid ?? '',
      network: client.network ?? '',
      mustChange: event.details['passwordResetRequired'] === true,
      outsideConsole: isOutsideConsole(event),
      trusted: client.trusted === true,
      atDesk: isAtDesk(event, at),
    },
    event.time + at.parameters.signInWindow * HOUR,
  );
}

export function judgeSignIn(event: Event, at: Context): readonly Judgement[] {
  if (event.outcome !== 'success' || !at.recall.knows('password')) return NONE;
  const password = passwordSet(at.recall.get(keyOf(event.principal.uid)));
  if (password === undefined || isOnboarding(event, password)) return NONE;
  const { suspicion } = at.lineage.node(password.credential) ?? { suspicion: undefined };
  if (password.standing && suspicion === undefined) return NONE;
  const sameNetwork = password.network !== '' && password.network === event.client.network;
  const evidence = [
    fact(
      event,
      'someone-else',
      'password set by another identity',
      `password of ${event.principal.name} set by ${password.by}`,
      'people set their own passwords',
      [password.event],
    ),
    fact(
      event,
      'fresh-credential-used',
      'signed in with the new password',
      `${spanText(event.time - password.time)} after it was set`,
      password.mustChange ? 'the owner changes it first' : 'a password that its maker does not know',
      [password.event],
    ),
    sameNetwork
      ? fact(
          event,
          'creator-signs-in',
          'signed in from where the password was set',
          event.client.network ?? '',
          `another place than that of ${password.by}`,
          [password.event],
        )
      : surprising(event, 'network new for the user', at.surprise.of('where')),
    ...dormantEvidence(event, at),
  ];
  const ago = spanText(event.time - password.time);
  return [
    {
      detection: 'login-profile-signed-in',
      evidence,
      foldBy: event.principal.uid,
      summary: summarise(event, `signed in with a password that ${password.by} had set ${ago} before,`),
    },
  ];
}

/** A password that must be changed, used elsewhere or set at an administrator's desk; or both sides at work on trusted networks, through the console. */
function isOnboarding(event: Event, password: PasswordSet): boolean {
  if (password.mustChange && (password.atDesk || password.network !== event.client.network)) return true;
  return event.client.trusted === true && password.trusted && !password.outsideConsole;
}

function isAtDesk(event: Event, at: Context): boolean {
  if (isOutsideConsole(event) || event.credential?.mfa === false) return false;
  return atOwnPlace(event, at.surprise);
}

function isElsewhere(at: Context): boolean {
  const where = at.surprise.of('where');
  return where.never && where.bits > 0;
}

function keyOf(uid: string): string {
  return `password ${uid}`;
}

function passwordSet(remembered: Json | undefined): PasswordSet | undefined {
  if (typeof remembered !== 'object' || remembered === null || !('by' in remembered)) return undefined;
  const { by, time, event, network, mustChange, outsideConsole, trusted, atDesk, standing, credential } =
    remembered;
  if (typeof by !== 'string' || typeof time !== 'number') return undefined;
  if (typeof event !== 'string' || typeof network !== 'string') return undefined;
  return {
    by,
    time,
    event,
    network,
    mustChange: mustChange === true,
    outsideConsole: outsideConsole === true,
    trusted: trusted === true,
    atDesk: atDesk === true,
    standing: standing === true,
    credential: typeof credential === 'string' ? credential : '',
  };
}
