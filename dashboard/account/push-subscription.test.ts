// A browser's push subscription in dispatch's form.
import { describe, expect, test } from 'vitest';
import { deviceName, keyBytes, subscriptionOf } from './push-subscription.ts';

const bytes = (count: number) => Buffer.alloc(count, 7).toString('base64url');
const json = {
  endpoint: 'https://push.example.org/x',
  expirationTime: null,
  keys: { p256dh: bytes(65), auth: bytes(16) },
};

describe('a subscription', () => {
  test('is sent with the name of its device', () => {
    expect(subscriptionOf(json, 'Android · Chrome')).toEqual({
      ...json,
      device: 'Android · Chrome',
    });
  });

  test('expires at a whole millisecond', () => {
    expect(subscriptionOf({ ...json, expirationTime: 5.5 }, 'x')?.expirationTime).toBe(6);
  });

  test.each([
    ['no address', { ...json, endpoint: '' }],
    ['no keys', { endpoint: json.endpoint }],
    ['keys of another length', { ...json, keys: { ...json.keys, auth: bytes(5) } }],
    ['nothing', {}],
  ])('with %s is none', (_, given) => {
    expect(subscriptionOf(given, 'x')).toBeNull();
  });
});

test('the key of dispatch is read as bytes', () => {
  const key = Buffer.from([4, 251, 255, 190, 0]);
  expect([...keyBytes(key.toString('base64url'))]).toEqual([...key]);
  expect([...keyBytes('')]).toEqual([]);
});

test.each([
  [
    'Mozilla/5.0 (Linux; Android 15; Pixel) AppleWebKit Chrome/140 Mobile Safari',
    'Android · Chrome',
  ],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) AppleWebKit Version/18 Safari', 'iPhone · Safari'],
  ['', 'Device'],
])('a device is called by system and browser: %s', (agent, name) => {
  expect(deviceName(agent)).toBe(name);
});
