/**
 * Reads the XML of one Windows event: elements, attributes and text, nothing more. Document types, and entities other
 * than the five of XML and numbers, are refused: an event has none, and a parser that expands them can be made to read
 * files or fill the memory.
 */

import { bareObject } from '../../lib/json.ts';

export interface EventXml {
  /** Text by element and attribute of `System`: `EventID`, `Provider.Name`, `TimeCreated.SystemTime`. */
  readonly system: Readonly<Record<string, string>>;
  /** Text of `EventData` by the `Name` of its `Data`. */
  readonly data: Readonly<Record<string, string>>;
}

const MOST_DEPTH = 16;
const NAME = /[A-Za-z_][\w.:-]{0,99}/y;
const ATTRIBUTE = /\s+([A-Za-z_][\w.:-]{0,99})\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const TAG_END = /\s*(\/?)>/y;

/** Throws what is wrong with it, in words that quote nothing. */
export function readEventXml(xml: string): EventXml {
  const reader = new Reader(xml);
  reader.run();
  return reader;
}

class Reader implements EventXml {
  readonly system: Record<string, string> = bareObject();
  readonly data: Record<string, string> = bareObject();
  private readonly xml: string;
  private readonly open: string[] = [];
  /** `Name` of the `Data` being read. */
  private dataName: string | undefined;
  private at = 0;

  constructor(xml: string) {
    this.xml = xml;
  }

  run(): void {
    const { xml, open } = this;
    do {
      const tag = xml.indexOf('<', this.at);
      if (tag < 0) throw new Error('the XML ends inside an element');
      if (open.length > 1) this.text(this.at, tag);
      this.at = tag + 1;
      if (xml.startsWith('!--', this.at)) this.comment();
      else if (xml[this.at] === '/') this.close();
      else this.element();
    } while (open.length > 0);
  }

  private element(): void {
    const { open } = this;
    const name = this.match(NAME)[0];
    if (open.length === 0 && name !== 'Event') throw new Error('the XML is no event');
    if (open.length >= MOST_DEPTH) throw new Error('the XML is nested too deeply');
    open.push(name);
    if (name === 'Data') this.dataName = undefined;
    for (;;) {
      ATTRIBUTE.lastIndex = this.at;
      const attribute = ATTRIBUTE.exec(this.xml);
      if (attribute === null) break;
      this.at = ATTRIBUTE.lastIndex;
      this.attribute(name, attribute[1] ?? '', attribute[2] ?? attribute[3] ?? '');
    }
    if (this.match(TAG_END)[1] === '/') open.pop();
  }

  private attribute(element: string, name: string, value: string): void {
    if (element === 'Data' && name === 'Name') this.dataName = decoded(value);
    else if (this.open.length === 3 && this.open[1] === 'System')
      this.system[`${element}.${name}`] = decoded(value);
  }

  private close(): void {
    this.at++;
    if (this.match(NAME)[0] !== this.open.pop())
      throw new Error('the XML closes an element that is not open');
    if (this.match(TAG_END)[1] === '/') throw new Error('the XML has a broken tag');
  }

  private text(from: number, to: number): void {
    const { open } = this;
    const [, section, name] = open;
    if (open.length !== 3 || name === undefined || from === to) return;
    if (section === 'System') this.system[name] ??= decoded(this.xml.slice(from, to)).trim();
    if (section === 'EventData' && name === 'Data' && this.dataName !== undefined)
      this.data[this.dataName] ??= decoded(this.xml.slice(from, to));
  }

  private comment(): void {
    const end = this.xml.indexOf('-->', this.at);
    if (end < 0) throw new Error('the XML ends inside a comment');
    this.at = end + 3;
  }

  private match(pattern: RegExp): RegExpExecArray {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.xml);
    if (found === null) throw new Error('the XML has a broken tag');
    this.at = pattern.lastIndex;
    return found;
  }
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|([A-Za-z]{2,4}));|&/g,
    (whole, decimal, hex, name) => {
      const code =
        decimal === undefined ? (hex === undefined ? -1 : Number.parseInt(hex, 16)) : Number(decimal);
      if (code >= 0 && code <= 0x10_ffff) return String.fromCodePoint(code);
      const entity = typeof name === 'string' && Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : undefined;
      if (entity === undefined)
        throw new Error(`the XML has an entity that is not XML's own${whole === '&' ? ' (&)' : ''}`);
      return entity;
    },
  );
}
