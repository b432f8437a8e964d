/** A small ATT&CK release that does not exist, in our own words: every kind of object once, ids from 9990 on. */

export interface StixObject {
  readonly type: string;
  readonly id: string;
  readonly [member: string]: unknown;
}

/** `stixId('attack-pattern', 1)` is always the same. */
export function stixId(type: string, number: number): string {
  return `${type}--00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

export const IDS = {
  analytic: stixId('x-mitre-analytic', 1),
  sibling: stixId('x-mitre-analytic', 2),
  strategy: stixId('x-mitre-detection-strategy', 3),
  technique: stixId('attack-pattern', 4),
  tactic: stixId('x-mitre-tactic', 5),
  component: stixId('x-mitre-data-component', 6),
  group: stixId('intrusion-set', 7),
  malware: stixId('malware', 8),
  mitigation: stixId('course-of-action', 9),
  campaign: stixId('campaign', 10),
  retired: stixId('attack-pattern', 11),
  oldMitigation: stixId('course-of-action', 12),
} as const;

export function stixObjects(version = '90.0'): StixObject[] {
  const mitre = (external_id: string) => [
    { source_name: 'mitre-attack', external_id, url: `https://example.com/${external_id}` },
  ];
  const common = {
    spec_version: '2.1',
    created: '2026-01-05T10:00:00.000Z',
    modified: '2026-01-05T10:00:00.000Z',
    x_mitre_version: '1.0',
    x_mitre_domains: ['enterprise-attack'],
  };
  const object = (id: string, attack: string, name: string, more: object = {}): StixObject => ({
    type: id.slice(0, id.indexOf('--')),
    id,
    name,
    external_references: mitre(attack),
    ...common,
    ...more,
  });
  let next = 100;
  const relate = (from: string, verb: string, to: string, more: object = {}): StixObject => ({
    type: 'relationship',
    id: stixId('relationship', next++),
    relationship_type: verb,
    source_ref: from,
    target_ref: to,
    ...common,
    ...more,
  });
  return [
    {
      type: 'x-mitre-collection',
      id: stixId('x-mitre-collection', 20),
      name: 'Invented ATT&CK',
      ...common,
      x_mitre_version: version,
    },
    {
      type: 'marking-definition',
      id: stixId('marking-definition', 21),
      definition_type: 'statement',
      definition: { statement: 'Copyright 2026, Nobody at all.' },
      created: common.created,
    },
    object(IDS.analytic, 'AN9990', 'Analytic 9990', {
      description: 'A spare key is cut at night and tried at another door.',
      x_mitre_platforms: ['IaaS'],
      x_mitre_log_source_references: [
        { x_mitre_data_component_ref: IDS.component, name: 'door:log', channel: 'KeyCut' },
      ],
      x_mitre_mutable_elements: [{ field: 'NightHours', description: 'When it is night' }],
    }),
    object(IDS.sibling, 'AN9991', 'Analytic 9991', {
      description: 'The same at a window.',
      x_mitre_platforms: ['SaaS'],
    }),
    object(IDS.strategy, 'DET9990', 'Spare keys and what they open', {
      x_mitre_analytic_refs: [IDS.analytic, IDS.sibling],
    }),
    object(IDS.technique, 'T9990', 'Spare Key', {
      description:
        'Intruders cut keys.(Citation: Locksmith 2026) See [Window](https://example.com/T9991) and <code>lock</code>.',
      external_references: [
        ...mitre('T9990'),
        {
          source_name: 'Locksmith 2026',
          description: 'Smith, L. (2026). Keys.',
          url: 'https://example.org/keys',
        },
      ],
      kill_chain_phases: [{ kill_chain_name: 'mitre-attack', phase_name: 'staying' }],
      x_mitre_platforms: ['IaaS', 'SaaS'],
    }),
    object(IDS.tactic, 'TA9990', 'Staying', { x_mitre_shortname: 'staying' }),
    object(IDS.component, 'DC9990', 'Key Making', {
      x_mitre_log_sources: [{ name: 'door:log', channel: 'KeyCut' }],
    }),
    object(IDS.group, 'G9990', 'Night Shift', { aliases: ['Night Shift', 'Late Ones'] }),
    object(IDS.malware, 'S9990', 'keycutter', { x_mitre_platforms: ['IaaS'] }),
    object(IDS.mitigation, 'M9990', 'Number the Keys'),
    object(IDS.campaign, 'C9990', 'The Long Night'),
    object(IDS.retired, 'T9989', 'Copied Key', { revoked: true }),
    object(IDS.oldMitigation, 'T9990', 'Spare Key Mitigation', { x_mitre_deprecated: true }),
    relate(IDS.strategy, 'detects', IDS.technique),
    relate(IDS.group, 'uses', IDS.technique, { description: 'At night.' }),
    relate(IDS.malware, 'uses', IDS.technique),
    relate(IDS.campaign, 'attributed-to', IDS.group),
    relate(IDS.mitigation, 'mitigates', IDS.technique),
    relate(IDS.retired, 'revoked-by', IDS.technique),
    relate(IDS.group, 'uses', IDS.malware, { x_mitre_deprecated: true }),
  ];
}

export function bundleOf(objects: readonly object[], indent = 2): string {
  return JSON.stringify({ type: 'bundle', id: stixId('bundle', 1), objects }, undefined, indent);
}
