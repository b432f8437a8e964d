/** How much of a hostile or broken file is put up with. Every limit that bites is reported as a problem. */

const KIB = 1024;
const MIB = 1024 * KIB;
const GIB = 1024 * MIB;

export interface Limits {
  /** Decompressed bytes read of one file. */
  readonly maxDecompressedBytes: number;
  /** Decompressed bytes per compressed byte. DEFLATE cannot exceed 1032; logs stay below 100. */
  readonly maxExpansion: number;
  /** Decompressed bytes below which the expansion does not matter. */
  readonly expansionFloorBytes: number;
  /** Bytes of one record; a longer one is passed over in constant memory. */
  readonly maxRecordBytes: number;
  /** Levels of nesting inside a record. */
  readonly maxDepth: number;
  /** Problems of one file handed on; all of them are counted. */
  readonly maxProblemsKept: number;
  /** Bytes of one file read in vain while looking for the next good record after a broken one. */
  readonly maxWastedBytes: number;
}

export const DEFAULT_LIMITS: Limits = {
  maxDecompressedBytes: 64 * GIB,
  maxExpansion: 500,
  expansionFloorBytes: 256 * MIB,
  maxRecordBytes: 16 * MIB,
  maxDepth: 200,
  maxProblemsKept: 100,
  maxWastedBytes: 256 * MIB,
};

/** What recognition sees of a file. */
export const HEAD_BYTES = 64 * KIB;
/** Compressed or plain files up to this size are read in one go. */
export const WHOLE_FILE_BYTES = 8 * MIB;
/** What is looked at in one go stays in the processor's caches. */
export const PIECE_BYTES = 512 * KIB;
/** Small compressed files that can only be taken apart at once are streamed where they expand beyond this. */
export const WHOLE_OUTPUT_BYTES = 64 * MIB;
