/**
 * Events as OCSF: API Activity, Authentication, Account Change, Entity Management or User Access Management by
 * the table in event-class.ts. One mapping serves all five, since they share their attributes.
 */

import type { Client, Event, Provider } from '../model/event.ts';
import { type Activity, concerned, type EventClass, eventClass } from './event-class.ts';
import {
  mapToOcsf,
  OCSF_VERSION,
  type OcsfMapping,
  type OcsfObject,
  ocsfApi,
  ocsfUser,
  unlessEmpty,
} from './ocsf-mapping.ts';

interface From {
  readonly event: Event;
  readonly class: EventClass;
  readonly activity: Activity;
}

export function eventToOcsf(event: Event): OcsfObject {
  return mapToOcsf(EVENT, { event, ...eventClass(event) });
}

const VENDORS: Readonly<Record<Provider, string>> = {
  aws: 'AWS',
  gcp: 'Google Cloud',
  azure: 'Microsoft Azure',
  entra: 'Microsoft Entra ID',
  'microsoft-365': 'Microsoft 365',
  okta: 'Okta',
  'google-workspace': 'Google Workspace',
  auth0: 'Auth0',
  onelogin: 'OneLogin',
  duo: 'Cisco Duo',
  'ping-one': 'PingOne',
  jumpcloud: 'JumpCloud',
  keycloak: 'Keycloak',
  host: 'unknown',
  other: 'unknown',
};

/** Providers that are clouds, as OCSF's cloud profile names them. */
const CLOUDS: Readonly<Partial<Record<Provider, string>>> = { aws: 'AWS', gcp: 'GCP', azure: 'Azure' };

const EVENT: OcsfMapping<From> = {
  activity_id: ({ activity }) => activity.id,
  activity_name: ({ activity }) => activity.name,
  category_uid: (from) => from.class.category,
  category_name: (from) => from.class.categoryName,
  class_uid: (from) => from.class.uid,
  class_name: (from) => from.class.name,
  type_uid: (from) => from.class.uid * 100 + from.activity.id,
  type_name: (from) => `${from.class.name}: ${from.activity.id === 99 ? 'Other' : from.activity.name}`,
  time: ({ event }) => event.time,
  severity_id: () => 1,
  severity: () => 'Informational',
  status_id: ({ event }) => (event.outcome === 'success' ? 1 : 2),
  status: ({ event }) => (event.outcome === 'success' ? 'Success' : 'Failure'),
  status_code: ({ event }) => event.error,

  'metadata.version': () => OCSF_VERSION,
  'metadata.product.name': ({ event }) => event.source,
  'metadata.product.vendor_name': ({ event }) => VENDORS[event.provider],
  'metadata.uid': ({ event }) => event.uid,
  'metadata.correlation_uid': ({ event }) => event.pair,
  'metadata.profiles': ({ event }) => (CLOUDS[event.provider] === undefined ? undefined : ['cloud']),

  'cloud.provider': ({ event }) => CLOUDS[event.provider],
  'cloud.region': inCloud((event) => event.region),
  'cloud.account.uid': inCloud((event) => (event.provider === 'gcp' ? undefined : event.scope)),
  'cloud.project_uid': inCloud((event) => (event.provider === 'gcp' ? event.scope : undefined)),

  'actor.user': ({ event }) => ocsfUser(event.principal, event.principal.scope, event.credential),
  'actor.session': ({ event }) => session(event),
  'actor.app_name': ({ event }) => event.client.service,
  api: ({ event }) => ocsfApi(event.operation),
  src_endpoint: ({ event }) => endpoint(event.client),
  'http_request.user_agent': ({ event }) => event.client.userAgent,

  user: (from) => user(from),
  'service.name': (from) => (isAuthentication(from) ? from.event.operation.split(':')[0] : undefined),
  is_mfa: (from) => (isAuthentication(from) ? from.event.credential?.mfa : undefined),
  privileges: (from) => (from.class.uid === 3005 ? [from.event.operation] : undefined),
  entity: (from) => (from.class.uid === 3004 ? resources(from.event)?.[0] : undefined),
  resources: (from) =>
    from.class.uid === 3001 || isAuthentication(from) ? undefined : resources(from.event),

  'unmapped.action': ({ event }) => event.action,
  'unmapped.access': ({ event }) => event.access,
  'unmapped.details': ({ event }) => (Object.keys(event.details).length === 0 ? undefined : event.details),
  'unmapped.issued': ({ event }) =>
    unlessEmpty(event.issued.map(({ uid, kind, holder }) => ({ uid, kind, holder: holder.uid }))),
};

/** The account changed, or the identity that was signed in as; of a sign-in the caller itself. */
function user(from: From): OcsfObject | undefined {
  const { event } = from;
  if (from.class.uid === 6003 || from.class.uid === 3004) return undefined;
  const about = concerned(event) ?? event.principal;
  return ocsfUser(about, about.scope);
}

function session({ session: current, credential }: Event): OcsfObject | undefined {
  if (current === undefined) return undefined;
  return {
    uid: current.uid,
    ...(current.issuedAt === undefined ? {} : { created_time: current.issuedAt }),
    ...(credential?.mfa === undefined ? {} : { is_mfa: credential.mfa }),
  };
}

/** API Activity requires a source; when nothing at all was recorded, it says so. */
function endpoint(client: Client): OcsfObject {
  const named = {
    ...(client.ip === undefined ? {} : { ip: client.ip }),
    ...(client.service === undefined ? {} : { svc_name: client.service }),
    ...(client.endpoint === undefined ? {} : { uid: client.endpoint }),
  };
  return {
    ...(Object.keys(named).length === 0 ? { name: 'not recorded' } : named),
    ...(client.asn === undefined
      ? {}
      : {
          autonomous_system: {
            number: client.asn,
            ...(client.asOrg === undefined ? {} : { name: client.asOrg }),
          },
        }),
    ...(client.country === undefined ? {} : { location: { country: client.country } }),
  };
}

function resources(event: Event): readonly OcsfObject[] | undefined {
  return unlessEmpty(
    event.targets.map(({ kind, uid, name }) => ({
      uid,
      type: kind,
      ...(name === undefined ? {} : { name }),
    })),
  );
}

function isAuthentication(from: From): boolean {
  return from.class.uid === 3002;
}

function inCloud(value: (event: Event) => string | undefined): (from: From) => string | undefined {
  return ({ event }) => (CLOUDS[event.provider] === undefined ? undefined : value(event));
}
