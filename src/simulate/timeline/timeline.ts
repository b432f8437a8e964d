/**
 * Timelines: short stories in YAML, in the `fires` and `silent` folders of each analytic. Each says who acts, what happens
 * when, and which detections must fire (or that none may). They are the analytics' tests and the traces of the self-test.
 *
 *   about: one sentence
 *   context: the content of a credtrail.yaml (optional)
 *   actors:
 *     alice: { principal: user/alice, credential: AKIAEXAMPLEALICE0001, from: office, agent: aws-cli }
 *   events:
 *     - { at: 2026-03-02 09:00, every: 1h, times: 40, actor: alice, call: s3:ListBuckets }
 *     - { id: theft, at: 2026-03-04 09:00, actor: alice, from: attacker, call: sts:AssumeRole, action: token.mint,
 *         issues: [{ uid: ASIAEXAMPLE1, kind: session-token, holder: role/admin }] }
 *   fires:
 *     - { detection: unusual-mint, level: medium, event: theft }
 *
 * Actors and events are of AWS unless `provider` says otherwise; then principals, subjects and holders are written
 * `user/ana@example.com` and get that provider's uid (`okta:ana@example.com`).
 */

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { ACTIONS } from '../../model/action.ts';
import { LEVELS } from '../../model/level.ts';

const issued = z.strictObject({
  uid: z.string(),
  kind: z.string(),
  holder: z.string(),
  session: z.string().optional(),
  minutes: z.number().optional(),
});

const actor = z.strictObject({
  principal: z.string().optional(),
  credential: z.string().optional(),
  kind: z.string().optional(),
  mfa: z.boolean().optional(),
  session: z.string().optional(),
  instance: z.string().optional(),
  /** Another kind of workload: `container/TASK`, `function/NAME`, `pod/NAME`. */
  workload: z.string().optional(),
  delivery: z.string().optional(),
  from: z.string().optional(),
  agent: z.string().optional(),
  access: z.string().optional(),
  region: z.string().optional(),
  scope: z.string().optional(),
  provider: z.string().optional(),
  source: z.string().optional(),
});

const step = actor.extend({
  id: z.string().optional(),
  at: z.string(),
  every: z.string().optional(),
  times: z.number().optional(),
  actor: z.string().optional(),
  call: z.string(),
  action: z.enum(ACTIONS).optional(),
  error: z.string().optional(),
  targets: z
    .array(z.strictObject({ kind: z.string(), uid: z.string(), name: z.string().optional() }))
    .optional(),
  subject: z.string().optional(),
  issues: z.array(issued).optional(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  pair: z.string().optional(),
});

const timeline = z.strictObject({
  about: z.string(),
  context: z.record(z.string(), z.unknown()).optional(),
  actors: z.record(z.string(), actor).optional(),
  events: z.array(step),
  fires: z
    .array(
      z.strictObject({
        detection: z.string(),
        level: z.enum(LEVELS).optional(),
        event: z.string().optional(),
      }),
    )
    .optional(),
});

export type Timeline = z.infer<typeof timeline>;
export type Step = z.infer<typeof step>;

export function readTimeline(path: string): Timeline {
  return timeline.parse(parse(readFileSync(path, 'utf8')));
}
