/** What a row of the table says of one call: action, what was issued, whom it concerns, and details. */

import { memo } from '../../enrich/memo.ts';
import { toldDetails } from '../../lib/told-details.ts';
import type { Action } from '../../model/action.ts';
import type { Details, Issued, Outcome, Principal } from '../../model/event.ts';
import type { Call } from './call.ts';
import { askedText } from './details.ts';
import type { Row } from './row.ts';

export interface Facts {
  readonly action: Action;
  readonly issued: readonly Issued[];
  readonly subject: Principal | undefined;
  readonly details: Details;
}

const NO_ISSUED: readonly Issued[] = Object.freeze([]);

/** Of an operation that is `use`: shared by all calls of one program. */
export function plainFacts(application: string | undefined): Facts {
  return remembered(application ?? '', () =>
    Object.freeze({
      action: 'use',
      issued: NO_ISSUED,
      subject: undefined,
      details: Object.freeze(toldDetails({ application })),
    }),
  );
}

const remembered = memo<Facts>(2_048);

export function factsOf(row: Row, call: Call, common: Details, outcome: Outcome): Facts {
  const action = row.decide === undefined ? row.action : row.decide(call);
  const subject = row.subject?.(call);
  const found: Record<string, string | number | boolean | undefined> = {};
  for (const [name, find] of Object.entries(row.details ?? {})) found[name] = find(call);
  if (subject !== undefined) found['selfService'] = subject.uid === call.principal.uid;
  return {
    action,
    issued: outcome === 'success' ? issuedBy(row, call, action, subject) : NO_ISSUED,
    subject,
    details: toldDetails(common, action === 'use' ? undefined : row.constant, found),
  };
}

const ISSUING: ReadonlySet<Action> = new Set(['credential.create', 'credential.import', 'credential.reset']);

/** Azure's keys have no ids: one goes by the resource it opens, and by its name where a resource has several. */
function issuedBy(row: Row, call: Call, action: Action, subject: Principal | undefined): readonly Issued[] {
  if (row.issues === undefined || !ISSUING.has(action) || call.resourceId === '') return NO_ISSUED;
  const key = askedText(call.body, 'keyName') ?? askedText(call.body, 'keyType');
  return [
    {
      uid: `azure:${call.resourceId}${key === undefined ? '' : `#${key.toLowerCase()}`}`,
      kind: row.issues,
      holder: subject ?? call.principal,
      session: undefined,
      expiresAt: undefined,
    },
  ];
}
