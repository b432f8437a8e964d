/** What ATT&CK calls its objects, beside the STIX types they are written as. A type not listed is kept and counted. */

export interface Kind {
  /** STIX type. */
  readonly type: string;
  /** `analytic`, as options and pages name it. */
  readonly word: string;
  readonly plural: string;
}

/** In the order they are listed in. */
export const KINDS: readonly Kind[] = [
  { type: 'x-mitre-analytic', word: 'analytic', plural: 'analytics' },
  { type: 'x-mitre-detection-strategy', word: 'strategy', plural: 'strategies' },
  { type: 'attack-pattern', word: 'technique', plural: 'techniques' },
  { type: 'x-mitre-tactic', word: 'tactic', plural: 'tactics' },
  { type: 'x-mitre-data-component', word: 'data-component', plural: 'data-components' },
  { type: 'x-mitre-data-source', word: 'data-source', plural: 'data-sources' },
  { type: 'intrusion-set', word: 'group', plural: 'groups' },
  { type: 'malware', word: 'malware', plural: 'malware' },
  { type: 'tool', word: 'tool', plural: 'tools' },
  { type: 'campaign', word: 'campaign', plural: 'campaigns' },
  { type: 'course-of-action', word: 'mitigation', plural: 'mitigations' },
  { type: 'x-mitre-asset', word: 'asset', plural: 'assets' },
  { type: 'x-mitre-matrix', word: 'matrix', plural: 'matrices' },
  { type: 'x-mitre-collection', word: 'collection', plural: 'collections' },
  { type: 'identity', word: 'identity', plural: 'identities' },
  { type: 'marking-definition', word: 'marking', plural: 'markings' },
  { type: 'relationship', word: 'relationship', plural: 'relationships' },
];

const BY_TYPE = new Map(KINDS.map((kind, rank) => [kind.type, { ...kind, rank }]));

export function isKnownType(type: string): boolean {
  return BY_TYPE.has(type);
}

/** `technique`; the STIX type itself where we know no better word. */
export function wordOf(type: string): string {
  return BY_TYPE.get(type)?.word ?? type;
}

export function pluralOf(type: string): string {
  return BY_TYPE.get(type)?.plural ?? type;
}

/** Where a type stands in lists. */
export function rankOf(type: string): number {
  return BY_TYPE.get(type)?.rank ?? KINDS.length;
}

/** What `--type` may say: our word, its plural, `software` for both of its types, or a STIX type. */
export function typesNamed(word: string): readonly string[] {
  const asked = word.toLowerCase();
  if (asked === 'software') return ['malware', 'tool'];
  return KINDS.filter(
    ({ type, word: one, plural }) => asked === type || asked === one || asked === plural,
  ).map(({ type }) => type);
}
