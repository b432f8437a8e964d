/** What intruders do at Google Cloud, at Microsoft and on machines: each act as its vendor logs it, with its label. */

import type { GcpCall, GcpCaller } from '../gcp/entry.ts';
import { gcpEntry, operationOf } from '../gcp/entry.ts';
import type { AuditRecord } from '../hosts/audit.ts';
import type { AuditCall, AuditCaller } from '../microsoft/audit.ts';
import { auditRecord } from '../microsoft/audit.ts';
import type { AzureCall, AzureCaller, VaultCall } from '../microsoft/azure.ts';
import { activityRecord, vaultRecord } from '../microsoft/azure.ts';
import { SUBSCRIPTIONS, TENANT } from '../microsoft/model.ts';
import type { SignIn, Token } from '../microsoft/sign-in.ts';
import type { Random } from '../random.ts';
import type { Recorder, Step } from './recorder.ts';

export class CloudActs {
  readonly #log: Recorder;
  readonly #random: Random;

  constructor(log: Recorder, random: Random) {
    this.#log = log;
    this.#random = random.fork('acts');
  }

  gcp(step: Step, at: number, by: GcpCaller, call: GcpCall): void {
    const record = gcpEntry(this.#random, at, by, call);
    this.#log.write(step, at, 'gcp-audit', {
      record,
      eventID: `gcp:${record.insertId}`,
      account: call.project,
      region: '',
      operation: operationOf(call),
    });
  }

  signIn(step: Step, at: number, { record, id, token }: SignIn, operation = 'Sign-in activity'): Token {
    this.#log.write(step, at, 'entra-id', {
      record,
      eventID: `entra:signin:${id}`,
      account: TENANT,
      region: '',
      operation: `entra:${operation}`,
    });
    return token;
  }

  audit(step: Step, at: number, by: AuditCaller, call: AuditCall): void {
    const { record, id } = auditRecord(this.#random, at, by, call);
    this.#log.write(step, at, 'entra-id', {
      record,
      eventID: `entra:audit:${id}`,
      account: TENANT,
      region: '',
      operation: `entra:${call.activity.trim()}`,
    });
  }

  azure(step: Step, at: number, by: AzureCaller, call: AzureCall): void {
    const { record, id } = activityRecord(this.#random, at, by, call);
    this.#log.write(step, at, 'azure-activity', {
      record,
      eventID: id,
      account: SUBSCRIPTIONS.prod,
      region: 'westeurope',
      operation: call.operation,
    });
  }

  vault(step: Step, at: number, by: AzureCaller, call: VaultCall): void {
    const { record, id } = vaultRecord(this.#random, at, by, call);
    this.#log.write(step, at, 'azure-key-vault', {
      record,
      eventID: id,
      account: SUBSCRIPTIONS.prod,
      region: '',
      operation: `keyvault:${call.operation}`,
    });
  }

  host(step: Step, at: number, node: string, { text, uid }: AuditRecord, operation: string): void {
    this.#log.write(step, at, 'auditd', { record: text, eventID: uid, account: node, region: '', operation });
  }
}
