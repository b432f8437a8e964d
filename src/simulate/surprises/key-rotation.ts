/**
 * Terraform rotates the access key of an exporter: creates one for somebody else by program, the exporter uses it
 * minutes later from its usual place, and the old key is switched off and deleted.
 */

import { AGENTS } from '../aws/agents.ts';
import { createAccessKey } from '../aws/calls.ts';
import { accessKeyId, userWithKey } from '../aws/identity.ts';
import { call } from '../aws/requests.ts';
import { sessionFrom } from '../aws/sessions.ts';
import { writeCall } from '../aws/write.ts';
import { terraformRun } from '../behaviours/automation.ts';
import { addressIn } from '../networks.ts';
import type { Organisation } from '../organisation.ts';
import { HOME_REGION, topicOf } from '../organisation.ts';
import { burst, HOUR, MINUTE } from '../rhythm.ts';
import type { Stage, Surprise } from '../stage.ts';
import { dayFor } from './calendar.ts';

const USUAL_DAY = 2;

export const keyRotation: Surprise = {
  id: 'key-rotation',
  change: (organisation, random) => {
    const day = dayFor(organisation, 'key-rotation', USUAL_DAY);
    const { exporter } = organisation.users;
    const fresh = {
      user: exporter,
      id: accessKeyId('AKIA', random),
      fromDay: day + 1,
      toDay: Number.POSITIVE_INFINITY,
    };
    const old = organisation.keys.map((key) => (key.user.id === exporter.id ? { ...key, toDay: day } : key));
    return { ...organisation, keys: [...old, fresh] };
  },
  happen: (stage) => {
    if (stage.day.index === dayFor(stage.organisation, 'key-rotation', USUAL_DAY)) rotate(stage);
  },
};

function rotate(stage: Stage): void {
  const { organisation, random } = stage;
  const [old, fresh] = keysOfExporter(organisation);
  if (old === undefined || fresh === undefined) return;
  const at = stage.day.start + 10 * HOUR + 4 * MINUTE;
  const terraform = terraformRun(stage, at, random);
  const user = organisation.users.exporter;
  const created = at + 5 * MINUTE;
  writeCall(stage, random, created, terraform, createAccessKey(user, fresh, created));
  const exporter = sessionFrom(
    userWithKey(user, fresh),
    addressIn(stage.organisation.networks.natProd, 3),
    AGENTS.python,
  );
  const place = { account: user.account, region: HOME_REGION };
  for (const time of burst(created + 3 * MINUTE, 6, 20 * MINUTE, random)) {
    const operation = random.pick(['monitoring:GetMetricData', 'ec2:DescribeInstances']);
    writeCall(stage, random, time, exporter, call(operation, random, place, topicOf('orders-web')));
  }
  const named = { userName: user.name, accessKeyId: old };
  const region = 'us-east-1';
  writeCall(stage, random, created + 20 * MINUTE, terraform, {
    operation: 'iam:UpdateAccessKey',
    region,
    request: { ...named, status: 'Inactive' },
  });
  writeCall(stage, random, created + 22 * MINUTE, terraform, {
    operation: 'iam:DeleteAccessKey',
    region,
    request: named,
  });
}

function keysOfExporter(organisation: Organisation): readonly (string | undefined)[] {
  return organisation.keys
    .filter((key) => key.user.id === organisation.users.exporter.id)
    .map((key) => key.id);
}
