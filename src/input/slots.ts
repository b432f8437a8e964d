/** Where the values of the record just scanned lie, by field. */

import type { Field } from '../contract/projection.ts';
import type { RecordScanner } from './scan-json.ts';
import { ABSENT, ESCAPED, SLOT_NUMBERS, STRING, UNNUMBERED } from './slot-kind.ts';

export class Slots {
  private readonly scanner: RecordScanner;

  constructor(scanner: RecordScanner) {
    this.scanner = scanner;
  }

  kind({ slot }: Field): number {
    return this.scanner.slots[slot * SLOT_NUMBERS + 2] ?? ABSENT;
  }

  isText(field: Field): boolean {
    const kind = this.kind(field);
    return kind === STRING || kind === ESCAPED;
  }

  /** Quotes included: text and number of the same spelling are different values. */
  start(field: Field): number {
    return (this.scanner.slots[field.slot * SLOT_NUMBERS] ?? 0) - (this.isText(field) ? 1 : 0);
  }

  end(field: Field): number {
    return (this.scanner.slots[field.slot * SLOT_NUMBERS + 1] ?? 0) + (this.isText(field) ? 1 : 0);
  }

  /** Below zero when it has none. */
  number({ slot }: Field): number {
    return this.scanner.slots[slot * SLOT_NUMBERS + 3] ?? UNNUMBERED;
  }

  /** How many slots hold something. */
  filled(): number {
    const { slots } = this.scanner;
    let count = 0;
    for (let i = 2; i < slots.length; i += SLOT_NUMBERS) if (slots[i] !== ABSENT) count++;
    return count;
  }
}
