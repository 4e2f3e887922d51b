// The recipients and their topics, from routes and shifts or from the simplest roster.
import { describe, expect, it } from 'vitest';
import type { SiteFile } from '../../contracts/index.ts';
import { recipientsOfSite } from '../engine/recipients-of-site.ts';
import { aSite, testCell } from '../testing/a-site.ts';
import { sundayMorning as at } from '../testing/alerts.ts';
import { toRecipients } from './recipients.ts';

const organised: Partial<SiteFile> = {
  units: [
    { id: 'city', name: 'City', level: 'city' },
    { id: 'west', name: 'West', level: 'grid', parent: 'city', cells: ['370305001001002'] },
  ],
  people: [
    { id: 'li', name: 'Li Na', phone: '138' },
    { id: 'wu', name: 'Wu Di' },
  ],
  shifts: [
    { id: 'a', unit: 'west', part: 'officer', people: ['li'] },
    { id: 'b', unit: 'city', part: 'duty-leader', people: ['wu'] },
  ],
};

function told(
  file: Partial<SiteFile>,
  gridCell: string | null,
  step?: { level: number; person: number },
) {
  const recipients = recipientsOfSite(aSite(file));
  const found = { kind: 'debris-pile', severity: 'normal', gridCell, place: null } as const;
  return toRecipients({ case: found, recipients, at }, step);
}

describe('toRecipients', () => {
  it('takes the people on duty of the unit, or of a unit above when there are none', () => {
    const { recipients, trail } = told(organised, '370305001001002');
    expect(recipients).toEqual([
      {
        role: 'officer',
        person: { name: 'Li Na', phone: '138' },
        topic: 'fencewatch/v1/cells/370305001001002/officer',
        reason: 'on-duty',
      },
      {
        role: 'duty-leader',
        person: { name: 'Wu Di' },
        topic: 'fencewatch/v1/cells/370305001001002/duty-leader',
        reason: 'went-up',
      },
    ]);
    expect(trail).toBe(
      'route default; officer: west on-duty, li; property: west nobody-on-duty, city nobody-on-duty, city on-duty, wu',
    );
  });

  it('goes up when it is escalated', () => {
    const { recipients } = told(organised, '370305001001002', { level: 1, person: 0 });
    expect(recipients.map(({ person }) => person?.name)).toEqual(['Wu Di', 'Wu Di']);
  });

  it('uses the simple roster for its cells, with and without units elsewhere', () => {
    for (const file of [organised, {}]) {
      const { recipients, trail } = told(file, testCell);
      expect(recipients.map(({ person }) => person?.name)).toEqual(['Officer Li', 'Warden Wang']);
      expect(trail).toBe('on-duty');
    }
  });

  it('names nobody, and reports that, when nobody is on duty on any level', () => {
    const { recipients, trail } = told({ ...organised, shifts: [] }, '370305001001002');
    expect(recipients).toMatchObject([
      { role: 'officer', person: null, reason: 'nobody-on-any-level' },
      { role: 'property', person: null, reason: 'nobody-on-any-level' },
    ]);
    expect(trail).toContain('nobody');
  });

  it('of a cell outside all units go to the highest unit', () => {
    const { recipients } = told(organised, null);
    expect(recipients[0]).toMatchObject({
      person: { name: 'Wu Di' },
      topic: 'fencewatch/v1/cells/unassigned/duty-leader',
    });
  });
});
