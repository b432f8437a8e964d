/** Command lines made fit for an event: what looks like a secret is masked, and only the start is kept. */

import { memo } from '../../lib/memo.ts';
import { excerpt } from '../../lib/text.ts';

const MOST_CHARACTERS = 512;
const MASK = '***';

/** At most 512 characters, secrets masked, control characters visible. */
export function shownCommand(command: string): string {
  if (command.length > LONGEST_REMEMBERED) return show(command);
  return SHOWN(command, () => ({ shown: show(command) })).shown;
}

/** The same commands are run again and again, and masking is dear. */
const SHOWN = memo<{ readonly shown: string }>(4_096);
const LONGEST_REMEMBERED = 1_024;

function show(command: string): string {
  // What is cut off is masked first, so that half a secret is none.
  let shown = command.slice(0, MOST_CHARACTERS * 8);
  for (const { pattern, by } of MASKS) shown = shown.replace(pattern, by);
  return excerpt(shown.trim(), MOST_CHARACTERS);
}

/** Beside what `maskSecrets` knows: how programs take secrets as arguments. Patterns hold no nested repetition. */
const MASKS: readonly { readonly pattern: RegExp; readonly by: string }[] = [
  // Credentials in headers, and the metadata service's own session token.
  {
    pattern: /(\bauthorization\s{0,4}[:=]\s{0,4}['"]?(?:[a-z]{1,20}\s{1,4})?)[^\s'"]+/gi,
    by: `$1${MASK}`,
  },
  { pattern: /(?<![\w-])((?:bearer|basic)\s{1,4})(?!-)[\w.~+/=:-]{6,}/gi, by: `$1${MASK}` },
  {
    pattern: /\b(x-[\w-]{0,40}(?:token|key|secret|header|signature)\s{0,4}[:=]\s{0,4})[^\s'",;]+/gi,
    by: `$1${MASK}`,
  },
  { pattern: /\b(cookie\s{0,4}:\s{0,4})[^'"]+/gi, by: `$1${MASK}` },
  // --password x, --token=x, -p x, /password:x
  {
    pattern:
      /((?:^|\s)(?:--?|\/)[\w-]{0,40}(?:pass|passwd|password|pwd|secret|token|api-?key|access-?key|private-?key|credential|connection-?string)s?[=:\s]\s{0,4})(?:"[^"]*"|'[^']*'|[^\s'"]+)/gi,
    by: `$1${MASK}`,
  },
  // user:password, as an option and inside a URL
  {
    pattern: /((?:^|\s)(?:-u|--user|--proxy-user)[=\s]\s{0,4}['"]?[^\s:'"]{1,200}:)[^\s'"]+/g,
    by: `$1${MASK}`,
  },
  { pattern: /(\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s/:@'"]{0,200}:)[^\s/@'"]+@/gi, by: `$1${MASK}@` },
  // mysql -pSECRET
  { pattern: /(\b(?:mysql\w{0,10}|mariadb\w{0,10}|sshpass)\b[^|;]{0,200}?\s-p)[^\s'"]+/gi, by: `$1${MASK}` },
  // Signatures and tokens in query strings
  {
    pattern:
      /([?&](?:sig|signature|x-amz-signature|x-amz-security-token|x-amz-credential|code|key|token|access_token|client_secret|secret|sas)=)[^&\s'"]+/gi,
    by: `$1${MASK}`,
  },
];
