/** With what a workload credential is used: the programs the workload runs, or another one. */

import { fact, isRisky, surprising, together, weighing } from '../../contract/evidence.ts';
import { THRESHOLDS } from '../../contract/thresholds.ts';
import { matchesAny } from '../../lib/wildcard.ts';
import type { Client, Event } from '../../model/event.ts';
import type { Evidence, Judgement } from '../../model/finding.ts';
import type { Context } from './parameters.ts';

export function judgeApplication(event: Event, at: Context): Judgement[] {
  const { agent } = event.client;
  if (!at.fresh.agent || agent === undefined || fits(at.parameters.expectedAgents, event.client)) return [];
  const evidence = [...undeclared(event, at, agent), ...unusual(event, at)];
  if (evidence.length === 0 && event.client.agentKind !== 'offensive') return [];
  return [{ detection: 'unusual-application', evidence, foldBy: `${event.principal.uid}|${agent}` }];
}

function undeclared(event: Event, at: Context, agent: string): Evidence[] {
  const declared = at.context.workload(event);
  if (declared === undefined || declared.applications.length === 0) return [];
  if (fits(declared.applications, event.client)) return [];
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

function unusual(event: Event, at: Context): Evidence[] {
  const surprise = at.surprise.of('with');
  if (!surprise.never || surprise.bits < at.parameters.leastSurprise) return [];
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
