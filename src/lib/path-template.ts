/**
 * Turns a path of an API into the template it was made from: words the API has stay, everything else is an id. Paths
 * come from outside, so only known words may become part of an operation's name.
 */

export interface PathTemplate {
  /** `/clients/{id}/rotate-secret`. */
  readonly template: string;
  /** What stood in the places of `{id}`, in order, decoded. */
  readonly ids: readonly string[];
}

const MOST_SEGMENTS = 16;

/** @param words every word that may stand in a template */
export function templateOf(path: string, words: ReadonlySet<string>): PathTemplate {
  const ids: string[] = [];
  let template = '';
  for (const segment of path.split('/', MOST_SEGMENTS)) {
    if (segment === '') continue;
    const isWord = words.has(segment);
    template += isWord ? `/${segment}` : '/{id}';
    if (!isWord) ids.push(decoded(segment));
  }
  return { template: template || '/', ids };
}

/** The words of templates, from which {@link templateOf} knows what is no id. */
export function wordsOf(templates: Iterable<string>): Set<string> {
  const words = new Set<string>();
  for (const template of templates) {
    for (const segment of template.split('/')) if (segment !== '' && segment !== '{id}') words.add(segment);
  }
  return words;
}

function decoded(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
