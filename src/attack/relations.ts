/**
 * How objects belong together: relationship objects, and the references objects carry themselves (a strategy's
 * analytics, an analytic's data components, a technique's tactics). Both become lines of one index, found from either end.
 */

import { listAt, textAt } from '../lib/json.ts';
import { type Relation, statusOf, textsAt } from './entry.ts';

/** Verbs of references that are no relationship objects; the others are STIX's own. */
export const CARRIED = {
  analytic: 'has-analytic',
  component: 'reads',
  tactic: 'in-tactic',
  source: 'part-of',
  matrix: 'lists',
} as const;

/** A relationship object as a line of the index; a fault in words when an end is missing. */
export function relationshipOf(object: unknown, id: string, hash: string): Relation | string {
  const verb = textAt(object, 'relationship_type');
  const from = textAt(object, 'source_ref');
  const to = textAt(object, 'target_ref');
  if (verb === undefined || from === undefined || to === undefined)
    return `${id} lacks relationship_type, source_ref or target_ref`;
  const modified = textAt(object, 'modified');
  return {
    id,
    verb,
    from,
    to,
    status: statusOf(object),
    ...(modified === undefined ? {} : { modified }),
    hash,
  };
}

/** References an object carries, by id. */
export function carriedBy(object: unknown, type: string, id: string): Relation[] {
  switch (type) {
    case 'x-mitre-detection-strategy':
      return carried(CARRIED.analytic, id, textsAt(object, 'x_mitre_analytic_refs'));
    case 'x-mitre-analytic':
      return carried(
        CARRIED.component,
        id,
        listAt(object, 'x_mitre_log_source_references').flatMap(
          (each) => textAt(each, 'x_mitre_data_component_ref') ?? [],
        ),
      );
    case 'x-mitre-data-component':
      return carried(CARRIED.source, id, [textAt(object, 'x_mitre_data_source_ref') ?? []].flat());
    case 'x-mitre-matrix':
      return carried(CARRIED.matrix, id, textsAt(object, 'tactic_refs'));
    default:
      return [];
  }
}

/** Techniques name tactics by short name; `tacticIds` holds the release's own. */
export function inTactics(
  { id, tactics }: { readonly id: string; readonly tactics: readonly string[] },
  tacticIds: ReadonlyMap<string, string>,
): Relation[] {
  return carried(
    CARRIED.tactic,
    id,
    tactics.flatMap((name) => tacticIds.get(name) ?? []),
  );
}

function carried(verb: string, from: string, targets: readonly string[]): Relation[] {
  return [...new Set(targets)].map((to) => ({ verb, from, to, status: 'current' }));
}

/** The name a technique knows a tactic by. */
export function tacticKeyOf(object: unknown): string | undefined {
  return textAt(object, 'x_mitre_shortname');
}
