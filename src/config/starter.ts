/** The commented file `credtrail config init` writes: every section explained, nothing declared yet. */

import type { Parameter } from '../contract/parameter.ts';
import type { KnownAnalytic } from './parameters.ts';
import { quoted } from './problem.ts';

/**
 * Lines with `# ` are prose, lines with `#` and no space are YAML to uncomment. With the analytics given, their
 * parameters are listed with their defaults.
 */
export function initConfig(analytics: readonly KnownAnalytic[] = []): string {
  return `${HEADER}${SECTIONS}${parameterSection(analytics)}${FOOTER}`;
}

const HEADER = `# yaml-language-server: $schema=./node_modules/credtrail/schemas/credtrail.schema.json
# What Credtrail should know about your organisation. Everything is optional; what you declare makes ordinary
# work quieter and misuse louder. Remove the # in front of what you need, then run: credtrail config check FILE
#
# Patterns: * any text, ? one character, {a,b} either. They are compared with a uid (ARN) and with a name;
# case matters only in patterns that begin with arn:. Put patterns that begin with * in quotes.
# Times: 2026-03-02T09:00:00Z, or a date alone for the whole UTC day.

`;

const SECTIONS = `# Networks you know. trusted: calls from here count as less suspicious.
# kind: office, vpn, tor, hosting, cloud or declared. Long lists go to a file with one CIDR per line.
#networks:
#  - name: office
#    cidrs: [203.0.113.0/24, 2001:db8:10::/48]
#    trusted: true
#    kind: office
#    country: CH
#  - name: vpn
#    cidrs: [198.51.100.0/28]
#    trusted: true
#    kind: vpn
#  - name: tor exits
#    file: lists/tor-exits.txt
#    kind: tor

# Principals that act by program, with what and from where. Elsewhere or with something else they stand out.
#automation:
#  - name: deployment
#    principals: ["arn:aws:iam::*:role/ci-*"]
#    agents: [terraform, aws-cli]
#    networks: [office]

# People whose work is administration, help desk staff, and identities for emergencies only.
#administrators: ["*@admins.example.com"]
#helpdesk: ["helpdesk-*"]
#breakGlass: ["break-glass-*"]

# What an intruder is after, beside the built-in list (highValueDefaults: false switches that off).
#highValue:
#  - name: customer data
#    resources: ["arn:aws:s3:::customer-*"]
#    operations: ["s3:GetObject", "s3:ListObjects*"]

# Who may assume which roles. Anybody else who does is a violation; roles not named here are not judged.
#roleMappings:
#  - roles: ["arn:aws:iam::111122223333:role/Deploy*"]
#    callers: ["arn:aws:iam::*:role/ci-*"]

# Machines or functions and the programs they run.
#workloads:
#  - name: web servers
#    principals: ["arn:aws:iam::*:role/web"]
#    applications: [aws-sdk-java, aws-cli]

# Approved changes: single ones, or the CSV or JSON export of a ticket system.
#changes:
#  - id: CHG-1001
#    actor: alice@example.com
#    action: "iam:CreateAccessKey"
#    from: 2026-03-02T09:00:00Z
#    to: 2026-03-02T12:00:00Z
#    approvedBy: bob@example.com
#  - file: changes/export.csv
#    columns: { id: Number, actor: Assigned to, from: Planned start, to: Planned end }
#    zone: "+01:00"

# Findings you accept. Every field given must fit; after its expiry an exception is reported, not applied.
#exceptions:
#  - name: legacy backup keys
#    principal: "backup-*"
#    operation: "iam:CreateAccessKey"
#    owner: carol@example.com
#    reason: rotates its own keys until it moves to roles
#    expires: 2026-12-31

# Most findings a day per analytic. Facts (root keys, stolen instance credentials) always pass.
#budget:
#  default: 20

`;

const FOOTER = `# Your own address databases (.mmdb) in place of those that come with Credtrail.
#addressData:
#  asn: data/asn.mmdb
#  city: data/city.mmdb

# Limits of reading. Sizes are bytes or carry a unit.
#limits:
#  maxRecordBytes: 16MiB
#  maxDecompressedBytes: 64GiB
#  maxExpansion: 500
#  memory: 512MiB
`;

function parameterSection(analytics: readonly KnownAnalytic[]): string {
  const lines = analytics.flatMap(({ attack, parameters }) => {
    const own = Object.entries(parameters).flatMap(([name, parameter]) => parameterLines(name, parameter));
    return own.length === 0 ? [] : [`#  ${attack}:`, ...own];
  });
  if (lines.length === 0) return '';
  return `# Parameters of the analytics, with their defaults.\n#parameters:\n${lines.join('\n')}\n\n`;
}

function parameterLines(name: string, parameter: Parameter): readonly string[] {
  const value =
    parameter.type === 'number'
      ? `${parameter.default}  # ${parameter.unit}, ${parameter.least} to ${parameter.most}`
      : `[${parameter.default.map(quoted).join(', ')}]`;
  return [`#    # ${parameter.about.replace(/\s+/g, ' ')}`, `#    ${name}: ${value}`];
}
