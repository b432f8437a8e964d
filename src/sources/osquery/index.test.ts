import { testDetailsExplained } from '../../../test/harness/test-details.ts';
import { testMutations } from '../../../test/harness/test-mutations.ts';
import { testSecrets } from '../../../test/harness/test-secrets.ts';
import { testSource } from '../../../test/harness/test-source.ts';
import { osquery } from './index.ts';

const SAMPLES = new URL('samples', import.meta.url).pathname;

testSource(osquery, SAMPLES);
testSecrets(osquery, SAMPLES);
testDetailsExplained(osquery, SAMPLES);
testMutations(osquery, SAMPLES);
