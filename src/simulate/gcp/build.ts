/** Draws what the organisation has at Google Cloud. `scale` is read from the number of people: thirteen for each. */

import type { Network } from '../networks.ts';
import type { Organisation } from '../organisation.ts';
import type { Random } from '../random.ts';
import { FURTHER, WORLD } from '../world.ts';
import { AGENTS } from './agents.ts';
import type { Gcp, GcpMachine, KeyHolder, Pipeline, Project, ServiceAccount } from './model.ts';

const PROJECTS = {
  prod: { id: 'acme-prod', number: '100000000001' },
  data: { id: 'acme-data', number: '100000000002' },
  dev: { id: 'acme-dev', number: '100000000003' },
} as const satisfies Readonly<Record<string, Project>>;

const ZONE = 'europe-west1-b';

const LINES = [
  { name: 'shop-web', project: PROJECTS.prod, count: 2, program: 'node' },
  { name: 'pricing-api', project: PROJECTS.prod, count: 1, program: 'java' },
  { name: 'etl-worker', project: PROJECTS.data, count: 1, program: 'python' },
] as const;

export function extendWithGcp(organisation: Organisation, random: Random): Organisation {
  const scale = Math.max(1, Math.round(organisation.people.length / 13));
  const account = (name: string, project: Project): ServiceAccount =>
    serviceAccount(name, project, random.fork('account', name, project.id));
  const gcp: Gcp = {
    projects: PROJECTS,
    machines: machines(random.fork('machines'), scale, account),
    holders: holders(random.fork('holders'), scale, account),
    pipelines: pipelines(scale, account),
    developer: account('dev-tools', PROJECTS.dev),
    deploy: account('ci-deploy', PROJECTS.prod),
    terraform: account('terraform', PROJECTS.prod),
    migration: account('data-migration', PROJECTS.prod),
    forgotten: account('audit-2023', PROJECTS.prod),
  };
  return { ...organisation, gcp };
}

export function serviceAccount(name: string, project: Project, random: Random): ServiceAccount {
  const digits = Array.from({ length: 20 }, () => random.between(0, 9)).join('');
  return { email: `${name}@${project.id}.iam.gserviceaccount.com`, uniqueId: `1${digits}`, project };
}

export function machine(
  line: { readonly name: string; readonly program: GcpMachine['program'] },
  suffix: string,
  account: ServiceAccount,
  random: Random,
): GcpMachine {
  const digits = Array.from({ length: 18 }, () => random.between(0, 9)).join('');
  return {
    name: `${line.name}-${suffix}`,
    id: `7${digits}`,
    zone: ZONE,
    account,
    program: line.program,
    secret: `${line.name}-database`,
    bucket: `acme-${line.name}-eu`,
    fromDay: 0,
    toDay: Number.POSITIVE_INFINITY,
  };
}

type MakeAccount = (name: string, project: Project) => ServiceAccount;

function machines(random: Random, scale: number, account: MakeAccount): GcpMachine[] {
  return LINES.flatMap((line) =>
    Array.from({ length: scale }, (_, copy) => {
      const name = copy === 0 ? line.name : `${line.name}-${copy + 1}`;
      const own = account(name, line.project);
      return Array.from({ length: line.count }, (_unused, n) =>
        machine({ name, program: line.program }, random.fork(name, n).hex(4), own, random.fork(name, n)),
      );
    }).flat(),
  );
}

/** One key is as old as the company and lives in its data centre; the others are renewed every week. */
function holders(random: Random, scale: number, account: MakeAccount): KeyHolder[] {
  const made = (
    name: string,
    project: Project,
    network: Network,
    rotation: number | undefined,
    agent: string,
    n: number,
  ): KeyHolder => ({
    account: account(name, project),
    network,
    exit: n,
    agent,
    rotation,
    keySeed: random.fork(name).hex(16),
    secret: `${name}-database`,
    bucket: `acme-${name}-eu`,
  });
  const exporters = Array.from({ length: Math.max(2, Math.ceil(scale / 4)) }, (_, n) =>
    made(`crm-export-${n + 1}`, PROJECTS.data, WORLD.awsShared, 7, AGENTS.python, n),
  );
  return [made('erp-bridge', PROJECTS.prod, FURTHER.datacentre, undefined, AGENTS.oldJava, 4), ...exporters];
}

function pipelines(scale: number, account: MakeAccount): Pipeline[] {
  const names = ['sales', 'stock', 'clickstream', 'finance', 'returns', 'suppliers'];
  return names.slice(0, Math.max(1, Math.ceil(scale / 4))).map((name) => ({
    name,
    orchestrator: account(`orchestrator-${name}`, PROJECTS.data),
    transform: account(`transform-${name}`, PROJECTS.data),
    writer: account('warehouse-writer', PROJECTS.data),
  }));
}
