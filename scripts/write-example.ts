/**
 * Writes the bundled example, `examples/acme/AWSLogs` and `labels.ndjson`, from the simulator. A file whose content
 * is already there is left alone, since compressors differ in bytes; files that no longer belong are removed.
 */

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { example, labelsText } from '../src/simulate/example.ts';

const ROOT = 'examples/acme';

const { files, labels } = example();
const wanted = new Map(files.map((file) => [`${file.path}.gz`, file.text]));
for (const path of present(join(ROOT, 'AWSLogs'))) if (!wanted.has(path)) rmSync(join(ROOT, path));
let bytes = 0;
for (const [path, text] of wanted) {
  const target = join(ROOT, path);
  if (content(target) !== text) {
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, gzipSync(text, { level: 9 }));
  }
  bytes += readFileSync(target).length;
}
writeFileSync(join(ROOT, 'labels.ndjson'), labelsText(labels));
const records = files.reduce((sum, file) => sum + file.records, 0);
process.stdout.write(
  `${files.length} files, ${records} records, ${bytes} bytes compressed, ${labels.length} labels\n`,
);

function content(path: string): string | undefined {
  try {
    return gunzipSync(readFileSync(path)).toString();
  } catch {
    return undefined;
  }
}

function present(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
  } catch {
    return [];
  }
}
