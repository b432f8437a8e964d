/** What MITRE asks to stand beside every copy of ATT&CK text, said once for all outputs. */

export const TERMS = 'https://attack.mitre.org/resources/legal-and-branding/terms-of-use/';

const PERMISSION = 'This work is reproduced and distributed with the permission of The MITRE Corporation.';

/** Beside the objects in a library. */
export const LICENCE: readonly string[] = [
  'The objects in this folder are MITRE ATT&CK®, © The MITRE Corporation, unchanged.',
  PERMISSION,
  `Their licence, which every further copy must carry: ${TERMS}`,
  'ATT&CK® is a registered trademark of The MITRE Corporation. Credtrail is neither made nor endorsed by it.',
];

/** Below every page that shows ATT&CK text; `copyright` is the release's own designation. */
export function licenceNote(copyright: string): string {
  const designation = copyright === '' ? '© The MITRE Corporation.' : copyright;
  return `ATT&CK® text: ${designation} ${PERMISSION} Terms: ${TERMS}`;
}
