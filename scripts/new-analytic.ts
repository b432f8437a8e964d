/**
 * `npm run new:analytic -- ANID TECHNIQUE STRATEGY`: the folder of a new analytic, which compiles and passes its tests,
 * and its line in the list. The skeleton's one detection is there to be replaced.
 */

import { type Plugin, runScaffold, usage } from './scaffold.ts';

export function newAnalytic(attack: string, technique: string, strategy: string): Plugin {
  requireForm(attack, /^AN\d{4}$/, 'an ATT&CK analytic', 'AN1470');
  requireForm(technique, /^T\d{4}(\.\d{3})?$/, 'the ATT&CK technique it detects', 'T1098.001');
  requireForm(strategy, /^DET\d{4}$/, 'the ATT&CK detection strategy it belongs to', 'DET0531');
  const id = attack.toLowerCase();
  return {
    folder: `src/analytics/${id}`,
    list: 'ANALYTICS',
    exported: id,
    files: new Map([
      ['index.ts', index(attack, technique, strategy)],
      ['take.ts', take(attack)],
      ['index.test.ts', test(id)],
      ['README.md', readme(attack, technique)],
      ['fires/example.yaml', FIRES],
      ['silent/example.yaml', SILENT],
    ]),
  };
}

function requireForm(given: string, form: RegExp, what: string, example: string): void {
  if (!form.test(given)) throw new Error(`"${given}" cannot be ${what}: it is written like ${example}`);
}

function index(attack: string, technique: string, strategy: string): string {
  return `/** ${attack}: what it looks for, in our own words. It does not judge what it cannot see in the event or its trail. */

import { defineAnalytic, type JudgeContext } from '../../contract/analytic.ts';
import type { ParameterSpec } from '../../contract/parameter.ts';
import type { Event } from '../../model/event.ts';
import type { Evidence, Judgement } from '../../model/finding.ts';
import { take } from './take.ts';

const parameters = {
  usualPaths: {
    type: 'list',
    about: 'by which paths such calls are usually made',
    default: ['console'],
  },
} as const satisfies ParameterSpec;

export const ${attack.toLowerCase()} = defineAnalytic({
  attack: '${attack}',
  technique: '${technique}',
  strategy: '${strategy}',
  title: 'What it looks for, in a few words',
  listensTo: ['credential.create'],
  parameters,
  take,
  telemetry: ['What must be logged for it to see'],
  falsePositives: ['Honest work that looks the same'],
  detections: {
    'unusual-path': {
      title: 'A credential was created outside the usual path',
      phase: 'credential',
      why: 'Why it matters, for somebody who does not know the call.',
      next: ['Ask the owner whether they did this.', 'If not, disable the credential.'],
      floor: 'medium',
    },
  },
  judge,
});

function judge(event: Event, at: JudgeContext<typeof parameters>): readonly Judgement[] {
  if (event.outcome === 'failure' || at.parameters.usualPaths.includes(event.access)) return [];
  const evidence: Evidence = {
    condition: 'unusual path',
    held: true,
    observed: event.access,
    expected: at.parameters.usualPaths.join(', '),
    bits: 10,
    events: [event.uid],
  };
  return [{ detection: 'unusual-path', evidence: [evidence] }];
}
`;
}

function take(attack: string): string {
  return `/** Our own take on ${attack}: what we think of it, not what ATT&CK says. */

import type { Take } from '../../model/take.ts';

export const take: Take = {
  executive: { priority: 'later', why: 'What is at stake, for somebody who decides.' },
  technical: 'How the misuse works and where it shows.',
  telemetry: ['Which logs decide, and what is lost without them.'],
  direction: ['What is worth judging, and what is noise.'],
  mitigations: ['What makes the misuse harder.'],
  limits: ['What it will not see, however well it is tuned.'],
  confidence: { level: 'low', why: 'What the trust in its findings rests on.' },
};
`;
}

function test(id: string): string {
  return `import { testAnalytic } from '../../../test/harness/test-analytic.ts';
import { ${id} } from './index.ts';

testAnalytic(${id}, import.meta.dirname);
`;
}

function readme(attack: string, technique: string): string {
  return `# ${attack} (${technique})

What it looks for, for somebody who has to decide whether to switch it on.

## Detections

| Detection | Fires when |
|---|---|
| \`unusual-path\` | … |

## Parameters

| Parameter | Unit | Default | |
|---|---|---|---|
| \`usualPaths\` | list | console | … |

## What it needs

Which logs, and which fields of them.

## Where it errs

Honest work that looks the same, and how to say so in \`credtrail.yaml\`; what an intruder can do to stay below it.

## Weights

Why each weight is what it is.
`;
}

const FIRES = `about: A key made with the command line
actors:
  alice: { principal: user/alice, credential: AKIAEXAMPLEALICE0001, from: office, agent: aws-cli }
events:
  - { id: key, at: 2026-03-02 09:00, actor: alice, call: iam:CreateAccessKey, action: credential.create }
fires:
  - { detection: unusual-path, level: medium, event: key }
`;

const SILENT = `about: A key made in the console, where keys are made
actors:
  alice: { principal: user/alice, credential: AKIAEXAMPLEALICE0001, from: office, agent: browser }
events:
  - { at: 2026-03-02 09:00, actor: alice, call: iam:CreateAccessKey, action: credential.create }
`;

runScaffold(
  import.meta.url,
  ([attack, technique, strategy]) => {
    if (attack === undefined || technique === undefined || strategy === undefined) {
      usage('npm run new:analytic -- ANID TECHNIQUE STRATEGY, like AN1470 T1098.001 DET0531');
    }
    return newAnalytic(attack, technique, strategy);
  },
  [
    'write the timelines first: fires/ and at least as many near misses in silent/',
    'then the detections, the parameters and judge; last the README',
    'add the ATT&CK object to src/attack/implemented.ts: credtrail attack show ANID tells ids, version and raw hash',
    'write our own take in take.ts; never copy MITRE’s text',
  ],
);
