// The decisions of the service worker: how a request is answered, and what a push shows.
import { describe, expect, test } from 'vitest';
import { pathOf, readPush } from './push-message.ts';
import { wayOf } from './way-of.ts';

const scope = 'https://city.example/fence/';
const photo = 'a'.repeat(64);

test.each([
  ['GET', 'assets/index-1234.js', 'cors', 'file'],
  ['GET', 'cases/20261122-0001', 'navigate', 'page'],
  ['GET', '', 'navigate', 'page'],
  ['GET', 'api/cases/1/picture.jpg', 'no-cors', 'picture'],
  ['GET', 'api/cases/1/picture.jpg?width=640', 'no-cors', 'picture'],
  ['GET', 'api/cases/1/incidents/i/openings/2/picture.jpg', 'no-cors', 'picture'],
  ['GET', `api/cases/1/photos/${photo}?width=320`, 'no-cors', 'picture'],
  ['GET', 'api/cases/1/clip.mp4', 'no-cors', 'pass'],
  ['GET', 'api/cases', 'cors', 'pass'],
  ['GET', 'api/log-in/provider', 'navigate', 'pass'],
  ['GET', 'metrics', 'navigate', 'pass'],
  ['GET', 'favicon.svg', 'no-cors', 'pass'],
  ['POST', 'assets/index-1234.js', 'cors', 'pass'],
])('%s %s (%s) is answered as %s', (method, path, mode, way) => {
  expect(wayOf({ method, url: `${scope}${path}`, mode }, scope)).toBe(way);
});

test('other applications of the host are ignored', () => {
  const url = 'https://city.example/other/assets/x.js';
  expect(wayOf({ method: 'GET', url, mode: 'cors' }, scope)).toBe('pass');
});

describe('a push', () => {
  const whole = {
    version: 1,
    notificationId: 'n-1',
    caseId: '20261122-0001',
    isPressing: true,
    ...{ title: '消防通道堵塞', body: '东门', url: 'https://elsewhere.example/x' },
  };
  test('opens its case below the app, never an address in the message', () => {
    const message = readPush(JSON.stringify(whole));
    expect(message).toMatchObject({
      title: '消防通道堵塞',
      isPressing: true,
      notificationId: 'n-1',
    });
    expect(pathOf(message)).toBe('cases/20261122-0001');
  });

  test.each([
    ['nothing', null],
    ['an empty text', ''],
    ['no JSON', 'hello'],
    ['a list', '[]'],
    ['null', 'null'],
    ['other types', '{"title":5,"body":{},"caseId":[],"isPressing":"yes"}'],
  ])('that is %s still shows something that can be pressed', (_, text) => {
    const message = readPush(text);
    expect(message.title).not.toBe('');
    expect(message).toMatchObject({ caseId: null, notificationId: null, isPressing: false });
    expect(pathOf(message)).toBe('');
  });

  test.each(['../account', 'x/y', 'test', ''])('about "%s" opens the list', (caseId) => {
    expect(pathOf(readPush(JSON.stringify({ ...whole, caseId })))).toBe('');
  });

  test('that is far too long is cut', () => {
    const message = readPush(JSON.stringify({ ...whole, title: 'x'.repeat(9000) }));
    expect(message.title).toHaveLength(200);
  });
});
