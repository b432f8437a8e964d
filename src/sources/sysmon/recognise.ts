/** Tells Sysmon's events, in XML or JSON, from other events of Windows and from other lines of syslog. */

import type { Head, Recognition } from '../../contract/source.ts';
import { isSysmon, ofJson } from './shapes.ts';

const XML =
  /<Event(?:\s[^>]{0,300})?>\s*<System>\s*<Provider\s[^>]{0,200}\bName=["'](?:Microsoft-Windows|Linux)-Sysmon["']/;

export function recognise({ text, samples }: Head): Recognition | undefined {
  if (samples.some(isSysmonJson)) return { wrapping: 'json' };
  return !/^\s*[{["]/.test(text) && XML.test(text) ? 'lines' : undefined;
}

function isSysmonJson(sample: unknown): boolean {
  const event = ofJson(sample);
  return event !== undefined && isSysmon(event);
}
