/**
 * Finds in a command line or URL that it asks a metadata service: by address in any spelling, by host name, by the
 * path that only such services have, or by the environment variable that holds their address.
 */

import { type Cloud, type Endpoint, endpointOfHost } from './endpoints.ts';
import { isCredentialPath, meaningOfPath } from './paths.ts';
import { programOf, wordsOf } from './words.ts';

export interface Mention {
  /** Undefined where only a path or a variable is named. */
  readonly address: string | undefined;
  readonly port: number | undefined;
  readonly path: string | undefined;
  readonly variable: string | undefined;
  readonly encoded: boolean;
  readonly provider: Cloud | undefined;
  readonly readsCredentials: boolean | undefined;
}

/** A metadata service asked by this command, or undefined. */
export function mentionIn(command: string): Mention | undefined {
  if (!MAY_MENTION.test(command)) return undefined;
  const words = wordsOf(command);
  const [first = ''] = words;
  if (ONLY_TALKS.has(programOf(first))) return undefined;
  const asks = words.some((word) => ASKS.has(programOf(word)));
  let best: Mention | undefined;
  for (const [at, word] of words.entries()) {
    const found = mentionOf(word, words[at + 1], asks);
    if (found !== undefined && (best === undefined || rank(found) > rank(best))) best = found;
  }
  if (best?.readsCredentials !== undefined || !(asks || best !== undefined)) return best;
  const named = variableIn(command);
  if (best === undefined || named === undefined) return best ?? named;
  return { ...best, variable: named.variable, provider: named.provider, readsCredentials: true };
}

/** Whether a URL or HTTP host leads to a metadata service. */
export function mentionInUrl(url: string): Mention | undefined {
  return MAY_MENTION.test(url) ? mentionOf(url, undefined, true) : undefined;
}

/**
 * Passed by every command that may matter; all others cost one look. Numbers stand for the address in decimal, octal
 * and hexadecimal, whole or octet by octet; `fea9` for IPv6.
 */
const MAY_MENTION =
  /169\.254|metadata|2852039166|25[12]\.0*376|0xa9|a9fe|fd00:0*ec2|fd20:0*ce|100\.100\.100|168\.63|16[89]\.\d{7,8}|security-credentials|%2e|%3[0-9]|msi|identity_|credentials_|0x64|0xa8|nip\.io|sslip|169-254|1684300900|2822734096|\/v[1-4]\/credentials|\/opc\//i;

/** Programs that talk of addresses or test them without asking for a path. */
const ONLY_TALKS: ReadonlySet<string> = new Set(
  `grep egrep fgrep rg ag sed awk cut echo printf cat less more head tail vi vim nano emacs ip route ifconfig arp
  iptables ip6tables iptables-restore nft ufw firewall-cmd ipset ping ping6 traceroute tracepath mtr dig host nslookup
  drill getent ntpdate chronyc chronyd ntpq ntpd tcpdump tshark ss netstat conntrack auditctl sysctl`.split(
    /\s+/,
  ),
);

/** Programs that can ask, when the address stands alone: clients, and interpreters given a line of code. */
const ASKS: ReadonlySet<string> = new Set(
  `curl wget http https httpie fetch lwp-request aria2c nc ncat netcat telnet socat openssl busybox python python2
  python3 perl ruby node nodejs php java pwsh powershell invoke-webrequest invoke-restmethod iwr irm certutil
  bitsadmin xh lynx links w3m axel`.split(/\s+/),
);

function mentionOf(word: string, next: string | undefined, asks: boolean): Mention | undefined {
  const text = word.replace(/^[\w.+-]{0,40}=(?=\D|\d)/, '');
  const device = /^\/dev\/(?:tcp|udp)\/([^/]{1,253})\/(\d{1,5})$/.exec(text);
  if (device !== null) return ofHost(device[1] ?? '', Number(device[2]), undefined);
  const { scheme, host, port, path } = locate(text);
  const bare = scheme === undefined && port === undefined && path === undefined;
  const beside = bare && next !== undefined && /^\d{1,5}$/.test(next) ? Number(next) : port;
  const found = bare && !asks ? undefined : ofHost(host, beside, path);
  if (found !== undefined) return found;
  const asked =
    scheme === undefined && !asks ? undefined : (path ?? (host.startsWith('$') ? host : undefined));
  return asked !== undefined && isCredentialPath(asked) ? mention(undefined, port, asked, false) : undefined;
}

function ofHost(host: string, port: number | undefined, path: string | undefined): Mention | undefined {
  const spelling = endpointOfHost(host);
  if (spelling === undefined) return undefined;
  const { endpoint, encoded } = spelling;
  if (port !== undefined && !endpoint.ports.includes(port)) return undefined;
  return mention(endpoint, port, path, encoded);
}

function mention(
  endpoint: Endpoint | undefined,
  port: number | undefined,
  path: string | undefined,
  encoded: boolean,
): Mention {
  const meaning = path === undefined ? undefined : meaningOfPath(path);
  return {
    address: endpoint?.address,
    port,
    path: path?.startsWith('/') === true && path.length > 1 ? path : undefined,
    variable: undefined,
    encoded,
    provider: endpoint?.provider ?? meaning?.provider,
    readsCredentials: meaning?.readsCredentials,
  };
}

/** A command that asks twice is told by what it takes. */
function rank({ readsCredentials, path, address }: Mention): number {
  return (readsCredentials === true ? 4 : 0) + (path === undefined ? 0 : 2) + (address === undefined ? 0 : 1);
}

interface Located {
  readonly scheme: string | undefined;
  readonly host: string;
  readonly port: number | undefined;
  readonly path: string | undefined;
}

/** Lenient where clients are: no scheme, a user before the host, a variable right after it. */
function locate(text: string): Located {
  const scheme = /^([a-z][a-z0-9+.-]{0,20}):\/\//i.exec(text)?.[1];
  const rest = scheme === undefined ? text : text.slice(scheme.length + 3);
  const end = /[/?#$]/.exec(rest.slice(1))?.index ?? -1;
  const authority = end < 0 ? rest : rest.slice(0, end + 1);
  const path = end < 0 ? undefined : rest.slice(end + 1);
  const server = authority.slice(authority.lastIndexOf('@') + 1);
  const port = /^(?:\[[^\]]{1,60}\]|[^:]{1,253}):(\d{1,5})$/.exec(server)?.[1];
  const host = port === undefined ? server : server.slice(0, -port.length - 1);
  return { scheme, host, port: port === undefined ? undefined : Number(port), path };
}

const VARIABLES: readonly { readonly name: string; readonly address?: string; readonly provider: Cloud }[] = [
  { name: 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI', address: '169.254.170.2', provider: 'aws' },
  { name: 'AWS_CONTAINER_CREDENTIALS_FULL_URI', provider: 'aws' },
  { name: 'IDENTITY_ENDPOINT', provider: 'azure' },
  { name: 'MSI_ENDPOINT', provider: 'azure' },
  { name: 'IDENTITY_HEADER', provider: 'azure' },
  { name: 'MSI_SECRET', provider: 'azure' },
];

/** The shell has not filled them in yet: a script handed over whole. */
function variableIn(command: string): Mention | undefined {
  const found = VARIABLES.find(({ name }) => command.includes(name));
  if (found === undefined) return undefined;
  return {
    address: found.address,
    port: undefined,
    path: undefined,
    variable: found.name,
    encoded: false,
    provider: found.provider,
    readsCredentials: true,
  };
}
