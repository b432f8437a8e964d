/**
 * The event: one vendor record in our words. Flat, plain, serialisable data; no behaviour.
 *
 * `undefined` always means "the vendor did not say". Fields are present on every event (not optional) so
 * that all events share one shape: millions of them pass through the engine.
 */

import type { Action } from './action.ts';

export const PROVIDERS = [
  'aws',
  'gcp',
  'azure',
  'entra',
  'microsoft-365',
  'okta',
  'google-workspace',
  'auth0',
  'onelogin',
  'duo',
  'ping-one',
  'jumpcloud',
  'keycloak',
  'host',
  'other',
] as const;

export type Provider = (typeof PROVIDERS)[number];

export type Outcome = 'success' | 'failure';

/** By which path the call was made, as far as the record tells. */
export type Access = 'console' | 'cli' | 'sdk' | 'iac' | 'service' | 'agent' | 'unknown';

export type PrincipalKind =
  | 'user'
  | 'root'
  | 'role'
  /** A person behind a federated or Identity Center role: the role plus the stable session name. */
  | 'federated-user'
  | 'service'
  | 'account'
  | 'service-account'
  | 'managed-identity'
  | 'application'
  | 'host'
  | 'anonymous'
  | 'unknown';

/** The lasting identity: never a session, whose name changes with every use. */
export interface Principal {
  readonly uid: string;
  readonly kind: PrincipalKind;
  readonly name: string;
  /** Account, project, subscription or tenant the principal lives in. */
  readonly scope: string;
  /** Its number among those of this run: a hint for whoever keeps something by it, and neither saved nor sent. */
  readonly ordinal?: number | undefined;
}

export type CredentialKind =
  | 'access-key'
  | 'session-token'
  | 'console-session'
  | 'password'
  | 'ssh-key'
  | 'certificate'
  | 'api-key'
  | 'service-credential'
  | 'mfa-device'
  | 'recovery-code'
  | 'signing-key'
  /** A trust in somebody else's tokens that stands in for a secret: workload identity, federated credential. */
  | 'federated-credential'
  | 'federation-assertion'
  | 'secret'
  | 'unknown';

/** What was presented. The uid is an identifier (`AKIA…`, `ASIA…`), never the secret itself. */
export interface Credential {
  readonly uid: string;
  readonly kind: CredentialKind;
  /** Whether a second factor stood behind it. */
  readonly mfa: boolean | undefined;
}

/** The machine or function a session belongs to, when the session says so itself. */
export interface Workload {
  readonly kind: 'instance' | 'container' | 'function' | 'pod' | 'machine';
  /** The vendor's id: `i-0abc…`, task id, function name. */
  readonly id: string;
  /** Metadata service version that delivered the credential (`1.0` = IMDSv1), when said. */
  readonly delivery: string | undefined;
}

export interface Session {
  /** Stable for the life of the session: `AROA…:name`, or `AIDA…@creationDate` for a console session. */
  readonly uid: string;
  readonly name: string;
  /** Epoch ms. */
  readonly issuedAt: number | undefined;
  /** The human or upstream identity carried along: source identity, on-behalf-of, federated subject. */
  readonly onBehalfOf: string | undefined;
  readonly workload: Workload | undefined;
}

export type NetworkKind =
  /** The provider itself called on somebody's behalf; the address says nothing about the caller. */
  | 'service'
  /** Through a private endpoint or from a private address. */
  | 'private'
  | 'cloud'
  | 'hosting'
  | 'vpn'
  | 'tor'
  /** Declared in the context file. */
  | 'declared'
  | 'internet'
  | 'unknown';

/** What the vendor's own record says of an address, as some do. */
export interface SaidOfAddress {
  readonly asn?: number;
  readonly asOrg?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  /** Degrees, of the city. */
  readonly location?: { readonly latitude: number; readonly longitude: number };
  /** The vendor calls the address an anonymising one. */
  readonly hidden?: 'vpn' | 'tor';
}

/** Where the call came from. A source fills the first group; enrichment adds the second. */
export interface Client {
  readonly ip: string | undefined;
  readonly userAgent: string | undefined;
  /** The provider's service that made the call, e.g. `cloudformation.amazonaws.com`. */
  readonly service: string | undefined;
  /** Private endpoint the call passed through, e.g. `vpce-0abc…`. */
  readonly endpoint: string | undefined;
  /** Left out by vendors that say nothing of addresses. */
  readonly said?: SaidOfAddress | undefined;

  /** Enriched. Stable key of the network: declared name, `AS64500`, `203.0.113.0/24`, `vpce-…`. */
  readonly network?: string | undefined;
  /** Enriched. Address prefix: /24 for IPv4, /48 for IPv6. */
  readonly prefix?: string | undefined;
  readonly asn?: number | undefined;
  readonly asOrg?: string | undefined;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string | undefined;
  /** Degrees; of the city where the database has it, else of the country's centre. */
  readonly location?: Location | undefined;
  readonly networkKind?: NetworkKind | undefined;
  /** Cloud that owns the address: an address of AWS is no stranger to an AWS workload. */
  readonly cloud?: 'aws' | 'gcp' | 'azure' | undefined;
  /** The context file declares this network trusted. */
  readonly trusted?: boolean | undefined;
  /** Enriched. User-agent family, e.g. `boto3`, `aws-cli`, `terraform`, `browser`. */
  readonly agent?: string | undefined;
  /** Enriched. What kind of program the family is. */
  readonly agentKind?: AgentKind | undefined;
}

export interface Location {
  readonly latitude: number;
  readonly longitude: number;
  readonly precision: 'city' | 'country';
}

export type AgentKind =
  | 'browser'
  | 'console'
  | 'cli'
  | 'sdk'
  | 'iac'
  | 'script'
  | 'offensive'
  | 'service'
  | 'agent'
  | 'unknown';

/** Something the call acted on. */
export interface Target {
  /** Vendor-neutral kind: `role`, `user`, `secret`, `parameter`, `bucket`, `key`, `instance`, `provider`, `policy`, … */
  readonly kind: string;
  readonly uid: string;
  readonly name: string | undefined;
}

/** A credential this call minted, created, imported or revived. */
export interface Issued {
  readonly uid: string;
  readonly kind: CredentialKind;
  /** Whose credential it is: the assumed role, the user the key belongs to. */
  readonly holder: Principal;
  /** Session uid that later records of the credential carry, the fall-back where the id is not logged. */
  readonly session: string | undefined;
  /** Epoch ms. */
  readonly expiresAt: number | undefined;
}

/** Small facts about the call that analytics ask for by name; see `details` in each source's README. */
export type Details = Readonly<Record<string, string | number | boolean>>;

/** Where the record lies, so that it can be fetched again. */
export interface Place {
  /** Index into the run's list of inputs. */
  readonly file: number;
  /** 1-based number of the record in that file; an archive counts on from entry to entry. */
  readonly record: number;
}

export interface Event {
  readonly uid: string;
  /** Epoch ms. */
  readonly time: number;
  /** Source id, e.g. `aws-cloudtrail`. */
  readonly source: string;
  readonly provider: Provider;
  readonly scope: string;
  readonly region: string | undefined;
  /** `service:Operation`, e.g. `sts:AssumeRole`. */
  readonly operation: string;
  readonly action: Action;
  readonly outcome: Outcome;
  readonly error: string | undefined;
  readonly access: Access;
  readonly principal: Principal;
  readonly credential: Credential | undefined;
  readonly session: Session | undefined;
  readonly client: Client;
  readonly targets: readonly Target[];
  readonly issued: readonly Issued[];
  /** Whose credential, factor or password the call concerns, when it is not the caller's own to say. */
  readonly subject: Principal | undefined;
  readonly details: Details;
  /** Equal on the two records of one cross-account call (`sharedEventID`). */
  readonly pair: string | undefined;
  readonly place: Place;
}
