/**
 * Text from logs made fit to be shown: control characters visible, secrets masked, length bounded. Everything
 * that quotes a record in a message goes through here.
 */

const MASK = '***';

/** Control, format (bidirectional marks), invisible and lone surrogate characters as `\u001b`. */
export function escapeControls(text: string): string {
  if (!UNPRINTABLE.test(text)) return text;
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, (found) =>
    [...Array(found.length).keys()]
      .map((i) => `\\u${found.charCodeAt(i).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

/** Anything but plain ASCII, of which nearly all text consists. */
const UNPRINTABLE = /[^ -~]/;

/** At most `length` characters, an ellipsis in place of what is cut. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = isHighSurrogate(text.charCodeAt(length - 2)) ? length - 2 : length - 1;
  return `${text.slice(0, Math.max(0, end))}…`;
}

/** Values of fields named like secrets, and strings that look like secrets wherever they stand. */
export function maskSecrets(text: string): string {
  // Searching is dear and most text has no secret: each pattern is tried only on text with what it needs at least.
  let masked = text;
  if ((masked.includes('=') || masked.includes(':')) && SECRET_NAME.test(masked))
    masked = masked.replace(NAMED_SECRET, (_found, name: string, quote: string | undefined) =>
      quote === undefined ? `${name}${MASK}` : `${name}${quote}${MASK}${quote}`,
    );
  if (masked.includes('eyJ')) masked = masked.replace(JSON_WEB_TOKEN, MASK);
  if (!hasLongWord(masked)) return masked;
  return masked.replace(AWS_SECRET, (found) => (hasAllCases(found) ? MASK : found)).replace(LONG_TOKEN, MASK);
}

/** What a message may quote of a record. */
export function excerpt(text: string, length = 80): string {
  return clip(escapeControls(maskSecrets(text)), length);
}

/** A part of each of the names below. */
const SECRET_NAME = /secret|token|passw|private|material|assertion|authorization/i;
/** `"secretAccessKey": "…"`, `password=…`, also inside a JSON string, where quotes carry backslashes. */
const NAMED_SECRET =
  /(\b[\w-]{0,40}(?:secret_?access_?key|session_?token|security_?token|password|passwd|secret_?string|secret_?binary|client_?secret|private_?key|key_?material|saml_?assertion|web_?identity_?token|refresh_?token|access_?token|id_?token|api_?token|authorization)\\{0,8}["']?\s{0,8}[:=]\s{0,8})(?:(\\{0,8}["'])(?:[^"'\\]|\\.)*(?:\\{0,8}["'])?|[^\s,;&}\]]+)/gi;
const JSON_WEB_TOKEN = /\beyJ[\w-]{8,}(?:\.[\w-]*){0,4}/g;
const AWS_SECRET_LENGTH = 40;
const AWS_SECRET = /(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/=])/g;
/** Session tokens are some hundreds of base64 characters. */
const LONG_TOKEN = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{100,}={0,2}/g;

/** Whether there is a word of that length at all, looked for from the ends of where it could lie. */
function hasLongWord(text: string): boolean {
  for (let last = AWS_SECRET_LENGTH - 1; last < text.length; ) {
    const before = last - AWS_SECRET_LENGTH;
    let at = last;
    while (at > before && IN_WORDS[text.charCodeAt(at)] === 1) at--;
    if (at === before) return true;
    last = at + AWS_SECRET_LENGTH;
  }
  return false;
}

const IN_WORDS = new Uint8Array(128);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-')
  IN_WORDS[character.charCodeAt(0)] = 1;

/** Ids and digests of forty characters are of one case; a random base64 key never is. */
function hasAllCases(text: string): boolean {
  return /[a-z]/.test(text) && /[A-Z]/.test(text) && /[0-9+/]/.test(text);
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}
