import { expect, it } from 'vitest';
import { addressOf } from './camera-address.ts';

const plain = 'rtsp://10.0.0.7:554/live';
const known = 'rtsp://watch:p%40ss@10.0.0.7:554/live';
const parameter = 'rtsp://10.0.0.7/user=admin&password=geheim&channel=1';

it.each([
  ['without a log-in', plain, null, null, { shown: plain, secret: null }],
  ['with one', plain, { user: 'watch', password: 'p@ss' }, null, { shown: plain, secret: known }],
  ['with one in the address', known, null, null, { shown: plain, secret: known }],
  ['that keeps it', plain, 'keep', known, { shown: plain, secret: known }],
  [
    'that keeps it at another path of the host',
    'rtsp://10.0.0.7:554/sub',
    'keep',
    known,
    { shown: 'rtsp://10.0.0.7:554/sub', secret: 'rtsp://watch:p%40ss@10.0.0.7:554/sub' },
  ],
  ['that keeps none', plain, 'keep', null, { shown: plain, secret: null }],
  [
    'with a password among its parameters',
    parameter,
    null,
    null,
    { shown: parameter.replace('geheim', '***'), secret: parameter },
  ],
  [
    'that keeps such a password',
    parameter.replace('geheim', '***'),
    'keep',
    parameter,
    { shown: parameter.replace('geheim', '***'), secret: parameter },
  ],
] as const)('takes an address %s', (_, source, logIn, before, expected) => {
  expect(addressOf(source, logIn, before)).toEqual(expected);
});

it.each([
  ['another host', 'rtsp://10.0.0.8:554/live', known],
  ['another port', 'rtsp://10.0.0.7:8554/live', known],
  ['another path with a masked password', 'rtsp://10.0.0.7/password=***&channel=2', parameter],
])('keeps no log-in for %s', (_, source, before) => {
  expect(addressOf(source, 'keep', before)).toBeNull();
});
