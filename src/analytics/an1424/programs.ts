/** Which programs belong at a metadata service, and which look like somebody's hands, by name and path. */

import { matchesAny } from '../../lib/wildcard.ts';
import type { Event } from '../../model/event.ts';

const SHELLS_AND_TOOLS = new Set(
  'sh bash dash ash zsh ksh fish busybox curl wget http https httpie aria2c nc ncat netcat socat telnet openssl powershell pwsh cmd certutil bitsadmin'.split(
    ' ',
  ),
);
/** Programs run in these, too; they say something only where they are new. */
const INTERPRETER = /^(?:python|perl|ruby|php|lua|node|nodejs|deno|bun)[\d.]*$/;
const WEB_SERVER =
  /^(?:nginx|apache2?|httpd|lighttpd|caddy|php-fpm|php-cgi|tomcat|catalina|java|gunicorn|uwsgi|uvicorn|puma|unicorn|w3wp|iisexpress)[\d.]*$/;
const WRITABLE =
  /^(?:\/tmp\/|\/var\/tmp\/|\/dev\/shm\/|\/var\/www\/|\/run\/user\/|\/proc\/self\/fd\/|memfd:|[a-z]:\/(?:temp|tmp|users\/public|windows\/temp|inetpub\/wwwroot|programdata)\/)/i;

export interface Program {
  /** Path where the log has one, else the name the process gives itself. */
  readonly path: string;
  /** File name in lower case, without `.exe`. */
  readonly name: string;
  readonly parent: string;
}

const LONGEST = 200;

/** Undefined: the log does not say which process it was. */
export function programOf({ details }: Event): Program | undefined {
  const path = text(details['process']) || text(details['processName']);
  if (path === '') return undefined;
  const parent = text(details['parent']) || text(details['parentName']);
  return { path: path.slice(0, LONGEST), name: fileName(path), parent: fileName(parent) };
}

export function isShellOrTool({ name }: Program): boolean {
  return SHELLS_AND_TOOLS.has(name);
}

export function isInterpreter({ name }: Program): boolean {
  return INTERPRETER.test(name);
}

/** A shell, tool or interpreter below a web server: a request made it run. */
export function isChildOfWebServer(program: Program): boolean {
  return WEB_SERVER.test(program.parent) && (isShellOrTool(program) || isInterpreter(program));
}

export function isInWritablePlace({ path }: Program): boolean {
  return WRITABLE.test(path.replaceAll('\\', '/'));
}

/** Named as one that may ask, and not from where anybody could have put it under that name. */
export function isExpectedProgram(program: Program, expected: readonly string[]): boolean {
  if (isInWritablePlace(program)) return false;
  return matchesAny(expected, program.name) || matchesAny(expected, program.path);
}

function fileName(path: string): string {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase();
  return name.endsWith('.exe') ? name.slice(0, -4) : name;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
