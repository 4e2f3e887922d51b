// The results and costs of second opinions, summed over frames and clips.
import { describe, expect, it } from 'vitest';
import { noOpinions, opinionText, sumOf, withReport } from './opinion-tally.ts';

const region = { x: 0, y: 0, width: 0.1, height: 0.1 };
const report = (...says: ('person' | 'known')[][]) => ({
  runs: 6,
  tookMs: 250,
  opinions: says.map((words) => ({ region, says: words })),
});

describe('the tally of opinions', () => {
  it('does not change without opinions', () => {
    expect(withReport(noOpinions, null)).toBe(noOpinions);
  });

  it('counts looks that came too early for an opinion as runs', () => {
    expect(withReport(noOpinions, report())).toEqual({ asked: 0, said: {}, runs: 6, tookMs: 250 });
  });

  it('counts each result, and those that agree', () => {
    const tally = withReport(
      withReport(noOpinions, report(['person'], [])),
      report(['person', 'known']),
    );
    expect(tally).toEqual({
      asked: 3,
      said: { person: 2, agrees: 1, known: 1 },
      runs: 12,
      tookMs: 500,
    });
    expect(sumOf([tally, tally])).toMatchObject({ asked: 6, said: { person: 4, agrees: 2 } });
    expect(noOpinions.said).toEqual({});
  });

  it('is printed in one line', () => {
    expect(opinionText(noOpinions)).toBe('0 asked; 0 runs, 0.0 s');
    expect(opinionText(withReport(noOpinions, report(['person'])))).toBe(
      '1 asked: person 1; 6 runs, 0.3 s',
    );
  });
});
