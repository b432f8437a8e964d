/**
 * Draws the organisation from a seed. `scale` multiplies people and workloads; what the small organisation has
 * keeps its name in a larger one.
 */

import type { Role } from './aws/identity.ts';
import { accessKeyId, iamUser, role } from './aws/identity.ts';
import { SMALL_PLAN, WIDE_PLAN } from './network-plans.ts';
import type { Duty, Organisation, Repository, RoleName } from './organisation.ts';
import { ACCOUNTS, HOME_REGION, topicOf } from './organisation.ts';
import { people, workloads } from './population.ts';
import type { Random } from './random.ts';
import { SITES } from './world.ts';

export type Scenery = 'small' | 'wide';

export function buildOrganisation(random: Random, scale: number, scenery: Scenery = 'small'): Organisation {
  const networks = scenery === 'wide' ? WIDE_PLAN : SMALL_PLAN;
  const users = {
    exporter: iamUser(ACCOUNTS.prod, 'svc-metrics-exporter', random),
    mail: iamUser(ACCOUNTS.prod, 'svc-mail-relay', random),
    dormant: iamUser(ACCOUNTS.shared, 'svc-reporting-legacy', random),
  };
  return {
    networks,
    people: people(random.fork('people'), Math.round(13 * scale), scenery === 'wide' ? SITES : undefined),
    workloads: workloads(random.fork('workloads'), scale, networks),
    repositories: repositories(random, scale),
    permissionSets: permissionSets(random),
    roles: roles(random),
    users,
    keys: [
      {
        user: users.exporter,
        id: accessKeyId('AKIA', random.fork('exporter key')),
        fromDay: 0,
        toDay: Number.POSITIVE_INFINITY,
      },
      {
        user: users.mail,
        id: accessKeyId('AKIA', random.fork('mail key')),
        fromDay: 0,
        toDay: Number.POSITIVE_INFINITY,
      },
    ],
    ciNetworks: [{ network: networks.ci, fromDay: 0, share: 1 }],
  };
}

function repositories(random: Random, scale: number): Repository[] {
  const names = ['orders', 'checkout', 'catalogue', 'billing'];
  const total = Math.max(names.length, Math.round(names.length * scale));
  return Array.from({ length: total }, (_, i) => {
    const base = names[i % names.length] ?? 'orders';
    const name = i < names.length ? base : `${base}-${Math.floor(i / names.length) + 1}`;
    const account = i % 2 === 0 ? ACCOUNTS.prod : ACCOUNTS.dev;
    return {
      name,
      account,
      role: role(account, `ci-deploy-${name}`, random),
      topic: topicOf(name),
      runsPerDay: 3,
    };
  });
}

function permissionSets(random: Random): Map<string, Role> {
  const path = `/aws-reserved/sso.amazonaws.com/${HOME_REGION}/`;
  const names: Readonly<Record<Duty, string>> = {
    administrator: 'AdministratorAccess',
    engineer: 'EngineerAccess',
    analyst: 'ReadOnlyAccess',
    security: 'SecurityAudit',
  };
  const sets = new Map<string, Role>();
  for (const account of Object.values(ACCOUNTS)) {
    for (const duty of ['administrator', 'engineer', 'analyst', 'security'] as const) {
      const tail = random.fork('permission set', account, duty).hex(16);
      sets.set(`${account}/${duty}`, role(account, `AWSReservedSSO_${names[duty]}_${tail}`, random, path));
    }
  }
  return sets;
}

function roles(random: Random): Record<RoleName, Role> {
  const { prod, shared, dev } = ACCOUNTS;
  return {
    terraform: role(prod, 'terraform-apply', random),
    orchestrator: role(shared, 'release-orchestrator', random),
    releaseProd: role(prod, 'release-target', random),
    releaseDev: role(dev, 'release-target', random),
    scanner: role(shared, 'posture-scanner', random),
    auditProd: role(prod, 'posture-audit', random),
    auditShared: role(shared, 'posture-audit', random),
    auditDev: role(dev, 'posture-audit', random),
    /** Left over from a data-centre move; nobody uses it any more. */
    migration: role(prod, 'legacy-migration', random),
    vaultReader: role(shared, 'vault-maintenance', random),
  };
}
