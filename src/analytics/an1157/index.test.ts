import { testAnalytic } from '../../../test/harness/test-analytic.ts';
import { an1157 } from './index.ts';

testAnalytic(an1157, import.meta.dirname);
