/**
 * The `{key=value, key2={…}}` notation in which query engines print nested columns. It quotes nothing, so a text
 * that holds `, word=` reads as two members: what an export has lost cannot be found again. Never throws.
 */

import { bareObject, parseNested } from '../../lib/json.ts';

/** The value a cell was printed from: an object, a list, JSON where the cell holds JSON, otherwise the text itself. */
export function parseCell(cell: string): unknown {
  const text = cell.trim();
  if (text === '' || text === 'null') return undefined;
  const opening = text[0];
  if (opening !== '{' && opening !== '[') return text;
  return parseNested(text) ?? parseStruct(text, 0);
}

/** Nesting beyond this is kept as text: no CloudTrail record goes so deep. */
const MAX_DEPTH = 32;

function parseStruct(text: string, depth: number): unknown {
  if (depth > MAX_DEPTH) return text;
  if (text.startsWith('{') && text.endsWith('}')) return parseMembers(text.slice(1, -1), depth);
  if (text.startsWith('[') && text.endsWith(']')) {
    return splitOutside(text.slice(1, -1), () => true).map((item) => parseValue(item, depth));
  }
  return text;
}

function parseMembers(text: string, depth: number): unknown {
  const members: Record<string, unknown> = bareObject();
  for (const part of splitOutside(text, startsMember)) {
    const equals = part.indexOf('=');
    if (equals <= 0) continue;
    const value = parseValue(part.slice(equals + 1), depth);
    if (value !== undefined) members[part.slice(0, equals).trim()] = value;
  }
  return members;
}

function parseValue(part: string, depth: number): unknown {
  const text = part.trim();
  if (text === '' || text === 'null') return undefined;
  const opening = text[0];
  if (opening !== '{' && opening !== '[') return text;
  return parseNested(text) ?? parseStruct(text, depth + 1);
}

/** Whether a member begins here: a comma inside a value is not followed by a name and an equals sign. */
function startsMember(text: string, at: number): boolean {
  MEMBER.lastIndex = at;
  return MEMBER.test(text);
}

const MEMBER = /\s*[\w:.\-/]{1,128}=/y;

/** Splits at commas outside braces, brackets and (within those) JSON strings. */
function splitOutside(text: string, accepts: (text: string, at: number) => boolean): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted) {
      if (c === '\\') i++;
      else if (c === '"') quoted = false;
    } else if (c === '"') quoted = depth > 0;
    else if (c === '{' || c === '[') depth++;
    else if (c === '}' || c === ']') depth = Math.max(0, depth - 1);
    else if (c === ',' && depth === 0 && accepts(text, i + 1)) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  if (text.trim() !== '') parts.push(text.slice(start));
  return parts;
}
