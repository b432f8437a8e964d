/**
 * Evidence that does not depend on the analytic: who the principal is, what network and program it used, and
 * what the organisation has declared or approved. Quoted also where it does not hold, when that says something.
 */

import type { Context } from '../contract/context.ts';
import { type WeightName, weight } from '../contract/weights.ts';
import { matchesAny } from '../lib/wildcard.ts';
import type { Event } from '../model/event.ts';
import type { Evidence } from '../model/finding.ts';

/** Evidence, and whether something speaks for the event so strongly that a detection's floor does not apply. */
export interface ContextEvidence {
  readonly evidence: readonly Evidence[];
  readonly excused: boolean;
  /** Changes weighed, in words. */
  readonly considered: readonly string[];
}

export function contextEvidence(event: Event, context: Context): ContextEvidence {
  const changes = changeEvidence(event, context);
  const automation = automationEvidence(event, context);
  return {
    evidence: [
      ...riskEvidence(event, context),
      ...automation.evidence,
      ...standingEvidence(event, context),
      ...changes.evidence,
    ],
    excused: changes.approved || automation.inPlace,
    considered: changes.considered,
  };
}

function item(
  event: Event,
  name: WeightName,
  condition: string,
  observed: string,
  expected: string,
): Evidence {
  return { condition, held: true, observed, expected, bits: weight(name), events: [event.uid] };
}

function riskEvidence(event: Event, context: Context): Evidence[] {
  const { client, principal } = event;
  const found: Evidence[] = [];
  if (principal.kind === 'root')
    found.push(item(event, 'root', 'root user', principal.name, 'root is not used for ordinary work'));
  if (context.isBreakGlass(principal)) {
    found.push(
      item(event, 'break-glass', 'break-glass identity', principal.name, 'used in emergencies only'),
    );
  }
  const network = client.trusted === true ? undefined : riskyNetwork(client.networkKind);
  if (network !== undefined) {
    found.push(
      item(
        event,
        network,
        'kind of network',
        `${client.networkKind} network ${client.asOrg ?? client.network ?? ''}`.trim(),
        'office, home or cloud networks',
      ),
    );
  }
  if (client.agentKind === 'offensive') {
    found.push(
      item(event, 'offensive-agent', 'attack tool', client.agent ?? '', 'ordinary consoles, CLIs and SDKs'),
    );
  }
  if (client.agentKind === 'script') {
    found.push(
      item(event, 'script-agent', 'raw HTTP client', client.agent ?? '', 'ordinary consoles, CLIs and SDKs'),
    );
  }
  if (event.outcome === 'failure') {
    found.push(item(event, 'denied', 'call failed', event.error ?? 'failed', 'an effect'));
  }
  return found;
}

function riskyNetwork(kind: Event['client']['networkKind']): WeightName | undefined {
  if (kind === 'tor') return 'tor-network';
  if (kind === 'vpn') return 'vpn-network';
  if (kind === 'hosting') return 'hosting-network';
  return undefined;
}

interface AutomationEvidence {
  readonly evidence: readonly Evidence[];
  readonly inPlace: boolean;
}

/** One object: it is the answer for most events. */
const NO_AUTOMATION: AutomationEvidence = { evidence: [], inPlace: false };

function automationEvidence(event: Event, context: Context): AutomationEvidence {
  const declared = context.automation(event.principal);
  if (declared === undefined) return NO_AUTOMATION;
  const { client } = event;
  const network = context.network(client.ip ?? '')?.name ?? client.network ?? '';
  const placed =
    declared.networks.length === 0 || declared.networks.includes(network) || client.networkKind === 'service';
  const program = declared.agents.length === 0 || fitsAgent(declared.agents, client);
  const observed = `${client.agent ?? 'unknown program'} from ${network === '' ? 'an unknown network' : network}`;
  const expected = `${declared.name}: ${declared.agents.join(', ') || 'any program'} from ${declared.networks.join(', ') || 'any network'}`;
  if (placed && program) {
    return {
      evidence: [item(event, 'declared-automation', 'declared automation in its place', observed, expected)],
      inPlace: true,
    };
  }
  return {
    evidence: [
      item(event, 'automation-out-of-place', 'declared automation out of its place', observed, expected),
    ],
    inPlace: false,
  };
}

function fitsAgent(agents: readonly string[], { agent, userAgent }: Event['client']): boolean {
  return matchesAny(agents, agent ?? '') || matchesAny(agents, userAgent ?? '');
}

function standingEvidence(event: Event, context: Context): Evidence[] {
  const found: Evidence[] = [];
  const { client, principal } = event;
  if (context.isAdministrator(principal)) {
    found.push(item(event, 'administrator', 'declared administrator', principal.name, 'others'));
  }
  if (client.trusted === true) {
    found.push(item(event, 'trusted-network', 'trusted network', client.network ?? '', 'unknown networks'));
  }
  if (event.access === 'iac') {
    found.push(
      item(event, 'infrastructure-as-code', 'infrastructure as code', client.agent ?? '', 'calls by hand'),
    );
  }
  return found;
}

interface ChangeEvidence {
  readonly evidence: readonly Evidence[];
  readonly approved: boolean;
  readonly considered: readonly string[];
}

/** One object: it is the answer for most events. */
const NO_CHANGE: ChangeEvidence = { evidence: [], approved: false, considered: [] };

function changeEvidence(event: Event, context: Context): ChangeEvidence {
  const { matching, near } = context.changes(event);
  if (matching.length === 0 && near.length === 0) return NO_CHANGE;
  const change = matching[0];
  if (change !== undefined) {
    const said = `change ${change.id}${change.approvedBy === undefined ? '' : ` approved by ${change.approvedBy}`}`;
    return {
      evidence: [item(event, 'approved-change', 'approved change', said, 'no change on record')],
      approved: true,
      considered: [`${said} covers this event`],
    };
  }
  const evidence = near.map(({ change: { id }, mismatch }): Evidence => {
    return {
      condition: 'approved change',
      held: false,
      observed: `change ${id}: ${mismatch}`,
      expected: 'a change that fits',
      bits: 0,
      events: [event.uid],
    };
  });
  return {
    evidence,
    approved: false,
    considered: near.map(({ change: { id }, mismatch }) => `change ${id} does not fit: ${mismatch}`),
  };
}
