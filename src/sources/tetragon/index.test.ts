import { testDetailsExplained } from '../../../test/harness/test-details.ts';
import { testMutations } from '../../../test/harness/test-mutations.ts';
import { testSecrets } from '../../../test/harness/test-secrets.ts';
import { testSource } from '../../../test/harness/test-source.ts';
import { tetragon } from './index.ts';

const SAMPLES = new URL('samples', import.meta.url).pathname;

testSource(tetragon, SAMPLES);
testSecrets(tetragon, SAMPLES);
testDetailsExplained(tetragon, SAMPLES);
testMutations(tetragon, SAMPLES);
