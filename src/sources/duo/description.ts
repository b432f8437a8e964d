/**
 * What an administrator action and its description say, whoever did it and to whatever: worked out once for every
 * description, since sign-ins and settings of one kind are described alike.
 */

import { isObject, numberAt, parseNested, textAt } from '../../lib/json.ts';
import { settingChange } from '../../lib/setting-change.ts';
import { clip, excerpt } from '../../lib/text.ts';
import { type Told, toldDetails } from '../../lib/told-details.ts';
import type { Action } from '../../model/action.ts';
import type { Client, Details } from '../../model/event.ts';
import { clientAt } from './device.ts';
import { type Row, rowOf } from './operations.ts';

/** What an action and its description say whoever did it, to whatever. */
export interface Said {
  readonly operation: string;
  readonly row: Row | undefined;
  /** Of offline access, which users enroll in themselves. */
  readonly offline: boolean;
  readonly action: Action;
  readonly failed: boolean;
  readonly error: string | undefined;
  readonly client: Client;
  readonly details: Details;
}

/** Remembered by its text, and with it what was asked of it. */
export class Description {
  readonly members: unknown;
  /** What is no JSON. */
  readonly plain: string;
  /** The same text however it was wrapped. */
  readonly text: string;
  private readonly said = new Map<string, Said>();

  constructor(members: unknown, plain: string) {
    this.members = members;
    this.plain = plain;
    this.text = isObject(members) ? JSON.stringify(members) : plain;
  }

  /** Together with the action it describes. */
  of(name: string): Said {
    const known = this.said.get(name);
    if (known !== undefined) return known;
    if (this.said.size >= MOST_NAMES) this.said.clear();
    const said = saidOf(name, this);
    this.said.set(name, said);
    return said;
  }
}

/** Of actions under one description: nearly always one, but many have none. */
const MOST_NAMES = 256;
const NO_DESCRIPTION = new Description(undefined, '');

/** JSON in text, plain text, or nothing. */
export function readDescription(value: unknown): Description {
  if (value === undefined) return NO_DESCRIPTION;
  const members = typeof value === 'string' ? parseNested(value.trim()) : value;
  const plain = typeof value === 'string' && !isObject(members) ? value : '';
  return new Description(members, plain);
}

function saidOf(name: string, description: Description): Said {
  const { members, plain } = description;
  const row = rowOf(name);
  const updated = row === undefined ? undefined : updateOf(name, members);
  const failed = FAILED.test(name);
  return {
    operation: `duo:${clip(name, 120)}`,
    row,
    offline: name.startsWith('o2fa_'),
    action: updated?.action ?? row?.action ?? 'use',
    failed,
    error: failed ? excerpt(textAt(members, 'error') ?? (plain || name), 120) : undefined,
    client: clientAt(textAt(members, 'ip_address'), undefined, textAt(members, 'user_agent')),
    details: detailsOf(row, updated?.details, description, name),
  };
}

const FAILED = /_(?:error|failed|fail|denied|lockout)$/;

interface Update {
  readonly action: Action;
  readonly details: Told;
}

/** An update is what was updated: a status of bypass switches the second factor off. */
function updateOf(name: string, members: unknown): Update | undefined {
  if (!isObject(members)) return undefined;
  const status = textAt(members, 'status') ?? textAt(members, '_status');
  if (/^(?:user|group)_/.test(name) && status?.toLowerCase() === 'bypass') {
    return { action: 'factor.change', details: { factor: 'removed', bypass: true } };
  }
  if (name === 'user_update' && FACTOR_MEMBERS.some((member) => Object.hasOwn(members, member))) {
    return { action: 'factor.change', details: { factor: 'changed' } };
  }
  if (name === 'admin_update') return adminUpdate(members);
  if (name !== 'integration_update') return undefined;
  const secret = Object.keys(members).some((member) => /skey|secret/i.test(member));
  return secret ? { action: 'credential.reset', details: { secretType: 'client-secret' } } : undefined;
}

const FACTOR_MEMBERS = [
  'phones',
  'tokens',
  'hardtokens',
  'desktoptokens',
  'u2ftokens',
  'webauthncredentials',
];

function adminUpdate(members: Readonly<Record<string, unknown>>): Update | undefined {
  if (Object.hasOwn(members, 'role')) return { action: 'privilege.grant', details: {} };
  if (Object.hasOwn(members, 'password')) {
    return { action: 'credential.reset', details: { secretType: 'password' } };
  }
  if (!Object.hasOwn(members, 'phone') && !Object.hasOwn(members, 'hardtoken')) return undefined;
  return { action: 'factor.change', details: { factor: 'changed' } };
}

function detailsOf(
  row: Row | undefined,
  updated: Told | undefined,
  { members, plain }: Description,
  name: string,
): Details {
  return toldDetails(
    row?.details,
    row !== undefined && CHANGES.test(name) ? settingChange(undefined, members) : undefined,
    name.startsWith('admin_login') ? signInDetails(members, name) : undefined,
    {
      application: name.startsWith('integration_') ? textAt(members, 'type') : undefined,
      integrationType: textAt(members, 'raw_type'),
      ...ownership(textAt(members, 'role')),
      codes: numberAt(members, 'count'),
      validSeconds: numberAt(members, 'valid_secs'),
      hostname: textAt(members, 'hostname'),
      factorType: name.startsWith('o2fa_') ? textAt(members, 'factor') : undefined,
      reason: row?.action === 'alert' || FAILED.test(name) ? reasonOf(members, plain) : undefined,
    },
    updated,
  );
}

const CHANGES = /_(?:update|delete|assign|unassign|add|remove|restrictions|profile)$/;

function signInDetails(members: unknown, name: string): Told {
  const method = textAt(members, 'factor');
  return {
    application: 'Duo Admin Panel',
    authMethod: textAt(members, 'primary_auth_method'),
    factorType: method,
    identityProvider: textAt(members, 'saml_idp'),
    mfaUsed: name === 'admin_login' && method !== undefined ? true : undefined,
  };
}

function reasonOf(members: unknown, plain: string): string | undefined {
  return (
    textAt(members, 'error') ?? textAt(members, 'message') ?? (plain === '' ? undefined : excerpt(plain, 200))
  );
}

/** An owner may do everything in the Admin Panel. */
export function ownership(role: string | undefined): Told {
  return role?.toLowerCase() === 'owner' ? { role, administratorPolicy: true, policyName: role } : { role };
}
