// The chaos checker on the end of a run. Each test breaks one thing in a good history.
import { describe, expect, it } from 'vitest';
import { checkHistory } from './check.ts';
import type { ChaosFault } from './chaos-fault.ts';
import type { HistoryLine } from './history.ts';
import { fault, faultsOf, good, looks, resources, withLines } from './testing/good-history.ts';

describe('the checker of the end', () => {
  it.each<[ChaosFault['fault'], string, HistoryLine]>([
    ['left-waiting', 'clips of edge-1: 2', { line: 'left', where: 'clips of edge-1', count: 2 }],
    [
      'not-green',
      'edge-1: disk-full /data',
      { line: 'problem', by: 'edge-1', code: 'disk-full', detail: '/data' },
    ],
    [
      'not-green',
      'edge-1: clock-stepped by 1 h',
      { line: 'problem', by: 'edge-1', code: 'clock-stepped', detail: 'by 1 h' },
    ],
    ['ended-by-itself', 'edge-1', { line: 'ended-by-itself', part: 'edge-1', at: 1 }],
    ['defect', 'dispatch', { line: 'defect', part: 'dispatch', at: 1 }],
    ['orphan-left', '9 ffmpeg', { line: 'orphan', pid: 9, command: 'ffmpeg' }],
    [
      'fault-not-done',
      'kill-redis (redis): no',
      { line: 'fault', what: 'kill-redis', part: 'redis', from: 1, until: 2, failed: 'no' },
    ],
  ])('names %s: %s', (name, about, line) => {
    expect(faultsOf([...good, line])).toEqual([fault(name, about)]);
  });

  it('accepts the notice of a changed clock', () => {
    const set: HistoryLine = {
      ...{ line: 'fault', what: 'clock-of-edge', part: 'edge-1', from: 1, until: 2 },
    };
    const notice: HistoryLine = {
      ...{ line: 'problem', by: 'edge-1', code: 'clock-stepped', detail: '' },
    };
    expect(faultsOf([...good, set, notice])).toEqual([]);
  });

  it('lists a skipped fault without counting it', () => {
    const skipped: HistoryLine = {
      ...{
        line: 'fault',
        what: 'disk-full',
        part: 'edge-1',
        from: 1,
        until: 2,
        skipped: 'no root',
      },
    };
    expect(checkHistory([...good, skipped])).toMatchObject({
      faults: [],
      end: { done: 1, skipped: ['disk-full: no root'] },
    });
  });

  it('finds a run that never settled', () => {
    const never = withLines('end', { line: 'end', settledAfterMs: null, at: 60_000 });
    expect(faultsOf(never)).toEqual([fault('not-settled', 'the run')]);
  });

  it('finds a camera that no edge analyses, and one that two edges analyse', () => {
    const early = good.filter((one) => one.line !== 'look' || one.at < 50_000);
    expect(faultsOf(early)).toEqual([fault('camera-unwatched', 'camera-1')]);
    const twice = [...good, ...looks('edge-2', null, 55_000, 60_000)];
    expect(faultsOf(twice)).toEqual([fault('camera-watched-twice', 'camera-1 by edge-1, edge-2')]);
  });

  it.each([
    ['memoryMb', [90, 100, 100, 100, 120, 150, 200, 250], 'memory-grew'],
    ['handles', [40, 50, 50, 50, 60, 80, 100, 120], 'handles-grew'],
  ] as const)('names %s that grows', (name, values, word) => {
    const faults = faultsOf([...good, ...resources(values, name)]);
    expect(faults.map((one) => one.fault)).toEqual([word]);
    expect(faultsOf([...good, ...resources(values.slice(0, 4), name)])).toEqual([]);
  });
});
