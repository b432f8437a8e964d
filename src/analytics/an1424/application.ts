/** With what a workload credential is used: the programs the workload runs, or another one. */

import { fact, surprising } from '../../contract/evidence.ts';
import type { Event } from '../../model/event.ts';
import type { Evidence, Judgement } from '../../model/finding.ts';
import type { Context } from './parameters.ts';

export function judgeApplication(event: Event, at: Context): Judgement[] {
  const { agent } = event.client;
  if (!at.fresh.agent || agent === undefined || at.parameters.expectedAgents.includes(agent)) return [];
  const evidence = [...undeclared(event, at, agent), ...unusual(event, at)];
  if (evidence.length === 0 && event.client.agentKind !== 'offensive') return [];
  return [{ detection: 'unusual-application', evidence, foldBy: `${event.principal.uid}|${agent}` }];
}

function undeclared(event: Event, at: Context, agent: string): Evidence[] {
  const declared = at.context.workload(event);
  if (declared === undefined || declared.applications.length === 0 || declared.applications.includes(agent))
    return [];
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
  if (!surprise.never || surprise.feature !== 'agent' || surprise.bits < at.parameters.leastSurprise)
    return [];
  return [
    surprising(event, 'program new for the role', surprise),
    surprising(event, 'call new for the role', at.surprise.of('what')),
    surprising(event, 'network new for the role', at.surprise.of('where')),
  ];
}
