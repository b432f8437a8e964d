/** With what a workload credential is used: the programs the workload runs, or another one. */

import { fact, isRisky, surprising, together, weighing } from '../../contract/evidence.ts';
import { NONE } from '../../contract/judgements.ts';
import { THRESHOLDS } from '../../contract/thresholds.ts';
import { matchesAny } from '../../lib/wildcard.ts';
import type { Client, Event } from '../../model/event.ts';
import type { Evidence, Judgement } from '../../model/finding.ts';
import type { Context } from './parameters.ts';

export function judgeApplication(event: Event, at: Context): readonly Judgement[] {
  const { agent, agentKind } = event.client;
  if (!at.fresh.agent || agent === undefined) return NONE;
  const evidence = [...undeclared(event, at, agent), ...unusual(event, at)];
  if (evidence.length === 0 && agentKind !== 'offensive') return NONE;
  if (fits(at.parameters.expectedAgents, event.client)) return NONE;
  return [{ detection: 'unusual-application', evidence, foldBy: `${event.principal.uid}|${agent}` }];
}

function undeclared(event: Event, at: Context, agent: string): readonly Evidence[] {
  const declared = at.context.workload(event);
  if (declared === undefined || declared.applications.length === 0) return NOTHING;
  if (fits(declared.applications, event.client)) return NOTHING;
  return [
    fact(
      event,
      'undeclared-application',
      'program not declared for the workload',
      agent,
      `${declared.name} runs ${declared.applications.join(', ')}`,
    ),
  ];
}

const NOTHING: readonly Evidence[] = [];

function unusual(event: Event, at: Context): readonly Evidence[] {
  const surprise = at.surprise.of('with');
  if (!surprise.never || surprise.bits < at.parameters.leastSurprise) return NOTHING;
  const call = surprising(event, 'call new for the role', at.surprise.of('what'));
  // The provider's own agents bring their own calls; everybody else's say a little more.
  const most = event.client.agentKind === 'agent' ? 0 : THRESHOLDS.callOfProgram.bits;
  return [
    ...together(
      [
        surprising(event, 'program new for the role', surprise),
        surprising(event, 'network new for the role', at.surprise.of('where')),
      ],
      isRisky(event.client),
    ),
    weighing(call, Math.min(most, call.bits)),
  ];
}

function fits(patterns: readonly string[], { agent = '', userAgent = '' }: Client): boolean {
  return matchesAny(patterns, agent) || matchesAny(patterns, userAgent);
}
