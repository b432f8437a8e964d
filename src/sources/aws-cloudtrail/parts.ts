/** The subtrees of a CloudTrail record that the finders of the table of operations ask for. */

import type { RecordView } from '../../contract/projection.ts';
import type { Target } from '../../model/event.ts';
import type { CallParts } from '../../vendor/aws/call.ts';
import { RESOURCE_FIELDS, readResource } from '../../vendor/aws/resource.ts';
import { FIELDS } from './fields.ts';

export class RecordParts implements CallParts {
  readonly #record: RecordView;

  constructor(record: RecordView) {
    this.#record = record;
  }

  request(): unknown {
    // Programs ask for the same again and again.
    return this.#record.derived(FIELDS.requestParameters, asItIs);
  }

  response(): unknown {
    return this.#record.json(FIELDS.responseElements);
  }

  extra(): unknown {
    return this.#record.json(FIELDS.additionalEventData);
  }

  service(): unknown {
    return this.#record.json(FIELDS.serviceEventDetails);
  }

  listed(most: number): readonly (Target | undefined)[] {
    return this.#record.derivedEachFrom(FIELDS.resources, RESOURCE_FIELDS, readResource, most);
  }

  get userAgent(): string | undefined {
    return this.#record.text(FIELDS.userAgent);
  }
}

function asItIs(value: unknown): unknown {
  return value;
}
