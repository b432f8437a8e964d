import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inOrder } from '../../app/traces.ts';
import { EMPTY_CONFIG } from '../../config/config.ts';
import { compileContext } from '../../config/context.ts';
import { createEngine, step } from '../../engine/engine.ts';
import { outcome } from '../../engine/outcome.ts';
import { eventsOf } from '../../simulate/timeline/events.ts';
import { readTimeline } from '../../simulate/timeline/timeline.ts';
import { an1424 } from './index.ts';

test.each(['read-by-a-web-shell-then-used-elsewhere.yaml', 'azure-read-and-used-elsewhere.yaml'])(
  'the read and the use of what was read are one incident: %s',
  (file) => {
    const story = readTimeline(join(import.meta.dirname, 'fires', file));
    const engine = createEngine([an1424], compileContext(EMPTY_CONFIG));
    for (const event of inOrder(eventsOf(story))) step(engine, event, { report: true });
    const { findings } = outcome(engine);
    const told = findings.filter(({ detection }) =>
      /^(?:foreign-metadata-read|metadata-theft)$/.test(detection),
    );
    expect(new Set(told.map(({ detection }) => detection)).size).toBe(2);
    expect(new Set(told.map(({ incident }) => incident)).size).toBe(1);
  },
);
