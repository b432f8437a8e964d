/**
 * Writes a new plug-in's folder and its line in the list of plug-ins. It refuses names that are not right and folders
 * that exist, and changes nothing when it refuses.
 */

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface Plugin {
  /** `src/sources/okta-system-log`. */
  readonly folder: string;
  /** Path inside the folder → content. */
  readonly files: ReadonlyMap<string, string>;
  /** What the folder's index exports, which the list names: `oktaSystemLog`. */
  readonly exported: string;
  /** The list's name: `SOURCES`. */
  readonly list: string;
}

/** Writes everything below `root`; returns the paths written, the list last. */
export function writePlugin(root: string, plugin: Plugin): readonly string[] {
  const { folder, files, exported, list } = plugin;
  const listPath = join(dirname(folder), 'index.ts');
  if (existsSync(join(root, folder))) throw new Error(`${folder} exists already; nothing was changed`);
  if (!existsSync(join(root, listPath)))
    throw new Error(`${listPath} is not here: run this in Credtrail's own folder`);
  const id = folder.slice(dirname(folder).length + 1);
  const listed = withPlugin(readFileSync(join(root, listPath), 'utf8'), { id, exported, list });

  const written = [...files].map(([path, content]) => {
    const file = join(folder, path);
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
    return file;
  });
  writeFileSync(join(root, listPath), listed);
  return [...written, listPath];
}

/** The list's file with one more import and one more name, both in order. */
export function withPlugin(file: string, entry: { id: string; exported: string; list: string }): string {
  const line = `import { ${entry.exported} } from './${entry.id}/index.ts';`;
  const imports = [...file.matchAll(/^import \{[^}]*\} from '\.\/[^']+';$/gm)].map((match) => match[0]);
  if (imports.includes(line)) throw new Error(`${entry.list} names ${entry.id} already; nothing was changed`);
  const array = new RegExp(`(\\b${entry.list}\\b[^=]*=\\s*\\[)([^\\]]*)\\]`).exec(file);
  if (array === null)
    throw new Error(`there is no list ${entry.list} to add ${entry.id} to; nothing was changed`);

  const names = [...(array[2]?.match(/\w+/g) ?? []), entry.exported].sort();
  const oneLine = `${array[1]}${names.join(', ')}]`;
  const list = oneLine.length < 110 ? oneLine : `${array[1]}\n  ${names.join(',\n  ')},\n]`;
  return placed(file.replace(array[0], list), imports, line);
}

/** The import goes before the first that sorts behind it, else after the last. */
function placed(file: string, imports: readonly string[], line: string): string {
  const path = (text: string): string => text.slice(text.indexOf("'./"));
  const next = imports.find((other) => path(other) > path(line));
  if (next !== undefined) return file.replace(next, `${line}\n${next}`);
  const last = imports.at(-1);
  if (last !== undefined) return file.replace(last, `${last}\n${line}`);
  return file.replace(/^export /m, `${line}\n\nexport `);
}

/** `okta-system-log` → `oktaSystemLog`. */
export function camelCase(id: string): string {
  return id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** The program around a scaffold; does nothing when its file was only imported. */
export function runScaffold(
  url: string,
  plan: (args: readonly string[]) => Plugin,
  next: readonly string[],
): void {
  if (process.argv[1] === undefined || pathToFileURL(process.argv[1]).href !== url) return;
  try {
    const plugin = plan(process.argv.slice(2));
    const written = writePlugin(process.cwd(), plugin);
    const steps = [...next, `npm run format, then npm test -- ${plugin.folder}`];
    process.stdout.write(`wrote ${written.join('\n      ')}\n\nnext: ${steps.join('\n      ')}\n`);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}

/** Ends a plan whose arguments are missing. */
export function usage(line: string): never {
  throw new Error(`usage: ${line}`);
}
