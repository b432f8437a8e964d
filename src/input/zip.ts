/**
 * Zip archives (APPNOTE 6.3), entry by entry from the front: every byte is read once, so that an archive may come
 * through a pipe or lie in another one, one cut short gives what it has, and overlapping entries cannot multiply. The
 * directory at the end is not consulted: an entry that it no longer lists still counts.
 */

import type { ByteFeed } from './byte-feed.ts';
import type { Fault } from './compression.ts';
import { ZipContent } from './zip-content.ts';
import { readZipHeader, SIGNATURE_BYTES, signatureOf, type ZipHeader } from './zip-header.ts';

export interface ZipEntry {
  readonly name: string;
  /** To be read before the next entry is asked for; what is left of it is passed over. */
  chunks(): AsyncGenerator<Buffer>;
}

export function isZip(start: Buffer): boolean {
  const signature = signatureOf(start);
  return signature === 'entry' || signature === 'end';
}

/** @param admit false when no more may come out of the archive */
export async function* zipEntries(
  feed: ByteFeed,
  admit: (bytes: number) => boolean,
  fault: Fault,
): AsyncGenerator<ZipEntry> {
  for (let astray = false; ; ) {
    const header = await nextHeader(feed, astray, fault);
    if (header === undefined) return;
    const content = new ZipContent(feed, header, admit, fault);
    if (!header.isFolder) yield { name: header.name, chunks: () => content.chunks() };
    const standing = await content.passOver();
    if (standing === 'stopped') return;
    astray = standing === 'astray';
  }
}

/**
 * The next entry's header; undefined when there is none, which may be a fault.
 *
 * @param astray that the last entry's end could not be found is told already
 */
async function nextHeader(feed: ByteFeed, astray: boolean, fault: Fault): Promise<ZipHeader | undefined> {
  for (let told = astray; ; told = true) {
    const signature = signatureOf(await feed.peek(SIGNATURE_BYTES));
    if (signature === 'directory' || signature === 'end') return undefined;
    if (signature === 'entry') {
      const header = await readZipHeader(feed);
      if (header === undefined) fault('truncated', 'the zip archive ends inside the header of an entry');
      return header;
    }
    if (signature === 'cut') {
      if (!told) fault('truncated', 'the zip archive ends before its directory');
      return undefined;
    }
    if (!told) fault('corrupt-compression', 'between the entries of the zip archive lies something else');
    await seekSignature(feed);
  }
}

/** To the next bytes that may begin something, or to the end. */
async function seekSignature(feed: ByteFeed): Promise<void> {
  await feed.drop(1);
  for (;;) {
    const bytes = await feed.peek(SIGNATURE_BYTES);
    if (bytes.length < SIGNATURE_BYTES) return;
    const at = bytes.indexOf('PK');
    await feed.drop(at < 0 ? bytes.length - 1 : at);
    if (at < 0) continue;
    if (signatureOf(await feed.peek(SIGNATURE_BYTES)) !== undefined) return;
    await feed.drop(1);
  }
}
