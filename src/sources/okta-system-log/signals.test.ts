import { expect, test } from 'vitest';
import { readSignals } from './signals.ts';

const told = (debug: unknown) => JSON.parse(JSON.stringify(readSignals(debug)));

test.each([
  ['text in braces', '{New Device=POSITIVE, New Country=NEGATIVE, Velocity=UNKNOWN}'],
  ['a list', ['New Device=POSITIVE', 'New Country=NEGATIVE']],
  ['an object', { 'New Device': 'POSITIVE', 'New Country': 'NEGATIVE' }],
  ['JSON in text', '{"New Device":"POSITIVE","New Country":"NEGATIVE"}'],
])('behaviours are read from %s', (_name, behaviors) => {
  expect(told({ behaviors })).toEqual({ newDevice: true, newCountry: false });
});

test('risk and behaviours inside logOnlySecurityData count as well', () => {
  const logOnlySecurityData =
    '{"risk":{"level":"MEDIUM","reasons":"New Device"},"behaviors":{"New IP":"POSITIVE"}}';
  expect(told({ logOnlySecurityData })).toEqual({
    riskLevel: 'medium',
    riskReasons: 'New Device',
    newIp: true,
  });
});

test('reasons with commas of their own stay whole', () => {
  expect(told({ risk: '{reasons=Anomalous Device, Anomalous Location, level=HIGH}' })).toEqual({
    riskLevel: 'high',
    riskReasons: 'Anomalous Device, Anomalous Location',
  });
});

test.each([undefined, null, '', 7, [], { behaviors: 7, risk: [] }, { behaviors: '{{{==' }])(
  '%j says nothing and breaks nothing',
  (debug) => {
    expect(told(debug)).toEqual({});
  },
);
