/** The paths of a Directory Insights event that this source reads; the reader passes over everything else. */

import { json, projection, text } from '../../contract/projection.ts';

export const FIELDS = projection({
  eventType: text('event_type'),
  timestamp: text('timestamp'),
  id: text('id'),
  organization: text('organization'),
  service: text('service'),
  /** Flags in most services, text in some exports; both are right, so neither is a wrong type. */
  success: json('success'),
  ssoSuccess: json('sso_token_success'),
  mfa: json('mfa'),
  error: json('error_message'),
  clientIp: text('client_ip'),
  sourceIp: text('src_ip'),
  geoip: json('geoip'),
  userAgent: json('useragent'),
  initiatedBy: json('initiated_by'),
  resource: json('resource'),
  application: json('application'),
  system: json('system'),
  username: text('username'),
  /** Text in directory events, an object in those of devices. */
  authMethod: json('auth_method'),
  authContext: json('auth_context'),
  changes: json('changes'),
  association: json('association'),
  /** Of alerts. */
  title: text('alert_title'),
  description: text('description'),
  severity: json('severity'),
});
