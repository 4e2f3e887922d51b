// One change of a person with the duties that name the person: what it makes of the roster, and what is refused.
import { describe, expect, it } from 'vitest';
import { dutyContentSchema, staffSchema, type DutyContent } from '../../contracts/index.ts';
import { decidePerson, shiftsOf, type PersonWish } from './decide-person.ts';

const content = dutyContentSchema.parse({
  units: [{ id: 'west', name: 'West', level: 'grid' }],
  people: [
    { id: 'li', name: 'Li' },
    { id: 'sun', name: 'Sun' },
  ],
  shifts: [
    {
      id: 'day',
      unit: 'west',
      part: 'officer',
      people: ['li', 'sun'],
      hours: [{ from: '08:00', to: '20:00' }],
    },
    { id: 'lead', unit: 'west', part: 'duty-leader', people: ['sun'] },
  ],
  overrides: [
    {
      unit: 'west',
      part: 'officer',
      from: '2026-11-22T08:00',
      to: '2026-11-22T20:00',
      person: 'li',
      instead: 'sun',
    },
    {
      unit: 'west',
      part: 'officer',
      from: '2026-11-23T08:00',
      to: '2026-11-23T20:00',
      person: 'sun',
    },
  ],
});
const wu = staffSchema.parse({ id: 'wu', name: 'Wu', channels: ['push'] });
const li = staffSchema.parse({ id: 'li', name: 'Li Na' });
const decide = (
  wish: Partial<PersonWish> & { id: string },
  base: DutyContent | null = content,
  now: DutyContent = content,
) => decidePerson({ person: null, shifts: [], duties: [], ...wish }, { now, base });
const made = (...args: Parameters<typeof decide>): DutyContent => {
  const decided = decide(...args);
  if (!decided.ok) throw new Error(decided.reason);
  return decided.content;
};

describe('a new person', () => {
  it('comes last in each shift, so that nobody is notified earlier or later than before', () => {
    const { people, shifts } = made({ id: 'wu', person: wu, shifts: ['day', 'lead'] }, null);
    expect(people.at(-1)).toEqual(wu);
    expect(shifts.map((one) => one.people)).toEqual([
      ['li', 'sun', 'wu'],
      ['sun', 'wu'],
    ]);
  });

  it('joins the all-hours shift of a duty, or gets one', () => {
    const duties = [
      { unit: 'west', part: 'duty-leader' },
      { unit: 'west', part: 'property' },
      { unit: 'west', part: 'officer' },
    ] as const;
    const { shifts } = made({ id: 'wu', person: wu, duties }, null);
    expect(shifts.slice(1)).toMatchObject([
      { id: 'lead', people: ['sun', 'wu'] },
      { id: 'west-property', unit: 'west', part: 'property', people: ['wu'], layer: 0 },
      { id: 'west-officer', part: 'officer', people: ['wu'] },
    ]);
    expect(shifts[0]?.people).toEqual(['li', 'sun']);
  });

  it('asked for twice gets one duty', () => {
    const duty = { unit: 'west', part: 'property' } as const;
    const { shifts } = made({ id: 'wu', person: wu, duties: [duty, duty] }, null);
    expect(shifts).toHaveLength(3);
  });

  it('does not join a rotation as if it were at all hours', () => {
    const [, lead] = content.shifts;
    const rotation = { days: 7, start: '2026-11-02' };
    const turning = { ...content, shifts: [{ ...lead!, rotation }] };
    const duties = [{ unit: 'west', part: 'duty-leader' }] as const;
    const { shifts } = made({ id: 'wu', person: wu, duties }, null, turning);
    expect(shifts.map(({ id, people }) => [id, people])).toEqual([
      ['lead', ['sun']],
      ['west-duty-leader', ['wu']],
    ]);
  });

  it('is refused when the id is taken', () => {
    expect(decide({ id: 'li', person: li }, null)).toMatchObject({ reason: 'id-taken' });
  });
});

describe('a person who is edited', () => {
  it('stays in the place that the shifts have', () => {
    const { people, shifts } = made({ id: 'li', person: li, shifts: ['day'] });
    expect(people[0]).toEqual(li);
    expect(shifts).toEqual(content.shifts);
  });

  it('leaves a shift that is not named any more', () => {
    const { shifts } = made({ id: 'li', person: li });
    expect(shiftsOf({ shifts }, 'li')).toEqual([]);
  });

  it('does not leave a shift in which nobody would be left', () => {
    expect(decide({ id: 'sun', person: { ...li, id: 'sun' }, shifts: ['day'] })).toEqual({
      ok: false,
      reason: 'shift-empty',
      detail: 'lead',
    });
  });

  it('is not in the way of changes of others to somebody else', () => {
    const now = { ...content, people: [content.people[0]!, { ...content.people[1]!, phone: '1' }] };
    const { people } = made({ id: 'li', person: li, shifts: ['day'] }, content, now);
    expect(people).toMatchObject([{ name: 'Li Na' }, { phone: '1' }]);
  });

  it.each([
    [
      'changed',
      { ...content, people: [{ ...content.people[0]!, phone: '1' }, content.people[1]!] },
    ],
    [
      'put into a shift',
      { ...content, shifts: content.shifts.map((one) => ({ ...one, people: ['li', 'sun'] })) },
    ],
  ])('is refused when somebody else has %s this person', (_, now) => {
    const wish = { id: 'li', person: li, shifts: ['day'] };
    expect(decide(wish, content, now)).toMatchObject({ reason: 'stale', detail: 'li' });
  });

  it.each([
    ['is gone', { ...content, people: [content.people[1]!] }, 'absent'],
    ['has a shift that is gone', { ...content, shifts: [content.shifts[1]!] }, 'stale'],
  ])('is refused when the person %s', (_, now, reason) => {
    const wish = { id: 'li', person: li, shifts: ['day'] };
    expect(decide(wish, content, now)).toMatchObject({ ok: false, reason });
  });
});

describe('a person who is removed', () => {
  it('is out of people, shifts and overrides', () => {
    const { people, shifts, overrides } = made({ id: 'li' });
    expect(JSON.stringify({ people, shifts, overrides })).not.toContain('"li"');
    expect(overrides).toHaveLength(1);
  });

  it('is kept while a shift has nobody else', () => {
    expect(decide({ id: 'sun' })).toMatchObject({ reason: 'shift-empty', detail: 'lead' });
  });
});
