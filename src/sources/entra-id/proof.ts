/** How a person proved who they are, from the steps that a sign-in lists. */

import { flagAt, listAt, parseNested, textAt } from '../../lib/json.ts';

export interface Proof {
  /** Methods in order, the first factor first: `Password, Mobile app notification`. */
  readonly methods: string | undefined;
  readonly primary: string | undefined;
  /** The first factor was given at an earlier sign-in: what is presented is that session. */
  readonly carried: boolean;
  /** A second factor was given, now or earlier; undefined when the steps tell nothing. */
  readonly mfa: boolean | undefined;
  /** Of the first step; a few exports have no other time. */
  readonly time: string | undefined;
}

const NOTHING: Proof = Object.freeze({
  methods: undefined,
  primary: undefined,
  carried: false,
  mfa: undefined,
  time: undefined,
});

/** @param details the list of `authenticationDetails`, or JSON text of it */
export function proofOf(details: unknown): Proof {
  const list = typeof details === 'string' ? parseNested(details.trim()) : details;
  const steps = listAt(list).slice(0, MOST_STEPS);
  if (steps.length === 0) return NOTHING;
  const methods = [...new Set(steps.map(methodOf).filter((method) => method !== undefined))];
  const primary = methodOf(steps[0]);
  const succeeded = steps.filter(isGood);
  return {
    methods: methods.length === 0 ? undefined : methods.join(', ').slice(0, 200),
    primary,
    carried: primary === 'Previously satisfied',
    mfa: succeeded.length === 0 ? undefined : succeeded.some(isSecondFactor),
    time: textAt(steps[0], 'authenticationStepDateTime'),
  };
}

const MOST_STEPS = 20;

function methodOf(step: unknown): string | undefined {
  return textAt(step, 'authenticationMethod')?.slice(0, 80);
}

function isGood(step: unknown): boolean {
  return flagAt(step, 'succeeded') === true;
}

/** Methods that are two factors in one: something held, opened by a gesture or a number. */
const STRONG = /fido|passkey|hello for business|passwordless|x\.?509.*multi/i;

function isSecondFactor(step: unknown): boolean {
  if (STRONG.test(methodOf(step) ?? '')) return true;
  const result = textAt(step, 'authenticationStepResultDetail') ?? '';
  if (/^MFA (?:requirement satisfied|completed|successfully completed)/i.test(result)) return true;
  const requirement = textAt(step, 'authenticationStepRequirement') ?? '';
  return /multi-?factor/i.test(requirement) && methodOf(step) !== undefined;
}
