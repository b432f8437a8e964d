/** Small CSV files (ticket exports) as rows of cells with their line numbers. Not for logs: it holds the whole text. */

export interface CsvRow {
  /** 1-based line of the file on which the row begins. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** RFC 4180 with `,`, `;` or tab, whichever the first line uses most. Blank lines are skipped. */
export function parseCsv(text: string): readonly CsvRow[] {
  const separator = separatorOf(text);
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let line = 1;
  let startLine = 1;
  let at = 0;
  const endRow = () => {
    if (cells.length > 1 || cells[0] !== '') rows.push({ line: startLine, cells });
    cells = [];
    startLine = line;
  };
  while (at < text.length) {
    const quoted = text[at] === '"' ? quotedCell(text, at) : { text: '', end: at, lines: 0 };
    const rest = plainCell(text, quoted.end, separator);
    line += quoted.lines;
    cells.push(quoted.text + rest.text);
    at = rest.end;
    if (text[at] === separator) {
      at++;
      if (at === text.length) cells.push('');
      continue;
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at++;
    at++;
    line++;
    endRow();
  }
  if (cells.length > 0) endRow();
  return rows;
}

interface Cell {
  readonly text: string;
  /** Index after the cell. */
  readonly end: number;
  /** Line breaks inside it. */
  readonly lines: number;
}

function separatorOf(text: string): string {
  const header = text.slice(0, plainEnd(text, 0, /[\r\n]/g));
  const counts = [',', ';', '\t'].map((mark) => ({ mark, count: header.split(mark).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).mark;
}

function plainCell(text: string, at: number, separator: string): Omit<Cell, 'lines'> {
  const end = plainEnd(
    text,
    at,
    separator === '\t' ? /[\t\r\n]/g : separator === ';' ? /[;\r\n]/g : /[,\r\n]/g,
  );
  return { text: text.slice(at, end).trim(), end };
}

/** A quote that never closes takes the rest of the file. */
function quotedCell(text: string, at: number): Cell {
  const parts: string[] = [];
  let from = at + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    const end = quote < 0 ? text.length : quote;
    parts.push(text.slice(from, end));
    if (text[end + 1] !== '"') {
      const content = parts.join('"');
      return {
        text: content.trim(),
        end: Math.min(end + 1, text.length),
        lines: content.split('\n').length - 1,
      };
    }
    from = end + 2;
  }
}

function plainEnd(text: string, at: number, stop: RegExp): number {
  stop.lastIndex = at;
  return stop.exec(text)?.index ?? text.length;
}
