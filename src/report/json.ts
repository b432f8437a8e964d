/** Results for programs: one JSON object, or one finding a line. Control characters are `\u` escapes in both. */

import { terminalSafeJson } from '../lib/terminal.ts';
import type { Result } from '../model/result.ts';
import { findingJson, resultJson, type Tool } from './result-json.ts';

export { parseResult } from './parse-result.ts';

/** The whole result as one object, indented, ending in a newline. */
export function renderJson(result: Result, tool: Tool): string {
  return `${terminalSafeJson(resultJson(result, tool), 2)}\n`;
}

/** One finding a line and nothing else; an empty text when there is none. */
export function renderNdjson(result: Result): string {
  return result.findings.map((finding) => `${terminalSafeJson(findingJson(finding))}\n`).join('');
}
