import { testDetailsExplained } from '../../../test/harness/test-details.ts';
import { testSecrets } from '../../../test/harness/test-secrets.ts';
import { testSource } from '../../../test/harness/test-source.ts';
import { auditd } from './index.ts';

const SAMPLES = new URL('samples', import.meta.url).pathname;

testSource(auditd, SAMPLES);
testSecrets(auditd, SAMPLES);
testDetailsExplained(auditd, SAMPLES);
