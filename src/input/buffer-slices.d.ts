/** Methods of Node's buffers that `toString` ends up in; called directly, a short text costs half as much. */

interface Buffer {
  latin1Slice(start: number, end: number): string;
  utf8Slice(start: number, end: number): string;
}
