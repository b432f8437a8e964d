/** Workloads that have called from one network for days: for them a second one is no variation. */

import { fact } from '../../contract/evidence.ts';
import { THRESHOLDS } from '../../contract/thresholds.ts';
import type { Event } from '../../model/event.ts';
import type { Evidence } from '../../model/finding.ts';
import { placeOf, workloadOf } from './describe.ts';
import type { Context } from './parameters.ts';
import { isSamePlace, placesElsewhere } from './whereabouts.ts';

/** Empty unless the workload's last credentials were used from one network only, and the role has a history of days. */
export function pinnedEvidence(event: Event, at: Context): Evidence[] {
  const { calls, days } = at.surprise.principal;
  if (days < THRESHOLDS.pinned.days || calls < THRESHOLDS.pinned.calls) return [];
  const [home, ...others] = placesElsewhere(event, at);
  if (home === undefined || others.some(({ client }) => !isSamePlace(client, home.client))) return [];
  return [
    fact(
      event,
      'pinned-for-days',
      'one network for days',
      placeOf(event.client),
      `${workloadOf(event)} calls from ${placeOf(home.client)}; ${calls} calls of its role in ${Math.floor(days)} days`,
      [home.event],
    ),
  ];
}
