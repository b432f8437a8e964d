/** Reads files into events: the front door of this folder. Bad input comes out as problems, never as a throw. */

import type { Source } from '../contract/source.ts';
import type { Event } from '../model/event.ts';
import type { Marks } from '../model/mark.ts';
import type { Problem } from '../model/problem.ts';
import { createDecoders } from './decoders.ts';
import { FileLog, type FileReport, type RecordTaker, type Sink } from './file-log.ts';
import type { InputFile } from './input-file.ts';
import { Intake } from './intake.ts';
import { joinReports } from './join-reports.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { openInputs } from './open.ts';
import { SmallFiles } from './small-file.ts';
import { Workroom } from './workroom.ts';

export interface Reader {
  /**
   * `index` is the file's place in the run's list of inputs, which events refer to. The report on an archive sums up
   * its entries; problems name the entry they are in.
   */
  readFile(file: InputFile, index: number, sink: Sink): Promise<FileReport>;
  /** The same for bytes in memory, in chunks of any size; the buffers are not changed. */
  readBuffers(chunks: Iterable<Buffer>, name: string, index: number, sink: Sink): FileReport;
}

/** Problems kept of an archive, as a multiple of those kept of one of its entries. */
const ARCHIVE_SHARE = 10;

/**
 * A reader reads one file at a time. It remembers decoded values over all its files, so one reader should read
 * many; nothing it remembers changes what comes out.
 */
export function createReader(
  sources: readonly Source[],
  limits: Limits = DEFAULT_LIMITS,
  workroom: Workroom = new Workroom(limits.maxDepth),
): Reader {
  const decoders = createDecoders(sources, limits, workroom);
  const small = new SmallFiles(workroom);
  return {
    async readFile(file, index, sink) {
      let report: FileReport | undefined;
      const kept = new BoundedSink(sink, limits.maxProblemsKept * ARCHIVE_SHARE);
      for await (const input of openInputs(file, limits, small)) {
        const log = new FileLog(input.name, kept, limits.maxProblemsKept, report?.records);
        const intake = new Intake(decoders, index, log);
        for await (const chunk of input.chunks(log)) if (!intake.push(chunk)) break;
        intake.finish();
        const unrecognised = input.isRemark && report !== undefined ? { unrecognised: 0 } : {};
        const own = { ...log.report(), ...unrecognised };
        report = report === undefined ? own : joinReports(report, own);
      }
      if (report === undefined) throw new Error(`${file.path} gave no input`);
      return report;
    },
    readBuffers(chunks, name, index, sink) {
      const log = new FileLog(name, sink, limits.maxProblemsKept);
      const intake = new Intake(decoders, index, log);
      for (const chunk of chunks) {
        log.bytes += chunk.length;
        if (!intake.push(chunk)) break;
      }
      intake.finish();
      return log.report();
    },
  };
}

/** Hands on a bounded number of problems: an archive can hold more broken entries than there is room for. */
class BoundedSink implements Sink {
  readonly records: RecordTaker | undefined;
  private readonly sink: Sink;
  private left: number;

  constructor(sink: Sink, problems: number) {
    this.records = sink.records;
    this.sink = sink;
    this.left = problems;
  }

  event(event: Event, marks: Marks): void {
    this.sink.event(event, marks);
  }

  problem(problem: Problem): void {
    if (this.left-- > 0) this.sink.problem(problem);
  }
}
