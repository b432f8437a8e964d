/**
 * Templates whose contents are text: everything put into one is escaped, unless the same language's template made it.
 * Text out of logs can so not become HTML or Markdown by being forgotten, and neither passes for the other.
 */

/** Text of a language, made by its template alone. */
export class Made<Language extends string> {
  readonly language: Language;
  readonly #text: string;

  constructor(language: Language, text: string) {
    this.language = language;
    this.#text = text;
  }

  get text(): string {
    return this.#text;
  }
}

export type Content<Language extends string> =
  | string
  | number
  | Made<Language>
  | undefined
  | readonly Content<Language>[];

/** A template tag of a language that writes text as `escapeText` does. */
export function templateOf<Language extends string>(
  language: Language,
  escapeText: (text: string) => string,
) {
  const written = (content: Content<Language>): string => {
    if (content === undefined) return '';
    if (typeof content === 'number') return String(content);
    if (typeof content === 'string') return escapeText(content);
    return content instanceof Made ? content.text : content.map(written).join('');
  };
  return (fixed: TemplateStringsArray, ...contents: readonly Content<Language>[]): Made<Language> => {
    let text = fixed[0] ?? '';
    for (const [at, content] of contents.entries()) text += written(content) + (fixed[at + 1] ?? '');
    return new Made(language, text);
  };
}
