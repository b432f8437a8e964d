/**
 * Benign surprises: what ordinary organisations do that looks odd in a log. A good detection stays quiet, or says
 * little, about every one of them. Explicit list; each is independent of the others. Days count from 0.
 */

import type { Surprise } from '../stage.ts';
import { approvedChange } from './approved-change.ts';
import { instanceReplacement } from './instance-replacement.ts';
import { journey } from './journey.ts';
import { keyRotation } from './key-rotation.ts';
import { newHire } from './new-hire.ts';
import { newRunners } from './new-runners.ts';
import { nightCall } from './night-call.ts';

export const SURPRISES: readonly Surprise[] = [
  approvedChange,
  instanceReplacement,
  journey,
  keyRotation,
  newHire,
  newRunners,
  nightCall,
];
