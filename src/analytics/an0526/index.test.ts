import { testAnalytic } from '../../../test/harness/test-analytic.ts';
import { an0526 } from './index.ts';

testAnalytic(an0526, import.meta.dirname);
