// How each kind of channel reaches a person, and what is missing.
import { describe, expect, test } from 'vitest';
import type { PeopleSetup } from '../../contracts/index.ts';
import { isReached, reachOf } from './reach.ts';

const channel = (id: string, type: PeopleSetup['channels'][number]['type']) => ({
  ...{ id, type, where: `at ${id}`, problem: null, deliveredAt: null },
});
const channels = [
  channel('mail', 'email'),
  channel('sms', 'sms'),
  channel('push', 'web-push'),
  channel('hook', 'webhook'),
  channel('wecom', 'wecom'),
  channel('ding', 'dingtalk'),
  channel('fei', 'feishu'),
];
const nobody = { devices: 0 };

describe('a channel', () => {
  test.each([
    ['mail', nobody, null, 'email'],
    ['mail', { ...nobody, email: '' }, null, 'email'],
    ['mail', { ...nobody, email: 'a@b.cn' }, 'a@b.cn', null],
    ['sms', nobody, null, 'phone'],
    ['sms', { ...nobody, phone: '138' }, '138', null],
    ['push', nobody, null, 'user'],
    ['push', { ...nobody, user: '' }, null, 'user'],
    ['push', { ...nobody, user: 'li' }, null, 'device'],
    ['push', { user: 'li', devices: 2 }, '2', null],
    ['hook', nobody, 'at hook', null],
    ['wecom', nobody, 'at wecom', null],
    ['ding', nobody, 'at ding', null],
    ['fei', nobody, 'at fei', null],
    ['mqtt', nobody, null, null],
    ['gone', { ...nobody, email: 'a@b.cn' }, null, 'channel'],
  ])('%s of %j goes to %j and lacks %j', (id, person, address, lacks) => {
    expect(reachOf(id, person, channels)).toMatchObject({ channel: id, address, lacks });
  });
});

test('one channel that works is enough; none is not', () => {
  const broken = reachOf('sms', nobody, channels);
  const works = reachOf('mqtt', nobody, channels);
  expect([[], [broken], [broken, works]].map(isReached)).toEqual([false, false, true]);
});
