/** `npm start`: prepares the checkout, then runs Credtrail with the arguments given, or over the bundled example. */

import { prepare, ROOT, run } from './prepare.mjs';

const EXAMPLE = [
  'scan',
  'examples/acme/AWSLogs',
  '--config',
  'examples/acme/credtrail.yaml',
  '--format',
  'table',
];

const args = process.argv.slice(2);
prepare();
process.chdir(args.length === 0 ? ROOT : standingIn());
await run('dist/lib/credtrail/main.js', args.length === 0 ? EXAMPLE : args);

/** npm changes to the package's folder; a path the user types is meant from where they stand. */
function standingIn() {
  const { npm_lifecycle_event: script, INIT_CWD: from } = process.env;
  return script === 'start' && from !== undefined ? from : process.cwd();
}
