/** Reads files into events: the front door of this folder. Bad input comes out as problems, never as a throw. */

import type { Source } from '../contract/source.ts';
import { createDecoder } from './deliver.ts';
import { FileLog, type FileReport, type Sink } from './file-log.ts';
import type { InputFile } from './input-file.ts';
import { Intake } from './intake.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { openChunks } from './open.ts';

export interface Reader {
  /** `index` is the file's place in the run's list of inputs, which events refer to. */
  readFile(file: InputFile, index: number, sink: Sink): Promise<FileReport>;
  /** The same for bytes in memory, in chunks of any size; the buffers are not changed. */
  readBuffers(chunks: Iterable<Buffer>, name: string, index: number, sink: Sink): FileReport;
}

/**
 * A reader reads one file at a time. It remembers decoded values over all its files, so one reader should read
 * many; nothing it remembers changes what comes out.
 */
export function createReader(sources: readonly Source[], limits: Limits = DEFAULT_LIMITS): Reader {
  const decoders = new Map(sources.map((source) => [source, createDecoder(source, limits)]));
  return {
    async readFile(file, index, sink) {
      const log = new FileLog(file.path, sink, limits.maxProblemsKept);
      const intake = new Intake(decoders, index, log);
      for await (const chunk of openChunks(file, limits, log)) if (!intake.push(chunk)) break;
      intake.finish();
      return log.report();
    },
    readBuffers(chunks, name, index, sink) {
      const log = new FileLog(name, sink, limits.maxProblemsKept);
      const intake = new Intake(decoders, index, log);
      for (const chunk of chunks) {
        log.bytes += chunk.length;
        if (!intake.push(Buffer.from(chunk))) break;
      }
      intake.finish();
      return log.report();
    },
  };
}
