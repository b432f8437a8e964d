/**
 * ATT&CK's prose as plain text: citations become the numbers of the references below, links their words, code its own
 * marks. Nothing is added, shortened or reworded.
 */

export interface Reference {
  readonly number: number;
  readonly source: string;
  readonly description?: string;
  readonly url?: string;
}

export function readableText(text: string, references: readonly Reference[]): string {
  const numbers = new Map(references.map(({ source, number }) => [source, number]));
  return text
    .replace(/\(Citation: ([^()]*(?:\([^()]*\)[^()]*)*)\)/g, (whole, source: string) => {
      const number = numbers.get(source.trim());
      return number === undefined ? whole : ` [${number}]`;
    })
    .replace(/ {2,}\[(\d+)\]/g, ' [$1]')
    .replace(/\[([^[\]]+)\]\((https?:\/\/[^()\s]*)\)/g, '$1')
    .replace(/<\/?code>/g, '`')
    .replace(/<br\s*\/?>/g, '\n')
    .trim();
}
