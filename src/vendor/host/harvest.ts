/**
 * Commands that hand the credentials of a cloud to whoever runs them: command-line tools asked for a token, and files
 * that hold one named on a command line. What the command printed is not known.
 */

import type { Cloud } from './endpoints.ts';
import { LONGEST_COMMAND, programOf, wordsOf } from './words.ts';

export interface Harvest {
  /** The tool asked, or `file`. */
  readonly application: string;
  readonly secretType: string;
  readonly provider: Cloud | undefined;
  /** The words of the command that matter, or the file's name. */
  readonly asked: string;
}

/** A credential taken by this command, or undefined. */
export function harvestIn(command: string): Harvest | undefined {
  if (!MAY_HARVEST.test(command)) return undefined;
  const words = wordsOf(command).map((word) => word.toLowerCase());
  for (const [at, word] of words.entries()) {
    const found = COMMANDS.get(programOf(word))?.find(({ next }) => follow(words, at + 1, next));
    if (found !== undefined) return found.harvest;
  }
  return fileIn(command.slice(0, LONGEST_COMMAND));
}

interface Row {
  /** Words that must come after the tool's name in this order, whatever stands between. */
  readonly next: readonly string[];
  readonly harvest: Harvest;
}

function row(tool: string, then: string, secretType: string, provider?: Cloud): readonly [string, Row] {
  const asked = then === '' ? tool : `${tool} ${then}`;
  return [
    tool,
    { next: then.split(' ').filter(Boolean), harvest: { application: tool, secretType, provider, asked } },
  ];
}

const COMMANDS = grouped([
  row('gcloud', 'auth print-access-token', 'api-token', 'gcp'),
  row('gcloud', 'auth print-identity-token', 'api-token', 'gcp'),
  row('gcloud', 'auth application-default print-access-token', 'api-token', 'gcp'),
  row('gcloud', 'config config-helper', 'api-token', 'gcp'),
  row('az', 'account get-access-token', 'api-token', 'azure'),
  row('az', 'acr login --expose-token', 'api-token', 'azure'),
  row('azd', 'auth token', 'api-token', 'azure'),
  row('get-azaccesstoken', '', 'api-token', 'azure'),
  row('aws', 'configure export-credentials', 'key', 'aws'),
  row('aws', 'configure get aws_secret_access_key', 'key', 'aws'),
  row('aws', 'configure get aws_session_token', 'key', 'aws'),
  row('aws', 'sts get-session-token', 'key', 'aws'),
  row('aws', 'sts get-federation-token', 'key', 'aws'),
  row('aws', 'sts assume-role', 'key', 'aws'),
  row('aws', 'sts assume-role-with-web-identity', 'key', 'aws'),
  row('aws', 'sts assume-role-with-saml', 'key', 'aws'),
  row('aws', 'sso get-role-credentials', 'key', 'aws'),
  row('aws', 'eks get-token', 'api-token', 'aws'),
  row('aws', 'ecr get-login-password', 'password', 'aws'),
  row('aws', 'codeartifact get-authorization-token', 'api-token', 'aws'),
  row('gh', 'auth token', 'api-token'),
  row('kubectl', 'create token', 'api-token'),
  row('oc', 'whoami --show-token', 'api-token'),
  row('oc', 'whoami -t', 'api-token'),
  row('heroku', 'auth:token', 'api-token'),
  row('doctl', 'auth token', 'api-token'),
  row('flyctl', 'auth token', 'api-token'),
  row('databricks', 'auth token', 'api-token'),
]);

const FILES: readonly { readonly mark: string; readonly secretType: string; readonly provider?: Cloud }[] = [
  { mark: 'AWS_WEB_IDENTITY_TOKEN_FILE', secretType: 'federated-credential', provider: 'aws' },
  { mark: 'AZURE_FEDERATED_TOKEN_FILE', secretType: 'federated-credential', provider: 'azure' },
  { mark: 'GOOGLE_APPLICATION_CREDENTIALS', secretType: 'key', provider: 'gcp' },
  {
    mark: '/secrets/eks.amazonaws.com/serviceaccount/token',
    secretType: 'federated-credential',
    provider: 'aws',
  },
  {
    mark: '/secrets/pods.eks.amazonaws.com/serviceaccount/',
    secretType: 'federated-credential',
    provider: 'aws',
  },
  {
    mark: '/secrets/azure/tokens/azure-identity-token',
    secretType: 'federated-credential',
    provider: 'azure',
  },
  { mark: '/secrets/kubernetes.io/serviceaccount/token', secretType: 'federated-credential' },
  { mark: '.aws/credentials', secretType: 'key', provider: 'aws' },
  { mark: '.aws/sso/cache', secretType: 'api-token', provider: 'aws' },
  { mark: 'application_default_credentials.json', secretType: 'key', provider: 'gcp' },
  { mark: 'gcloud/credentials.db', secretType: 'key', provider: 'gcp' },
  { mark: 'gcloud/access_tokens.db', secretType: 'api-token', provider: 'gcp' },
  { mark: '.azure/msal_token_cache', secretType: 'api-token', provider: 'azure' },
  { mark: '.azure/accessTokens.json', secretType: 'api-token', provider: 'azure' },
];

/** Programs for which a file named is a file read. An SDK finds these files without anybody naming them. */
const READS_FILES: ReadonlySet<string> = new Set(
  'cat less more head tail strings base64 xxd od cp scp rsync tar zip curl wget nc ncat grep egrep awk sed dd type gc get-content'.split(
    ' ',
  ),
);

const MAY_HARVEST =
  /token|credential|assume-role|login-password|config-helper|whoami|secret_access_key|_FILE|\.aws|\.azure|gcloud/i;

function fileIn(command: string): Harvest | undefined {
  const named = FILES.find(({ mark }) => command.includes(mark));
  if (named === undefined || !wordsOf(command).some((word) => READS_FILES.has(programOf(word))))
    return undefined;
  const { mark, secretType, provider } = named;
  return { application: 'file', secretType, provider, asked: mark };
}

function follow(words: readonly string[], from: number, then: readonly string[]): boolean {
  let at = from;
  for (const word of then) {
    at = words.indexOf(word, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function grouped(rows: readonly (readonly [string, Row])[]): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const [tool, each] of rows) groups.set(tool, [...(groups.get(tool) ?? []), each]);
  return groups;
}
