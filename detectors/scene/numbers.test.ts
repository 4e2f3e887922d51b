// All numbers of scene change are in one file, with comments and sources, and are consistent.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  cellTimes,
  learningNumbers,
  settledNumbers,
  standingNumbers,
  verdictNumbers,
} from './numbers.ts';

const here = new URL('.', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, here), 'utf8');
const decisions = readdirSync(new URL('../../docs/design/adr/', here));

/** Numbers that follow from the data format rather than from tuning. */
const structural = [
  'bins',
  'binsPerOctave',
  'doubtSteps',
  'few',
  'lumaSteps',
  'minCells',
  'plainVariance',
  'steps',
];

describe('the numbers of scene change', () => {
  const groups = [...read('numbers.ts').matchAll(/\/\*\* ([^\n]*) \*\/\nexport const (\w+)/g)];

  it.each(groups.map(([, comment = '', name = '']) => [name, comment]))(
    '%s have a source: an existing decision, or tuning',
    (_, comment) => {
      const named = [...comment.matchAll(/\b(\d{4})\b/g)].map(([number]) => number);
      expect(named.length > 0 || comment.includes('Tuned')).toBe(true);
      for (const number of named)
        expect(
          decisions.some((file) => file.startsWith(number)),
          number,
        ).toBe(true);
    },
  );

  it('each have a comment', () => {
    const lines = read('numbers.ts').split('\n');
    const bare = lines.filter(
      (line, index) => /^ {2}\w+: /.test(line) && !/\*\/$/.test(lines[index - 1] ?? ''),
    );
    expect(bare).toEqual([]);
    expect(groups.length).toBeGreaterThan(8);
  });

  it('are in no other file', () => {
    const files = readdirSync(here).filter(
      (file) => /\.ts$/.test(file) && !/numbers|\.test\./.test(file),
    );
    const elsewhere = files.flatMap((file) =>
      [...read(file).matchAll(/^(?:export )?const (\w+) = [\d.][\d._]*(?: \/ \d+)?;$/gm)]
        .map(([, name = '']) => name)
        .filter((name) => !structural.includes(name))
        .map((name) => `${file}: ${name}`),
    );
    expect(elsewhere).toEqual([]);
    expect(existsSync(new URL('scene-change.ts', here))).toBe(true);
  });
});

describe('the numbers are consistent:', () => {
  it('a settled object clears sooner than a new one settles', () => {
    expect(cellTimes.clearMs).toBeLessThan(cellTimes.settleMs);
  });

  it('a hidden object is kept longer than an object in front of it needs to settle', () => {
    expect(cellTimes.hiddenMs).toBeGreaterThan(cellTimes.settleMs);
    expect(verdictNumbers.ghostMs).toBeGreaterThan(cellTimes.settleMs);
  });

  it('the minimum number of pictures fits into the learning time', () => {
    const { learnMs, learnPictures, learnSpacingMs } = learningNumbers;
    expect(learnMs).toBeGreaterThanOrEqual((learnPictures - 1) * learnSpacingMs);
  });

  it('an object that people left is dated after its cell could have cleared', () => {
    expect(settledNumbers.leftBehindMs).toBeGreaterThan(cellTimes.clearMs + cellTimes.settleMs);
  });

  it('shares are between 0 and 1', () => {
    const shares = [
      settledNumbers.leastSeen,
      settledNumbers.personShare,
      standingNumbers.leftShare,
      standingNumbers.leastFilled,
      verdictNumbers.maxArea,
    ];
    for (const share of shares) {
      expect(share).toBeGreaterThan(0);
      expect(share).toBeLessThan(1);
    }
  });
});
