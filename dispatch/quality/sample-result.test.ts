import { describe, expect, it } from 'vitest';
import { toResultCsv } from './result-csv.ts';
import { betweenOf, resultOf } from './sample-result.ts';
import type { GivenVerdict, SampleFile } from './quality-store.ts';
import { checksOf, nextOf, standingOf, tellsVerdict, viewOf } from './sample-view.ts';

const caseOf = (position: number, first: 'confirmed' | 'false-alarm') => ({
  ...{ position, caseId: `20261122-000${position}`, first, firstBy: 'li', firstAt: 1 },
});
const said = (
  person: string,
  position: number,
  verdict: GivenVerdict['verdict'],
  more: Partial<GivenVerdict> = {},
): GivenVerdict => ({
  ...{ position, person, verdict, note: null, at: 9, hadOpened: false, hadPart: false },
  ...more,
});

function aFile(change: Partial<SampleFile> = {}): SampleFile {
  return {
    ...{ sample: 3, drawnAt: 1, drawnBy: 'drawer', seed: 's', isOwnSeed: true, reason: 'month' },
    ...{ filter: {}, size: 4, population: 9, readers: [], verdicts: [], checks: [] },
    cases: [
      caseOf(1, 'confirmed'),
      caseOf(2, 'false-alarm'),
      caseOf(3, 'confirmed'),
      caseOf(4, 'confirmed'),
    ],
    ...change,
  };
}
const began = (person: string, finishedAt: number | null = null) => ({
  ...{ person, begunAt: 5, finishedAt },
});

describe('what a person may see of a sample', () => {
  const file = aFile({
    filter: { verdict: 'false-alarm' },
    checks: [began('sun'), began('zhao', 8)],
  });
  it.each([
    ['sun', 'checking', null],
    ['zhao', 'finished', file.filter],
    ['drawer', 'may-check', file.filter],
    ['wang', 'may-check', null],
  ])('%s is %s and sees the filter %j', (person, standing, filter) => {
    expect(viewOf(file, person)).toMatchObject({ standing, filter });
    expect(viewOf(file, person).reason === null).toBe(filter === null);
  });

  it('never includes a first verdict, or who gave it', () => {
    for (const person of ['sun', 'zhao', 'drawer', 'wang']) {
      const { filter: _, ...view } = viewOf(file, person);
      expect(JSON.stringify(view)).not.toMatch(/confirmed|false-alarm|"li"/);
    }
  });

  it('says that the person cannot check after seeing the result, or as the fifth', () => {
    expect(standingOf(aFile({ readers: ['wang'] }), 'wang')).toBe('has-seen');
    const checks = ['a', 'b', 'c', 'd'].map((person) => began(person));
    expect(standingOf(aFile({ checks }), 'wang')).toBe('full');
    expect(standingOf(aFile({ checks }), 'b')).toBe('checking');
  });

  it('includes the person’s own next case, whatever others have judged', () => {
    const verdicts = [said('sun', 1, 'confirmed'), said('zhao', 2, 'confirmed')];
    expect(nextOf(aFile({ verdicts }), 'sun')).toBe(2);
    expect(nextOf(aFile({ verdicts }), 'zhao')).toBe(1);
    const all = [1, 2, 3, 4].map((position) => said('sun', position, 'confirmed'));
    expect(nextOf(aFile({ verdicts: all }), 'sun')).toBeNull();
  });
});

describe('the filter reveals a verdict', () => {
  it.each([
    [{}, false],
    [{ kind: 'debris-pile', cameraId: 'x', cell: '3703', text: 'gate', from: 1 }, false],
    [{ verdict: 'confirmed' }, true],
    [{ states: ['void'] }, true],
    [{ person: 'li' }, true],
  ] as const)('%j: %s', (filter, expected) => {
    expect(tellsVerdict(filter as SampleFile['filter'])).toBe(expected);
  });
});

describe('the result', () => {
  const verdicts = [
    said('sun', 1, 'confirmed'),
    said('sun', 2, 'confirmed', { note: '=the stall is there' }),
    said('sun', 3, 'cannot-be-said'),
  ];
  const checks = [began('sun', 10)];
  const of = (file: SampleFile) => resultOf(file, checksOf(file)[0] ?? expect.fail());

  it('has a table, the agreement, the excluded cases, and the differing cases', () => {
    expect(of(aFile({ verdicts, checks }))).toMatchObject({
      person: 'sun',
      judged: 3,
      table: [
        { first: 'confirmed', second: 'confirmed', count: 1 },
        { first: 'false-alarm', second: 'confirmed', count: 1 },
      ],
      leftOut: [
        { why: 'cannot-be-said', count: 1 },
        { why: 'not-judged', count: 1 },
      ],
      byVerdict: { compared: 2, same: 1, why: 'too-few' },
      differ: [{ position: 2, caseId: '20261122-0002', first: 'false-alarm', second: 'confirmed' }],
    });
  });

  it('counts two reasons for a void case as one side', () => {
    const file = aFile({ verdicts: [said('sun', 2, 'permitted')], checks });
    expect(of(file).byVerdict.same).toBe(0);
    expect(of(file).bySide.same).toBe(1);
  });

  it.each([
    ['he had opened the case', { hadOpened: true }, 'opened-before'],
    ['he had a part in the case', { hadPart: true, hadOpened: true }, 'own-part'],
  ])('leaves out what was not blind: %s', (_, more, why) => {
    const file = aFile({ verdicts: [said('sun', 2, 'confirmed', more)], checks });
    expect(of(file).byVerdict.compared).toBe(0);
    expect(of(file).leftOut).toContainEqual({ why, count: 1 });
    expect(of(file).differ).toEqual([]);
  });

  it('excludes all verdicts of the drawer when the filter reveals the verdict, but not those of others', () => {
    const filter = { verdict: 'false-alarm' } as const;
    const own = aFile({ verdicts, checks, filter, drawnBy: 'sun' });
    expect(of(own).byVerdict.why).toBe('nothing-compared');
    expect(of(aFile({ verdicts, checks, filter })).byVerdict.compared).toBe(2);
  });

  it('compares two persons on the cases that both have judged', () => {
    const both = [...verdicts, said('zhao', 2, 'confirmed'), said('zhao', 4, 'confirmed')];
    const file = aFile({ verdicts: both, checks: [began('sun', 10), began('zhao', 11)] });
    expect(betweenOf(file)).toMatchObject([
      { one: 'sun', other: 'zhao', agreement: { compared: 1, same: 1, why: 'one-class' } },
    ]);
    const open = { ...file, checks: [began('sun', 10), began('zhao')] };
    expect(betweenOf(open)).toEqual([]);
  });

  it('is exported for spreadsheets without formulas in notes', () => {
    const lines = toResultCsv(aFile({ verdicts, checks }), ['sun']).split('\r\n');
    expect(lines[0]).toMatch(/^\ufeffsample,seed,position,case,first verdict/);
    expect(lines).toHaveLength(6);
    expect(lines[2]).toContain(",no,,'=the stall is there");
    expect(lines[3]).toContain('cannot-be-said,1970-01-01T00:00:00.009Z,,cannot-be-said,');
    expect(lines[4]).toContain('sun,,,,not-judged,');
  });
});
