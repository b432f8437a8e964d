/**
 * A read of the metadata service, as a host's own log tells it: the process that asked, judged by what it is and by
 * which processes ask on this host and its peers. What was read is seldom logged; who read is.
 */

import { fact } from '../../contract/evidence.ts';
import { summarise } from '../../contract/summary.ts';
import { THRESHOLDS } from '../../contract/thresholds.ts';
import type { Event } from '../../model/event.ts';
import type { Evidence, Judgement } from '../../model/finding.ts';
import { type Familiarity, familiarity } from './habits.ts';
import { joinOfRead, rememberRead } from './join.ts';
import type { Context } from './parameters.ts';
import {
  isChildOfWebServer,
  isExpectedProgram,
  isInterpreter,
  isInWritablePlace,
  isShellOrTool,
  type Program,
  programOf,
} from './programs.ts';

export function judgeRead(event: Event, at: Context): Judgement[] {
  const program = programOf(event);
  if (program === undefined) return [];
  const known = familiarity(event, program, at);
  const disguised = isInWritablePlace(program) || event.details['encoded'] === true;
  if (isExpectedProgram(program, at.parameters.expectedProcesses) && !disguised) return [];
  if (known.habit || (asksSomethingElse(event) && !disguised && !isChildOfWebServer(program))) return [];
  const evidence = [...strangeness(event, program, known), ...manner(event, program)];
  const bits = evidence.reduce((sum, each) => sum + each.bits, 0);
  if (bits < THRESHOLDS.oddRead.bits) return [];
  if (event.outcome === 'success') rememberRead(event, program, bits, at);
  const summary = summarise(event, `let ${program.path}${childOf(program)} ask the metadata service`);
  return [
    {
      detection: 'foreign-metadata-read',
      evidence,
      foldBy: `${event.principal.uid}|${program.path}`,
      summary,
      joins: [joinOfRead(event.uid)],
    },
  ];
}

/** The log names the path, and it holds no credentials: a region, a host name. */
function asksSomethingElse({ details }: Event): boolean {
  return typeof details['path'] === 'string' && details['readsCredentials'] !== true;
}

function strangeness(event: Event, program: Program, { foreign, usual }: Familiarity): Evidence[] {
  const usually = usual.length === 0 ? 'the programs of the workload' : usual.join(', ');
  return [
    ...(foreign
      ? [fact(event, 'foreign-process', 'process new on this host and its peers', program.path, usually)]
      : []),
    ...(isShellOrTool(program)
      ? [fact(event, 'shell-read', 'asked by a shell or tool', program.name, usually)]
      : []),
    ...(foreign && isInterpreter(program)
      ? [fact(event, 'interpreter-read', 'asked by an interpreter', program.name, usually)]
      : []),
  ];
}

function manner(event: Event, program: Program): Evidence[] {
  const { details } = event;
  const found: Evidence[] = [];
  if (isChildOfWebServer(program)) {
    const observed = `${program.name} started by ${program.parent}`;
    found.push(fact(event, 'web-child', 'started by a web server', observed, 'web servers start no tools'));
  }
  if (isInWritablePlace(program)) {
    found.push(
      fact(
        event,
        'writable-path',
        'program in a place anybody may write to',
        program.path,
        'installed programs',
      ),
    );
  }
  if (details['encoded'] === true) {
    found.push(
      fact(
        event,
        'hidden-address',
        'address in disguise',
        String(details['address'] ?? ''),
        'the address as it is',
      ),
    );
  }
  // That it asked for the credential says something of strangers only: SDKs ask for nothing else.
  if (details['readsCredentials'] === true && (found.length > 0 || isShellOrTool(program))) {
    found.push(
      fact(
        event,
        'credential-path',
        'asked for the credential',
        String(details['path'] ?? details['variable'] ?? ''),
        'SDKs ask for it, within the program',
      ),
    );
  }
  return found;
}

function childOf({ parent }: Program): string {
  return parent === '' ? '' : ` (started by ${parent})`;
}
