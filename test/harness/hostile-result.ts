/** A result in which every text that could come from a log is an attack on whoever shows it. */

import type { Result } from '../../src/model/result.ts';
import { sampleFinding, sampleIncident, sampleResult } from './sample-finding.ts';

/** Each sets `window.ran` when it runs; between them they try each way out of text, attribute, style and comment. */
export const ATTACKS = [
  `<script>window.ran=1</script>`,
  `"><img src=x onerror="window.ran=1">`,
  `' onmouseover='window.ran=1' autofocus onfocus='window.ran=1' x='`,
  `</title></style></svg></script><svg onload="window.ran=1"><script>window.ran=1</script>`,
  `--><iframe srcdoc="<script>parent.ran=1</script>"></iframe><!--`,
  `]]><foreignObject><body onload="window.ran=1"/></foreignObject>`,
  `<a href="javascript:window.ran=1" id="main">click</a>`,
  `<base href="https://example.net/"><link rel="stylesheet" href="https://example.net/x.css">`,
  `<meta http-equiv="refresh" content="0;url=https://example.net/">`,
  `\`\${window.ran=1}\`{{constructor.constructor("window.ran=1")()}}`,
  `\u202e\u0000\u001b[31m<script>window.ran=1</script>\ud800`,
  `&lt;script&gt;window.ran=1&lt;/script&gt;&#60;img src=x onerror=window.ran=1&#62;`,
] as const;

/** Words of closed vocabularies, which no log can choose. */
const CLOSED = new Set(['level', 'minLevel', 'phase', 'kind', 'code']);

/** As many findings as there are attacks, in one incident: the harmless counterpart. */
export function manyFindings(): Result {
  // The last ones are of little weight, and told in brief.
  const findings = ATTACKS.map((_, at) =>
    sampleFinding({ uid: `f-${at}`, ...(at < 8 ? {} : { level: 'low', bits: 9 }) }),
  );
  return sampleResult({
    findings,
    incidents: [sampleIncident({ findings: findings.map(({ uid }) => uid) })],
  });
}

export function hostileResult(): Result {
  const attacked = manyFindings();
  let at = 0;
  const next = (): string => ATTACKS[at++ % ATTACKS.length] ?? '';
  const names = new Map<string, string>();
  /** Uids lead from one part of a result to another: the same text must become the same attack. */
  const attack = (text: string): string => {
    const known = names.get(text) ?? `${next()} ${names.size}`;
    names.set(text, known);
    return known;
  };
  const walk = (value: unknown, key: string, above: string): unknown => {
    // Analytics are named by this program.
    if (key === 'analytics') return value;
    // A target's kind is the vendor's own word.
    if (typeof value === 'string') return CLOSED.has(key) && above !== 'targets' ? value : attack(value);
    if (Array.isArray(value)) return value.map((each) => walk(each, key, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        ['sources', 'skipReasons'].includes(key) || above === 'skipReasons' ? attack(name) : name,
        walk(inner, name, key),
      ]),
    );
  };
  return walk(attacked, '', '') as Result;
}
