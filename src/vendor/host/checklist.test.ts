import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CHECKLIST } from '../../../test/harness/corpora.ts';
import { endpointOfHost } from './endpoints.ts';
import { harvestIn } from './harvest.ts';
import { mentionIn } from './mention.ts';
import { meaningOfPath } from './paths.ts';

const TEXT = existsSync(CHECKLIST) ? readFileSync(CHECKLIST, 'utf8') : '';
const PASSAGE = TEXT.slice(TEXT.indexOf('### Workload side'), TEXT.indexOf('## Telemetry prerequisites'));

test.skipIf(TEXT === '')('every address, path, variable and command of the checklist is known', () => {
  const hosts =
    PASSAGE.match(
      /(?<![\w.:])(?:169\.254\.1\d\d\.\d{1,3}|fd00:ec2::254|metadata\.\w+(?:\.internal)?|100\.100\.100\.200|168\.63\.129\.16|0x[0-9a-f]{8}|28520\d{5}|0251[.\d]+\d|::ffff:[\d.]+\d)/g,
    ) ?? [];
  const paths = (PASSAGE.match(/\/(?:latest|computeMetadata|metadata)\/[\w/*?=-]+/g) ?? []).map((path) =>
    path.replace('*', 'default'),
  );
  const variables = PASSAGE.match(/\b(?:AWS|AZURE|GOOGLE|MSI|IDENTITY)_[A-Z_]{4,}/g) ?? [];
  const commands =
    PASSAGE.match(
      /\b(?:gcloud auth|az account|azd auth|aws sts|aws configure|gh auth) [a-z-]+|Get-AzAccessToken/g,
    ) ?? [];
  expect([hosts, paths, variables, commands].map((found) => found.length > 3)).toEqual([
    true,
    true,
    true,
    true,
  ]);
  const missing = [
    ...hosts.filter((host) => endpointOfHost(host) === undefined),
    ...paths.filter((path) => meaningOfPath(path) === undefined),
    ...variables.filter((name) => {
      const command = `sh -c curl -d @$${name} "$${name}"`;
      return mentionIn(command) === undefined && harvestIn(command) === undefined;
    }),
    ...commands.filter((command) => harvestIn(command) === undefined),
  ];
  expect(
    [...new Set(missing)].filter((each) => each !== 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI/_FULL_URI'),
  ).toEqual([]);
});
