import { testAnalytic } from '../../../test/harness/test-analytic.ts';
import { an0717 } from './index.ts';

testAnalytic(an0717, import.meta.dirname);
