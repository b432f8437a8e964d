/** A token request beside the principal's habits: place, region, program, and the shape of the session. */

import type { Surprise } from '../../baseline/surprise.ts';
import { fact, isRisky, placeSurprise, surprising, together, weighing } from '../../contract/evidence.ts';
import { NONE } from '../../contract/judgements.ts';
import { THRESHOLDS } from '../../contract/thresholds.ts';
import type { Event } from '../../model/event.ts';
import type { Judgement } from '../../model/finding.ts';
import type { Context } from './parameters.ts';
import { judgeShape } from './shape.ts';

export function judgeRequest(event: Event, at: Context): readonly Judgement[] {
  if (event.action !== 'token.mint') return NONE;
  if (!at.parameters.roleScope.includes(event.principal.kind)) return [outOfScope(event, at)];
  // Services assume roles all day, from their own networks, under names of their own.
  if (event.principal.kind === 'service' || event.client.networkKind === 'service') return NONE;
  const shape = judgeShape(event, at);
  const what = at.surprise.of('what');
  const using = at.surprise.of('with');
  const { leastSurprise } = at.parameters;
  const otherShape = shape.length >= THRESHOLDS.requestShape.deviations;
  const strange =
    isStrange(what, leastSurprise) || isStrange(using, leastSurprise) || isStrangePlace(event, at);
  if (!strange && !otherShape) return NONE;
  const where = placeSurprise(at.surprise.of('where'), event.client);
  const usual = !using.never && !otherShape;
  const place = surprising(event, 'place of the request', where);
  const surprises = [
    usual ? weighing(place, Math.min(place.bits, mostOfPlace(event, at))) : place,
    surprising(event, 'call or region', what),
    surprising(event, 'program', using),
  ];
  return [
    {
      detection: 'unusual-request',
      evidence: [...together(surprises, isRisky(event.client) || otherShape), ...shape],
      foldBy: `${event.principal.uid}|${event.client.network ?? ''}`,
    },
  ];
}

function isStrange(surprise: Surprise, least: number): boolean {
  return surprise.never && surprise.bits >= least;
}

function isStrangePlace({ client }: Event, { surprise, parameters }: Context): boolean {
  const where = surprise.of('where');
  return where.never && placeSurprise(where, client).bits >= parameters.leastSurprise;
}

/**
 * Runners move, all pipelines at once. Declared automation out of its place is weighed as that, and with its own
 * program the place says the same again; where only the role it takes is declared, it says a little.
 */
function mostOfPlace({ principal, issued: [issued] }: Event, { context }: Context): number {
  if (context.automation(principal) !== undefined) return 0;
  const forAutomation = issued !== undefined && context.automation(issued.holder) !== undefined;
  return forAutomation ? THRESHOLDS.requestOfAutomation.bits : THRESHOLDS.surprise.bits;
}

function outOfScope(event: Event, at: Context): Judgement {
  const evidence = [
    fact(
      event,
      'outside-role-scope',
      'kind of caller',
      event.principal.kind,
      at.parameters.roleScope.join(', '),
    ),
  ];
  return { detection: 'out-of-scope', evidence };
}
