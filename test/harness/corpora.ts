/** Where published captures lie on this machine. They are not part of the repository, so tests over them skip, loudly. */

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const SHARED = process.env['CREDTRAIL_SHARED'] ?? resolve('../shared');

/** The checklist of operations per provider and analytic, where it is there. */
export const CHECKLIST = join(SHARED, 'reference/operations.md');

/** The folder of captures, with a slash at its end. */
export const CORPORA = join(SHARED, 'corpora/');

/** The folder of published ATT&CK releases, with a slash at its end. */
export const ATTACK_RELEASES = join(SHARED, 'attack/');

/** Whether published ATT&CK releases are there; says so on standard error when they are not. */
export function attackReleasesPresent(): boolean {
  const present = existsSync(ATTACK_RELEASES);
  if (!present)
    process.stderr.write(
      'SKIPPED: no ATT&CK releases; name the folder that holds attack/ with CREDTRAIL_SHARED to test on them\n',
    );
  return present;
}

/** Whether the captures are there; says so on standard error when they are not. */
export function corporaPresent(): boolean {
  const present = existsSync(CORPORA);
  if (!present)
    process.stderr.write(
      'SKIPPED: no captures; name the folder that holds corpora/ with CREDTRAIL_SHARED to test on them\n',
    );
  return present;
}
