/**
 * The paths of Duo's records that this source reads: administrator actions, authentications of both versions of the
 * API, activities, telephony and Trust Monitor share one reader. `action` is text in one of them and an object in another.
 */

import { json, projection, text } from '../../contract/projection.ts';

export const FIELDS = projection({
  action: json('action'),
  timestamp: json('timestamp'),
  isotimestamp: text('isotimestamp'),
  ts: text('ts'),
  host: text('host'),
  eventType: text('event_type'),
  // Administrator actions and offline enrollment.
  username: text('username'),
  object: text('object'),
  description: json('description'),
  // Authentications.
  txid: text('txid'),
  user: json('user'),
  email: text('email'),
  factor: text('factor'),
  result: text('result'),
  reason: text('reason'),
  application: json('application'),
  integration: text('integration'),
  accessDevice: json('access_device'),
  authDevice: json('auth_device'),
  trust: json('adaptive_trust_assessments'),
  ip: text('ip'),
  location: json('location'),
  // Activities.
  activityId: text('activity_id'),
  account: text('akey'),
  actor: json('actor'),
  target: json('target'),
  oldTarget: json('old_target'),
  outcome: text('outcome.result'),
  // Telephony.
  credits: json('credits'),
  phone: json('phone'),
  // Trust Monitor.
  securityEvent: text('sekey'),
  surfacedTimestamp: json('surfaced_timestamp'),
  surfaced: json('surfaced_auth'),
  priorityReasons: json('priority_reasons'),
  explanations: json('explanations'),
  priorityEvent: json('priority_event'),
  triageState: text('state'),
  trustType: text('type'),
  enabledBy: json('enabled_by'),
  enabledFor: json('enabled_for'),
});
