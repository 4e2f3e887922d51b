// People as a table: what is written is read again as the same people.
import { describe, expect, it } from 'vitest';
import { emptyDuty, staffSchema } from '../../contracts/index.ts';
import { importDuty } from '../roster/import/import-duty.ts';
import { peopleTemplate, toPeopleCsv } from './people-csv.ts';

const people = [
  staffSchema.parse({ id: 'li', name: '李"娜",\n代', phone: '+86 138', channels: ['push', 'sms'] }),
  staffSchema.parse({
    ...{ id: 'wu', name: "'=SUM(A1)", phone: '013800000001234', email: 'wu@example.org' },
    ...{ language: 'en', user: 'wu', until: '2026-12-31' },
    quietHours: { hours: [{ from: '22:00', to: '06:00' }], then: 'next-person' },
  }),
  staffSchema.parse({ id: 'sun', name: 'Sun', quietHours: { hours: [] } }),
];
const read = (text: string) =>
  importDuty(
    { name: 'people.csv', bytes: new TextEncoder().encode(text), replace: true },
    { current: emptyDuty, faultsOfPlan: () => [] },
  );

describe.each(['en', 'zh-CN'] as const)('a table in %s', (language) => {
  it('is read again as the same people', () => {
    const result = read(toPeopleCsv(people, language));
    if (!result.ok) throw new Error(JSON.stringify(result.faults));
    expect(result.content.people).toEqual(people);
  });

  it('to fill in has no row that is taken', () => {
    const template = peopleTemplate(language);
    expect(template.charAt(0)).toBe('\ufeff');
    expect(read(template)).toMatchObject({ ok: false, faults: [{ code: 'empty' }] });
    expect(read(template.replace('#wang', 'wang'))).toMatchObject({ ok: true, skipped: 1 });
  });

  it('of nobody has its headings', () => {
    expect(toPeopleCsv([], language).split('\r\n')).toHaveLength(2);
  });
});
