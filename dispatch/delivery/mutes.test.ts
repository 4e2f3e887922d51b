// What a mute holds back, and what it does not.
import { describe, expect, it } from 'vitest';
import { anAddressee, aNotification } from '../channels/direct/testing/a-message.ts';
import { isMuted } from './mutes.ts';

const message = { addressee: anAddressee, notification: aNotification };
const group = { ...anAddressee, key: 'unit li', kind: 'group' as const };

describe('isMuted', () => {
  it('holds back nothing without a mute', () => {
    expect(isMuted(message, [])).toBe(false);
  });

  it.each([
    ['person', 'li', true],
    ['person', 'wu', false],
    ['camera', 'exit-3', true],
    ['camera', 'exit-3-floor', false],
    ['fence', 'exit-3-floor', true],
    ['fence', 'li', false],
  ] as const)('of the %s %s is %s', (of, id, is) => {
    expect(isMuted(message, [{ of, id }])).toBe(is);
  });

  it('for a person does not hold back the group of a unit of the same name', () => {
    expect(isMuted({ ...message, addressee: group }, [{ of: 'person', id: 'li' }])).toBe(false);
  });
});
