/**
 * Which program runs as a process: learned from process starts, asked by connections and by children. Bounded, the
 * process started longest ago is forgotten first. It knows what one file told so far, nothing else.
 */

export interface StartedProcess {
  /** Path of the executable. */
  readonly path: string | undefined;
  /** As the record has it; to be masked before it is shown. */
  readonly commandLine: string | undefined;
  /** Key of the parent, where the record names one. */
  readonly parent: string | undefined;
  /** Path of the parent's executable, where the record has it itself. */
  readonly parentPath?: string | undefined;
}

const MOST_PROCESSES = 16_384;
/** A command line is kept for being shown, and asked for mentions when it is seen. */
const LONGEST_KEPT = 1_024;

export class ProcessTable {
  private readonly started = new Map<string, StartedProcess>();

  /** @param key unique while the process lives: host and pid, or the vendor's own process id */
  start(key: string, process: StartedProcess): void {
    this.started.delete(key);
    this.started.set(key, { ...process, commandLine: kept(process.commandLine) });
    if (this.started.size <= MOST_PROCESSES) return;
    for (const oldest of this.started.keys()) {
      this.started.delete(oldest);
      return;
    }
  }

  of(key: string | undefined): StartedProcess | undefined {
    return key === undefined ? undefined : this.started.get(key);
  }
}

/** A part of a string keeps the whole of it in memory; what is rebuilt does not. */
function kept(text: string | undefined): string | undefined {
  if (text === undefined || text.length <= LONGEST_KEPT) return text;
  return Buffer.from(text.slice(0, LONGEST_KEPT), 'utf16le').toString('utf16le');
}
