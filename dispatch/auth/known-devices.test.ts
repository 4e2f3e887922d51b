// Marks of devices on which a user has logged in before.
import { describe, expect, it } from 'vitest';
import { createKnownDevices, makeDeviceSecret, mostMarks } from './known-devices.ts';

const devices = createKnownDevices('secret');

describe('a known device', () => {
  it('is recognised for the user who logged in on it, and for nobody else', () => {
    const marks = devices.after(undefined, 'li');
    expect(devices.find(marks, 'li')).toMatch(/^[\w-]{22}$/);
    for (const other of ['wu', 'l', 'li ', 'Li', '']) expect(devices.find(marks, other)).toBeNull();
  });

  it('is another one for each log-in on a new device', () => {
    const [one, other] = [devices.after(undefined, 'li'), devices.after(undefined, 'li')];
    expect(devices.find(one, 'li')).not.toBe(devices.find(other, 'li'));
  });

  it('is known to every dispatch with the same secret, and to no other', () => {
    const marks = devices.after(undefined, 'li');
    expect(createKnownDevices('secret').find(marks, 'li')).toBe(devices.find(marks, 'li'));
    expect(createKnownDevices(makeDeviceSecret()).find(marks, 'li')).toBeNull();
  });

  it('is shared by the users of a control room; a new mark replaces the former one of this user', () => {
    let marks = devices.after(undefined, 'li');
    const before = devices.find(marks, 'li');
    marks = devices.after(devices.after(marks, 'wu'), 'li');
    expect(marks.split('~')).toHaveLength(2);
    expect(devices.find(marks, 'wu')).not.toBeNull();
    expect(devices.find(marks, 'li')).not.toBe(before);
  });

  it('forgets the user who has not logged in for longest', () => {
    let marks: string | undefined;
    for (let count = 0; count <= mostMarks; count += 1)
      marks = devices.after(marks, `user ${count}`);
    expect(devices.find(marks, 'user 0')).toBeNull();
    expect(devices.find(marks, 'user 1')).not.toBeNull();
    expect(marks?.length).toBeLessThan(1000);
  });

  it.each([
    '',
    '~~~~',
    '.',
    `${'a'.repeat(22)}.${'b'.repeat(43)}`,
    'x'.repeat(100_000),
    '~'.repeat(100_000),
    `__proto__.${'b'.repeat(43)}`,
  ])('is not any caller who makes up a mark: %#', (marks) => {
    expect(devices.find(marks, 'li')).toBeNull();
    expect(devices.find(devices.after(marks, 'li'), 'li')).not.toBeNull();
    expect(devices.after(marks, 'li').length).toBeLessThan(200);
  });

  it('is not known by a mark with one letter changed', () => {
    const marks = devices.after(undefined, 'li');
    for (const place of [0, 21, 23, 40]) {
      const letter = marks[place] === 'A' ? 'B' : 'A';
      const changed = marks.slice(0, place) + letter + marks.slice(place + 1);
      expect(devices.find(changed, 'li')).toBeNull();
    }
  });
});
