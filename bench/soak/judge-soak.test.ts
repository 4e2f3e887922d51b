import { describe, expect, it } from 'vitest';
import { judgeSoak, warmUpOf, type SoakInput } from './judge-soak.ts';
import { growthText, verdictLines } from './verdict-text.ts';
import { calmSamples, everyMs, withPart } from './testing/calm-samples.ts';

const judged = (change: Partial<SoakInput>) =>
  judgeSoak({ samples: calmSamples(), spans: [], faults: [], ...change });
const growing = (change: Partial<SoakInput>) =>
  judged(change)
    .judged.filter(({ grows }) => grows)
    .map(({ source, what }) => `${what} of ${source}`);

describe('the verdict of a soak', () => {
  it('is green when nothing grows and nothing was lost', () => {
    const verdict = judged({});
    expect(verdict).toMatchObject({ ok: true, tooShort: [], faults: [] });
    expect(verdict.judged.map(({ source, what }) => `${what} of ${source}`)).toEqual([
      'memoryMb of dispatch (pid 10)',
      'handles of dispatch (pid 10)',
      'threads of dispatch (pid 10)',
      'memoryMb of edge-1 (pid 20)',
      'handles of edge-1 (pid 20)',
      'threads of edge-1 (pid 20)',
      'frameToAlertMs of people',
      'alertToPhoneMs of people',
    ]);
  });

  it.each([
    ['memoryMb', 0.2],
    ['handles', 0.12],
    ['threads', 0.06],
  ] as const)('names the process whose %s leak', (what, step) => {
    const samples = calmSamples((sample, n) =>
      withPart(sample, 'edge-1', (part) => ({ [what]: part[what] + n * step })),
    );
    const verdict = judged({ samples });
    expect(growing({ samples })).toEqual([`${what} of edge-1 (pid 20)`]);
    expect(verdict.ok).toBe(false);
    expect(verdictLines(verdict).join('\n')).toContain('of edge-1 (pid 20): +');
  });

  it('says how fast it grows', () => {
    const samples = calmSamples((sample, n) =>
      withPart(sample, 'dispatch', () => ({ memoryMb: 100 + n * 0.5 })),
    );
    const [first] = judged({ samples }).judged;
    expect(first && growthText(first)).toBe(
      'memory of dispatch (pid 10): +74.5 MB in 49.7 minutes (+90.0 MB an hour), usually 153 MB',
    );
  });

  it('forgives what fills up at the start, and what our servers keep', () => {
    const filling = calmSamples((sample, n) =>
      withPart(sample, 'dispatch', () => ({ memoryMb: 400 - 300 * Math.exp(-n / 15) })),
    );
    expect(growing({ samples: filling })).toEqual([]);
    const caching = calmSamples((sample, n) =>
      withPart(sample, 'postgres', () => ({ memoryMb: 50 + n * 2 })),
    );
    expect(growing({ samples: caching })).toEqual([]);
  });

  it('judges each life of a process that was started again', () => {
    const samples = calmSamples((sample, n) =>
      withPart(sample, 'edge-1', () => ({
        pid: n < 90 ? 20 : 21,
        memoryMb: 100 + (n % 90) * (n < 90 ? 0 : 1),
      })),
    );
    expect(growing({ samples })).toEqual(['memoryMb of edge-1 (pid 21)']);
  });

  it('names a life that was too short', () => {
    const samples = calmSamples((sample, n) =>
      withPart(sample, 'edge-1', () => ({ pid: n < 170 ? 20 : 21 })),
    );
    expect(judged({ samples })).toMatchObject({ ok: true, tooShort: ['edge-1 (pid 21)'] });
  });

  it('finds that people wait longer and longer', () => {
    const samples = calmSamples((sample, n) => ({ ...sample, alertToPhoneMs: [200 + n * 20] }));
    expect(growing({ samples })).toEqual(['alertToPhoneMs of people']);
  });

  it('forgives a wait at a fault and in the minute after it', () => {
    // All of the second half is one fault, and its delays grow.
    const samples = calmSamples((sample, n) => ({
      ...sample,
      alertToPhoneMs: [n < 90 ? 200 : 200 + n * 50],
    }));
    expect(growing({ samples })).toEqual(['alertToPhoneMs of people']);
    const from = 1_000_000 + 90 * everyMs;
    const until = 1_000_000 + 177 * everyMs;
    expect(growing({ samples, spans: [{ from, until }] })).toEqual([]);
  });

  it('is not green when the checker found something, except for growth, which is judged here', () => {
    const lost = { fault: 'alert-lost', about: 'a' } as const;
    expect(judged({ faults: [lost] })).toMatchObject({ ok: false, faults: [lost] });
    expect(judged({ faults: [{ fault: 'memory-grew', about: 'x' }] })).toMatchObject({ ok: true });
  });

  it('is not green when nothing could be judged', () => {
    const verdict = judgeSoak({ samples: [], spans: [], faults: [] });
    expect(verdict).toMatchObject({ ok: false, judged: [] });
    expect(verdictLines(verdict)[0]).toBe('nothing could be judged: the run was too short');
  });

  it('waits for a quarter of the run, at most ten minutes', () => {
    expect(warmUpOf(calmSamples())).toBe(600_000);
    expect(warmUpOf(calmSamples().slice(0, 61))).toBe(300_000);
    expect(warmUpOf([])).toBe(0);
  });
});
