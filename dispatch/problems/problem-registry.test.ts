import { describe, expect, it } from 'vitest';
import type { HealthProblem } from '../../contracts/index.ts';
import {
  registryOf,
  emptyRegistry,
  sameWithinMs,
  turnPage,
  type Finding,
} from './problem-registry.ts';

const found = (
  part: Partial<HealthProblem> = {},
  by: Partial<Omit<Finding, 'problem'>> = {},
): Finding => ({
  problem: { code: 'disk-full', subject: '/data', since: 1000, values: {}, ...part },
  edgeId: 'edge-1',
  lastHeardAt: null,
  ...by,
});
const turn = (registry: typeof emptyRegistry, findings: Finding[], at: number, mayEnd = true) =>
  turnPage(registry, findings, { at, mayEnd });
const entriesOf = (registry: typeof emptyRegistry) => [...registry.present.values()];

describe('the registry of problems', () => {
  it('is empty at first', () => {
    expect(turn(emptyRegistry, [], 5)).toEqual({ registry: emptyRegistry, changed: [] });
  });

  it('records a start once, however often it is reported', () => {
    const first = turn(emptyRegistry, [found()], 2000);
    expect(first.changed).toMatchObject([
      { code: 'disk-full', since: 1000, until: null, times: 1 },
    ]);
    const again = turn(first.registry, [found({ values: { freeBytes: 12 } })], 4000);
    expect(again.changed).toEqual([]);
    expect(entriesOf(again.registry)).toMatchObject([{ values: { freeBytes: 12 } }]);
  });

  it('records the end', () => {
    const { registry } = turn(emptyRegistry, [found()], 2000);
    const ended = turn(registry, [], 9000);
    expect(ended.changed).toMatchObject([{ since: 1000, until: 9000 }]);
    expect(entriesOf(ended.registry)).toEqual([]);
  });

  it('keeps the first start when the clock of an edge steps', () => {
    const { registry } = turn(emptyRegistry, [found({ since: 1000 })], 2000);
    const later = turn(registry, [found({ since: 900_000 })], 4000);
    expect(entriesOf(later.registry)).toMatchObject([{ since: 1000 }]);
  });

  it('does not let a problem begin in the future', () => {
    const { registry } = turn(emptyRegistry, [found({ since: 9_000_000 })], 2000);
    expect(entriesOf(registry)).toMatchObject([{ since: 2000 }]);
  });

  it('counts a flapping problem as one entry', () => {
    let { registry } = turn(emptyRegistry, [found()], 2000);
    const changed = [];
    for (let at = 3000; at < 23_000; at += 1000) {
      const page = turn(registry, at % 2000 === 0 ? [found({ since: at })] : [], at);
      changed.push(...page.changed);
      registry = page.registry;
    }
    expect(new Set(changed.map(({ since }) => since))).toEqual(new Set([1000]));
    expect(Math.max(...changed.map(({ times }) => times))).toBe(11);
  });

  it('makes a new entry when a problem comes back much later', () => {
    const first = turn(emptyRegistry, [found()], 2000);
    const gone = turn(first.registry, [], 3000);
    const at = 3000 + sameWithinMs + 1;
    const aged = turn(gone.registry, [], at);
    const back = turn(aged.registry, [found({ since: at })], at);
    expect(back.changed).toMatchObject([{ since: at, times: 1 }]);
  });

  it('separates edges, codes and subjects', () => {
    const all = [
      found(),
      found({}, { edgeId: 'edge-2' }),
      found({}, { edgeId: null }),
      found({ subject: '/other' }),
      found({ code: 'disk-nearly-full' }),
    ];
    expect(turn(emptyRegistry, all, 2000).changed).toHaveLength(5);
  });

  it('makes one entry of a duplicate report', () => {
    const page = turn(emptyRegistry, [found(), found({ since: 500 })], 2000);
    expect(page.changed).toHaveLength(1);
  });

  it('records when a silent edge last reported it', () => {
    const { registry } = turn(emptyRegistry, [found()], 2000);
    const silent = turn(registry, [found({}, { lastHeardAt: 1900 })], 20_000);
    expect(entriesOf(silent.registry)).toMatchObject([{ lastHeardAt: 1900, since: 1000 }]);
    const back = turn(silent.registry, [found()], 30_000);
    expect(entriesOf(back.registry)).toMatchObject([{ lastHeardAt: null, times: 1 }]);
  });

  it('ends nothing until all sources have reported', () => {
    const { registry } = turn(emptyRegistry, [found()], 2000);
    const page = turn(registry, [], 3000, false);
    expect(page.changed).toEqual([]);
    expect(entriesOf(page.registry)).toHaveLength(1);
  });

  it('continues the entries of an earlier process', () => {
    const { changed } = turn(emptyRegistry, [found(), found({ subject: '/b' })], 2000);
    const ended = changed.map((one, index) => ({ ...one, until: index === 0 ? null : 2500 }));
    const registry = registryOf(ended, 3000);
    const page = turn(
      registry,
      [found({ since: 2900 }), found({ subject: '/b', since: 2950 })],
      3100,
    );
    expect(page.changed).toMatchObject([{ subject: '/b', since: 1000, times: 2, until: null }]);
    expect(entriesOf(page.registry).map(({ since }) => since)).toEqual([1000, 1000]);
  });
});
