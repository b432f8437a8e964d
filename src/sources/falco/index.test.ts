import { testDetailsExplained } from '../../../test/harness/test-details.ts';
import { testMutations } from '../../../test/harness/test-mutations.ts';
import { testSecrets } from '../../../test/harness/test-secrets.ts';
import { testSource } from '../../../test/harness/test-source.ts';
import { falco } from './index.ts';

const SAMPLES = new URL('samples', import.meta.url).pathname;

testSource(falco, SAMPLES);
testSecrets(falco, SAMPLES);
testDetailsExplained(falco, SAMPLES);
testMutations(falco, SAMPLES);
