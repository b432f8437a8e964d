/** Writes a simulated organisation's logs to a folder, with the labels of its intrusions and its context file. */

import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { UsageError } from '../model/usage-error.ts';
import { labelsText } from '../simulate/example.ts';
import { contextOf, delivered, type Simulation, simulate } from '../simulate/simulate.ts';
import { addressTable } from '../simulate/world.ts';

export interface Simulated {
  readonly records: number;
  readonly files: number;
  readonly labels: number;
}

/** @param progress told after every day how many are done */
export function writeSimulation(
  simulation: Simulation,
  folder: string,
  progress: (days: number) => void = () => {},
): Simulated {
  takeFolder(folder);
  const labels = [];
  let [records, files] = [0, 0];
  for (const day of simulate(simulation)) {
    for (const file of delivered(simulation, day)) {
      write(join(folder, 'logs', `${file.path}.gz`), gzipSync(file.text));
      records += file.records;
      files++;
    }
    labels.push(...day.labels);
    progress(day.index + 1);
  }
  write(join(folder, 'labels.ndjson'), labelsText(labels));
  write(join(folder, 'addresses.csv'), addressTable());
  write(join(folder, 'credtrail.yaml'), contextOf(simulation));
  return { records, files, labels: labels.length };
}

/** A folder with something in it is somebody's: logs of two simulations in one folder are of no use. */
function takeFolder(folder: string): void {
  let present: readonly string[] = [];
  try {
    mkdirSync(folder, { recursive: true });
    present = readdirSync(folder);
  } catch (cause) {
    throw new UsageError(`${folder} cannot be used as a folder`, 'choose another --out', { cause });
  }
  if (present.length > 0) throw new UsageError(`${folder} is not empty`, 'choose a new folder for --out');
}

function write(path: string, content: string | Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
