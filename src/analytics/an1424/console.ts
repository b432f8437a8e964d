/** A browser session opened with a workload credential, by sign-in token or federation. */

import { fact } from '../../contract/evidence.ts';
import { NONE } from '../../contract/judgements.ts';
import type { Event } from '../../model/event.ts';
import type { Judgement } from '../../model/finding.ts';

const SIGN_IN_CALLS = new Set(['signin:ConsoleLogin', 'signin:GetSigninToken', 'signin:SwitchRole']);

export function judgeConsole(event: Event): readonly Judgement[] {
  if (!SIGN_IN_CALLS.has(event.operation)) return NONE;
  const workload = event.session?.workload;
  const evidence = [
    fact(
      event,
      'console-by-workload',
      'sign-in by a workload',
      event.operation,
      `${workload?.kind ?? 'workload'} ${workload?.id ?? ''} uses no console`,
    ),
  ];
  return [{ detection: 'console-session', evidence }];
}
