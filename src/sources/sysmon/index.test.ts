import { testDetailsExplained } from '../../../test/harness/test-details.ts';
import { testMutations } from '../../../test/harness/test-mutations.ts';
import { testSecrets } from '../../../test/harness/test-secrets.ts';
import { testSource } from '../../../test/harness/test-source.ts';
import { sysmon } from './index.ts';

const SAMPLES = new URL('samples', import.meta.url).pathname;

testSource(sysmon, SAMPLES);
testSecrets(sysmon, SAMPLES);
testDetailsExplained(sysmon, SAMPLES);
testMutations(sysmon, SAMPLES);
