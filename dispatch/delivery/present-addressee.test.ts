// The recipient of a waiting message after a change of the roster.
import { describe, expect, it } from 'vitest';
import type { StaffMember } from '../../contracts/index.ts';
import { dutyAddressed, personAddressed, unitAddressed } from '../routing/addressee.ts';
import { presentAddressee } from './present-addressee.ts';

const li: StaffMember = {
  ...{ id: 'li', name: 'Li', phone: '1', language: 'zh-CN' },
  channels: ['hook', 'mail'],
};
const other: StaffMember = { ...li, id: 'lin', phone: '9', channels: ['sms'] };

describe('the recipient of a waiting message', () => {
  it.each([
    ['is unchanged with the roster unchanged', li],
    ['has the new channels', { ...li, channels: ['sms'] }],
    ['has the new telephone number and language', { ...li, phone: '2', language: 'en' as const }],
    ['has the new name', { ...li, name: 'Li Na' }],
  ])('%s', (_, now) => {
    expect(presentAddressee(personAddressed(li), [other, now])).toEqual(personAddressed(now));
  });

  it('has no channel when the person has left', () => {
    const left = presentAddressee(personAddressed(li), [other]);
    expect(left).toEqual({ ...personAddressed(li), channels: [] });
  });

  it('is no matter of the roster if it is a group, or a person of a simple roster', () => {
    const unit = unitAddressed({ id: 'li', name: 'West', level: 'grid', channels: ['room'] });
    const duty = dutyAddressed({ name: 'Li', phone: '1', channels: ['hook'] });
    for (const one of [unit, duty]) expect(presentAddressee(one, [])).toBe(one);
  });
});
