// The armed fences from dispatch, and their state at the edge.
import { describe, expect, test } from 'vitest';
import { describeFaults, type FencesInForce } from '../../../contracts/index.ts';
import { createFailure } from '../../api/answer.ts';
import { createFence, createVersion } from '../../testing/sample-fences.ts';
import { emptyFenceList, reduceFenceList } from './fence-list.ts';
import { faultsInText } from './faults-in-text.ts';
import { forceOf, isGoneFromForce } from './in-force.ts';

const a = createVersion({ fence: createFence({ id: 'a' }) });
const b = createVersion({ fence: createFence({ id: 'b' }) });
const ready = reduceFenceList(emptyFenceList, { type: 'loaded', fences: [a, b] });

describe('the list of fences', () => {
  test('may be empty', () => {
    expect(reduceFenceList(emptyFenceList, { type: 'loaded', fences: [] })).toEqual({
      status: 'ready',
      fences: [],
      failure: null,
    });
  });

  test('updates a fence in place, and adds a new one at the end', () => {
    const edited = { ...a, version: 2 };
    const created = createVersion({ fence: createFence({ id: 'c' }) });
    const state = [edited, created].reduce(
      (old, version) => reduceFenceList(old, { type: 'changed', version }),
      ready,
    );
    expect(state.fences).toEqual([edited, b, created]);
  });

  test('loses a removed fence', () => {
    const version = createVersion({ fenceId: 'a', fence: null, change: 'removed', version: 2 });
    expect(reduceFenceList(ready, { type: 'changed', version }).fences).toEqual([b]);
  });

  test('is not reverted by a list that was requested before a change', () => {
    const edited = { ...a, version: 2 };
    const changed = reduceFenceList(ready, { type: 'changed', version: edited });
    expect(reduceFenceList(changed, { type: 'loaded', fences: [a, b] }).fences[0]).toBe(edited);
  });

  test('stays when a fetch fails', () => {
    const failure = createFailure('network', 'away');
    expect(reduceFenceList(ready, { type: 'failed', failure })).toEqual({ ...ready, failure });
    expect(reduceFenceList(emptyFenceList, { type: 'failed', failure }).status).toBe('failed');
  });
});

describe('an armed version', () => {
  const status = (part: Partial<FencesInForce>) => ({
    fences: { revision: 4, inForce: [], refused: [], ...part },
  });
  const version = { fenceId: 'a', version: 3 };

  test.each<[string, Parameters<typeof forceOf>[1], ReturnType<typeof forceOf>]>([
    ['of a camera that was never heard of is unknown', null, { state: 'unknown' }],
    ['of a worker that knows no versions is unknown', {}, { state: 'unknown' }],
    ['that the camera works by is in force', status({ inForce: [version] }), { state: 'in-force' }],
    ['that has not arrived is pending', status({}), { state: 'pending', instead: null }],
    [
      'that has not arrived leaves the former one in force',
      status({ inForce: [{ fenceId: 'a', version: 2 }] }),
      { state: 'pending', instead: 2 },
    ],
    [
      'that was refused says why, and what holds instead',
      status({
        inForce: [{ fenceId: 'a', version: 2 }],
        refused: [{ ...version, message: 'crosses itself' }],
      }),
      { state: 'refused', message: 'crosses itself', instead: 2 },
    ],
    [
      'is not refused because a former one was',
      status({ refused: [{ fenceId: 'a', version: 2, message: 'x' }] }),
      { state: 'pending', instead: null },
    ],
    [
      'is told from another fence',
      status({ inForce: [{ fenceId: 'b', version: 3 }] }),
      { state: 'pending', instead: null },
    ],
  ])('%s', (_, camera, force) => {
    expect(forceOf(version, camera)).toEqual(force);
  });

  test('that was removed is gone when the camera no longer uses it', () => {
    expect(isGoneFromForce('a', status({}))).toBe(true);
    expect(isGoneFromForce('a', status({ inForce: [version] }))).toBe(false);
    expect(isGoneFromForce('a', {})).toBe(false);
  });
});

describe('the faults of a refused version', () => {
  test.each([
    ['nothing', []],
    ['one of the whole fence', [{ path: '', message: 'expected a fence: got nothing' }]],
    [
      'several',
      [
        { path: 'polygon', message: 'the polygon crosses itself' },
        { path: 'schedule[0].days', message: 'expected one of: mon, tue' },
      ],
    ],
  ])('are read again from the text: %s', (_, faults) => {
    expect(faultsInText(describeFaults(faults))).toEqual(faults);
  });
});
