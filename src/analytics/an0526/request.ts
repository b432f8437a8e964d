/** A token request beside the principal's habits: place, region, program, and the shape of the session. */

import { fact, surprising } from '../../contract/evidence.ts';
import type { Event } from '../../model/event.ts';
import type { Evidence, Judgement } from '../../model/finding.ts';
import type { Context } from './parameters.ts';
import { judgeShape } from './shape.ts';

export function judgeRequest(event: Event, at: Context): Judgement[] {
  if (!at.parameters.roleScope.includes(event.principal.kind)) {
    const evidence = [
      fact(
        event,
        'outside-role-scope',
        'kind of caller',
        event.principal.kind,
        at.parameters.roleScope.join(', '),
      ),
    ];
    return [{ detection: 'out-of-scope', evidence }];
  }
  // Services assume roles all day, from their own networks, under names of their own.
  if (event.principal.kind === 'service' || event.client.networkKind === 'service') return [];
  const shape = judgeShape(event, at);
  const [where, what, using] = [at.surprise.of('where'), at.surprise.of('what'), at.surprise.of('with')];
  const strange = [where, what, using].filter(
    ({ bits, never }) => never && bits >= at.parameters.leastSurprise,
  );
  if (strange.length === 0) return [];
  const evidence: Evidence[] = [
    ...[
      surprising(event, 'place of the request', where),
      surprising(event, 'call or region', what),
      surprising(event, 'program', using),
    ].filter(({ bits }) => bits >= 2),
    ...shape,
  ];
  return [
    {
      detection: 'unusual-request',
      evidence,
      foldBy: `${event.principal.uid}|${event.client.network ?? ''}`,
    },
  ];
}
