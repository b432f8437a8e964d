/**
 * The machine a role session belongs to, read from what the session says about itself. AWS picks the session name
 * when it hands a role to a workload; anybody else may pick the same form, so this is a claim and no proof.
 */

import type { Workload } from '../../model/event.ts';
import type { IdentityBlock, SessionContext } from './identity-block.ts';

/** @param name session name */
export function workloadOf(name: string, block: IdentityBlock): Workload | undefined {
  return fromScope(block) ?? fromName(name, block.session.delivery) ?? fromWebIdentity(block.session);
}

/** A Lambda function: AWS names its sessions after it, but only the user agent says that Lambda it is. */
export function functionWorkload(name: string): Workload {
  return { kind: 'function', id: name, delivery: undefined };
}

/** `inScopeOf` says outright to what the credential was issued. */
function fromScope(block: IdentityBlock): Workload | undefined {
  const { session } = block;
  const { scopeType: issuer = session.scopeType, scopeHolder: holder = session.scopeHolder } = block;
  if (issuer === undefined || holder === undefined) return undefined;
  const kind = ISSUERS.get(issuer);
  if (kind === undefined) return undefined;
  const id = holder.slice(Math.max(holder.lastIndexOf('/'), holder.lastIndexOf(':')) + 1);
  return { kind, id, delivery: session.delivery };
}

const ISSUERS: ReadonlyMap<string, Workload['kind']> = new Map([
  ['AWS::EC2::Instance', 'instance'],
  ['AWS::ECS::Task', 'container'],
  ['AWS::Lambda::Function', 'function'],
  ['AWS::EKS::Pod', 'pod'],
  ['AWS::SSM::ManagedInstance', 'machine'],
]);

function fromName(name: string, delivery: string | undefined): Workload | undefined {
  if (INSTANCE.test(name)) return { kind: 'instance', id: name, delivery };
  if (MANAGED_INSTANCE.test(name)) return { kind: 'machine', id: name, delivery };
  if (TASK.test(name)) return { kind: 'container', id: name, delivery };
  const pod = POD.exec(name)?.[1];
  return pod === undefined ? undefined : { kind: 'pod', id: pod, delivery };
}

const INSTANCE = /^i-[0-9a-f]{8,17}$/;
const MANAGED_INSTANCE = /^mi-[0-9a-f]{17}$/;
/** ECS names the session after the task. */
const TASK = /^[0-9a-f]{32}$/;
/** EKS Pod Identity: `eks-<cluster>-<pod>-<uuid>`. */
const POD = /^(eks-.+)-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A Kubernetes service account's role (IRSA). The pod is not said; cluster and role are what lasts. */
function fromWebIdentity({
  federatedProvider: provider,
  issuerName: role = '',
}: SessionContext): Workload | undefined {
  if (provider === undefined || !provider.includes('oidc.eks.')) return undefined;
  return { kind: 'pod', id: `${provider.slice(provider.lastIndexOf('/') + 1)}/${role}`, delivery: undefined };
}
