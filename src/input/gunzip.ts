/**
 * Gunzip of what lies in memory, a piece at a time into one buffer that is used again: what came out is still in the
 * processor's caches when it is looked at, and nothing is allocated. The platform's `gunzipSync` makes a new buffer of
 * every output, which a file at a time sets its collector in motion; the call it is a loop around can write where it is
 * told to, but that is an inner part of `node:zlib`. Where it is not as expected, files are taken apart at once.
 */

import { constants, createGunzip, gunzipSync } from 'node:zlib';
import { PIECE_BYTES, WHOLE_OUTPUT_BYTES } from './limits.ts';

/** Pieces of the content, each good until the next is asked for; and whether that was all, and all of it sound. */
export type Pieces = Generator<Buffer, boolean>;

export class Gunzip {
  private readonly open: () => Engine | undefined;
  private engine: Engine | undefined;
  private readonly place: () => Buffer | undefined;
  private readonly own = Buffer.allocUnsafeSlow(PIECE_BYTES);

  /**
   * @param place where a piece is to be written, if there is such a place
   * @param open gives the inner part, where there is one as expected
   */
  constructor(place: () => Buffer | undefined, open: () => Engine | undefined = openEngine) {
    this.place = place;
    this.open = open;
  }

  /** `data` is a gzip file. Of one that is not sound come any pieces from its beginning. */
  *pieces(data: Buffer): Pieces {
    this.engine ??= this.open();
    const { engine } = this;
    if (engine === undefined) return yield* atOnce(data);
    engine.handle.reset();
    for (let at = 0; ; ) {
      const output = this.place() ?? this.own;
      engine.handle.writeSync(constants.Z_FINISH, data, at, data.length - at, output, 0, PIECE_BYTES);
      if (engine.failed) break;
      const [room = 0, left = 0] = engine.state;
      if (room < PIECE_BYTES) yield output.subarray(0, PIECE_BYTES - room);
      // There was room for more: it is over. What comes behind it is for those to judge who read with care.
      if (room > 0) return left === 0;
      at = data.length - left;
    }
    this.engine = undefined;
    return false;
  }
}

/** The same with what is documented. Silent about what comes behind a zero: how much was taken tells. */
function* atOnce(data: Buffer): Pieces {
  let outcome: object;
  try {
    outcome = gunzipSync(data, { maxOutputLength: WHOLE_OUTPUT_BYTES, info: true });
  } catch {
    return false;
  }
  if (!isInformed(outcome)) return false;
  yield outcome.buffer;
  return outcome.engine.bytesWritten === data.length;
}

/** What `info` makes of the result, which its type does not say. */
interface Informed {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}

function isInformed(outcome: object): outcome is Informed {
  return (
    'buffer' in outcome &&
    Buffer.isBuffer(outcome.buffer) &&
    'engine' in outcome &&
    typeof outcome.engine === 'object' &&
    outcome.engine !== null &&
    'bytesWritten' in outcome.engine
  );
}

interface Engine {
  readonly handle: Handle;
  /** After a call: the room it left in the output, and the bytes it left of the input. */
  readonly state: Uint32Array;
  failed: boolean;
}

/** The inner part of a stream of `node:zlib`, as `gunzipSync` uses it. */
interface Handle {
  onerror: () => void;
  reset(): void;
  writeSync(
    flush: number,
    input: Buffer,
    inputAt: number,
    inputBytes: number,
    output: Buffer,
    outputAt: number,
    outputBytes: number,
  ): void;
}

function openEngine(): Engine | undefined {
  const stream: object = createGunzip();
  if (!('_handle' in stream && '_writeState' in stream)) return undefined;
  const { _handle: handle, _writeState: state } = stream;
  if (!(isHandle(handle) && state instanceof Uint32Array && state.length === 2)) return undefined;
  const engine = { handle, state, failed: false };
  handle.onerror = () => {
    engine.failed = true;
  };
  return engine;
}

function isHandle(handle: unknown): handle is Handle {
  return (
    typeof handle === 'object' &&
    handle !== null &&
    'reset' in handle &&
    'writeSync' in handle &&
    typeof handle.reset === 'function' &&
    typeof handle.writeSync === 'function'
  );
}
