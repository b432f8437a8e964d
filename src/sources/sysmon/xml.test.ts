import { describe, expect, test } from 'vitest';
import { readEventXml } from './xml.ts';

test('elements, attributes and data are read by name', () => {
  const xml = `<Event xmlns="x"><System><Provider Name='P' Guid="{1}" /><EventID Qualifiers="0">3</EventID>
    <!-- a remark --><Computer> host </Computer><Correlation/></System>
    <EventData><Data Name="A">a &lt;b&gt; &amp;amp; &#65;&#x42;</Data><Data Name='B'/><Data>no name</Data></EventData>
    <RenderingInfo><Message>not read</Message></RenderingInfo></Event>`;
  expect(readEventXml(xml)).toMatchObject({
    system: { 'Provider.Name': 'P', 'Provider.Guid': '{1}', EventID: '3', Computer: 'host' },
    data: { A: 'a <b> &amp; AB' },
  });
  expect(Object.keys(readEventXml(xml).data)).toEqual(['A']);
});

test('names out of a prototype are names', () => {
  const { data } = readEventXml('<Event><EventData><Data Name="__proto__">x</Data></EventData></Event>');
  expect(Object.entries(data)).toEqual([['__proto__', 'x']]);
});

describe('refused:', () => {
  test.each([
    ['<!DOCTYPE x [<!ENTITY a "b">]><Event/>'],
    ['<Event><System><Computer>&a;</Computer></System></Event>'],
    ['<Event><System><Computer>a & b</Computer></System></Event>'],
    ['<Event><System><Computer>&#x110000;</Computer></System></Event>'],
    ['<Event><System></Event></System>'],
    ['<Event><System>'],
    ['<Event'],
    ['<Event><System><a b=c/></System></Event>'],
    ['<Event><System><a b="<"/></System></Event>'],
    ['<Event><![CDATA[x]]></Event>'],
    ['<Other/>'],
    [''],
    [`<Event>${'<a>'.repeat(100)}`],
    ['<Event><!-- never ends'],
  ])('%s', (xml) => {
    expect(() => readEventXml(xml)).toThrow(/XML/);
  });
});

test('a hostile event costs little', () => {
  const started = performance.now();
  for (const part of ['<', ' a="', '&', '<!--', '<Data Name="x">', ' ']) {
    expect(() => readEventXml(`<Event><EventData>${part.repeat(300_000)}`)).toThrow();
  }
  expect(performance.now() - started).toBeLessThan(1_500);
});
