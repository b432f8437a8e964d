import { testAnalytic } from '../../../test/harness/test-analytic.ts';
import { an1424 } from './index.ts';

testAnalytic(an1424, import.meta.dirname);
