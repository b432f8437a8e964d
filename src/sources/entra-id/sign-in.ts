/**
 * A sign-in → an event. People who sign in begin a session; what clients fetch on with it, and what applications fetch
 * for themselves, are tokens minted. The token's id is what Azure, Graph and Microsoft 365 record when it is used.
 */

import { NO_ISSUED } from '../../contract/operation-row.ts';
import type { RecordView } from '../../contract/projection.ts';
import type { NormalisedEvent, Unusable } from '../../contract/source.ts';
import { accessByAgent } from '../../enrich/access.ts';
import { numberAt, textAt } from '../../lib/json.ts';
import type { Access, Issued, Principal, Session, Target } from '../../model/event.ts';
import { knownApplication } from '../../vendor/microsoft/applications.ts';
import { sessionUid, tokenUid } from '../../vendor/microsoft/credential.ts';
import { entraUid } from '../../vendor/microsoft/principal.ts';
import { workloadOfResource } from '../../vendor/microsoft/resource.ts';
import type { SignInLog } from './categories.ts';
import { addressOf, saidOf, tenantOf, timeOf, uidOf } from './essentials.ts';
import { FIELDS } from './fields.ts';
import { proofOf } from './proof.ts';
import { presented } from './sign-in-credential.ts';
import { detailsOf } from './sign-in-details.ts';
import { principalOf } from './sign-in-principal.ts';

/** What Microsoft calls all four alike has a name for each here. */
export const OPERATION_OF: Readonly<Record<SignInLog, string>> = {
  interactive: 'entra:Sign-in activity',
  'non-interactive': 'entra:Non-interactive sign-in',
  'service-principal': 'entra:Service principal sign-in',
  'managed-identity': 'entra:Managed identity sign-in',
};

export function signInEvent(record: RecordView, stated: SignInLog): NormalisedEvent | Unusable {
  const log =
    stated === 'interactive' && record.flag(FIELDS.isInteractive) === false ? 'non-interactive' : stated;
  const proof = proofOf(isPerson(log) ? record.json(FIELDS.authenticationDetails) : undefined);
  const time = timeOf(record.text(FIELDS.createdDateTime), record.text(FIELDS.time), proof.time);
  if (typeof time !== 'number') return time;
  const tenant = tenantOf(record);
  const principal = principalOf(record, log, tenant);
  const token = tokenOf(record);
  const session = sessionOf(record, log, principal, token);
  const error = errorOf(record);
  const credential = presented(record, log, principal, session, proof, error);
  const ip = addressOf(record.text(FIELDS.ipAddress)) ?? addressOf(record.text(FIELDS.callerIpAddress));
  const said = saidOf(record);
  const userAgent = record.text(FIELDS.userAgent) || undefined;
  return {
    uid: uidOf(record, 'signin', () => [
      String(time),
      principal.uid,
      ip,
      token,
      record.text(FIELDS.appId),
      error,
    ]),
    time,
    provider: 'entra',
    scope: tenant,
    region: undefined,
    operation: OPERATION_OF[log],
    action: log === 'interactive' ? 'signin' : 'token.mint',
    outcome: error === undefined ? 'success' : 'failure',
    error,
    access: accessOf(record, log, userAgent),
    principal,
    credential,
    session,
    client: {
      ip,
      userAgent,
      service: undefined,
      endpoint: undefined,
      ...(said === undefined ? {} : { said }),
    },
    targets: targetsOf(record),
    issued: error === undefined ? issuedOf(principal, token, session, credential?.uid) : NO_ISSUED,
    subject: undefined,
    details: detailsOf(record, log, proof, tenant),
    pair: undefined,
  };
}

function isPerson(log: SignInLog): boolean {
  return log === 'interactive' || log === 'non-interactive';
}

/** Uid of the token that came of it. Where the log gives none, the id of the request is what the token carries. */
function tokenOf(record: RecordView): string | undefined {
  const identifier = record.text(FIELDS.uniqueTokenIdentifier) || record.text(FIELDS.id);
  return identifier === undefined || identifier === '' ? undefined : tokenUid(identifier);
}

function sessionOf(
  record: RecordView,
  log: SignInLog,
  principal: Principal,
  token: string | undefined,
): Session | undefined {
  const id = record.text(FIELDS.sessionId);
  const workload =
    log === 'managed-identity' ? record.derived(FIELDS.managedServiceIdentity, workloadOf) : undefined;
  const uid = id === undefined || id === '' ? workload && token : sessionUid(id);
  if (uid === undefined) return undefined;
  return { uid, name: principal.name, issuedAt: undefined, onBehalfOf: undefined, workload };
}

function workloadOf(identity: unknown): Session['workload'] {
  return workloadOfResource(textAt(identity, 'associatedResourceId'));
}

/** The session, unless it was presented itself, and the token. */
function issuedOf(
  holder: Principal,
  token: string | undefined,
  session: Session | undefined,
  presentedUid: string | undefined,
): readonly Issued[] {
  const issued: Issued[] = [];
  if (session !== undefined && session.uid !== token && session.uid !== presentedUid) {
    issued.push({
      uid: session.uid,
      kind: 'session-token',
      holder,
      session: session.uid,
      expiresAt: undefined,
    });
  }
  if (token !== undefined) {
    issued.push({ uid: token, kind: 'session-token', holder, session: session?.uid, expiresAt: undefined });
  }
  return issued;
}

/** `50126`, or nothing when all went well. Codes of interruptions (a second factor is asked for) count as failures. */
function errorOf(record: RecordView): string | undefined {
  const code = record.derived(FIELDS.status, codeOf) ?? record.derived(FIELDS.resultType, codeOfResult);
  return code === undefined || code === '0' ? undefined : code;
}

function codeOf(status: unknown): string | undefined {
  const code = numberAt(status, 'errorCode');
  return code === undefined ? undefined : String(code);
}

function codeOfResult(result: unknown): string | undefined {
  if (typeof result === 'number') return String(result);
  if (typeof result !== 'string' || result === '' || /^success$/i.test(result)) return undefined;
  return result.slice(0, 40);
}

function accessOf(record: RecordView, log: SignInLog, userAgent: string | undefined): Access {
  if (!isPerson(log)) return accessByAgent(userAgent);
  const byAgent = accessByAgent(userAgent);
  // A program may sign in as the portal, and then its agent tells more than the name it took.
  if (userAgent !== undefined && byAgent !== 'console') return byAgent;
  const known = knownApplication(record.text(FIELDS.appId));
  if (known !== undefined) return known.access;
  return record.text(FIELDS.clientAppUsed) === 'Browser' ? 'console' : byAgent;
}

/** The application signed in to on whose behalf, and the resource the token is for. */
function targetsOf(record: RecordView): readonly Target[] {
  const application = targetOf('application', record.text(FIELDS.appId), record.text(FIELDS.appDisplayName));
  const resource = targetOf(
    'resource',
    record.text(FIELDS.resourceId),
    record.text(FIELDS.resourceDisplayName),
  );
  return [resource, application].filter((target) => target !== undefined);
}

function targetOf(kind: string, id: string | undefined, name: string | undefined): Target | undefined {
  if (id === undefined || id === '') return undefined;
  const place = `${kind} ${id} ${name ?? ''}`;
  let target = targets.get(place);
  if (target === undefined) {
    if (targets.size >= MOST_TARGETS) targets.clear();
    target = Object.freeze({ kind, uid: entraUid(id), name: name || undefined });
    targets.set(place, target);
  }
  return target;
}

const MOST_TARGETS = 5_000;
const targets = new Map<string, Target>();
