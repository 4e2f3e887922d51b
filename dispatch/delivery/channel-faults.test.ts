// What is known of each direct channel by its attempts: when it worked last, and whether it fails.
import { expect, it } from 'vitest';
import { permanent, retryable } from '../channels/direct/direct-channel.ts';
import { fakeClock } from '../testing/fake-clock.ts';
import { createChannelFaults } from './channel-faults.ts';

const well = { outcome: 'delivered', detail: null } as const;

it('says when a message was delivered last, whatever fails afterwards', () => {
  const clock = fakeClock(1000);
  const faults = createChannelFaults(clock);
  expect(faults.deliveredAt('sms')).toBeNull();
  faults.note('sms', retryable('unreachable', 'x'));
  expect(faults.deliveredAt('sms')).toBeNull();
  faults.note('sms', well);
  clock.advance(500);
  faults.note('sms', permanent('gone', 'x'));
  expect(faults.deliveredAt('sms')).toBe(1000);
  faults.note('sms', well);
  expect(faults.deliveredAt('sms')).toBe(1500);
  expect(faults.deliveredAt('mail')).toBeNull();
});

it('shows a fault at the second failure, or at once when it is permanent, until a message is delivered', () => {
  const faults = createChannelFaults(fakeClock(1000));
  faults.note('sms', retryable('unreachable', 'x'));
  expect(faults.isFailing('sms')).toBe(false);
  faults.note('sms', retryable('unreachable', 'x'));
  faults.note('mail', permanent('login-refused', 'x'));
  faults.note('push', permanent('no-address', 'of one person'));
  expect(faults.problems().map(({ subject, code }) => [subject, code])).toEqual([
    ['sms', 'channel-unreachable'],
    ['mail', 'channel-login-refused'],
  ]);
  faults.note('sms', well);
  expect(faults.isFailing('sms')).toBe(false);
});
