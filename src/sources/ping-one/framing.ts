/** The wrappings PingOne's audit activities are shipped in. */

import type { Framing } from '../../contract/source.ts';
import { listAt } from '../../lib/json.ts';

export const framing: Framing = {
  envelopes: [
    { key: 'activities', holds: 'elements' },
    { key: 'events', holds: 'elements' },
    // Splunk's HTTP Event Collector, and whoever writes one record a line under this name.
    { key: 'event', holds: 'member' },
    { key: 'message', holds: (text) => [text] },
  ],
  wrappings: {
    // A page of the API: the list lies one object deeper.
    page: (page) => listAt(page, '_embedded', 'activities'),
  },
};
