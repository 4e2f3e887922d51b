// The short form of `fencewatch bench tamper`: some dozen random changes, none missed, none wrongly attributed.
import { describe, expect, it } from 'vitest';
import { dice, someEntries } from './samples/a-log.ts';
import { changeKinds, changeRows, otherByte } from './changes.ts';
import { tamper } from './tamper.ts';

describe('random changes', () => {
  it('are all found, and attributed to the changed file or row', async () => {
    const { missed, wronglyNamed, byKind } = await tamper({ rounds: 60, seed: 11 });
    expect({ missed, wronglyNamed }).toEqual({ missed: [], wronglyNamed: [] });
    expect(Object.values(byKind)).toEqual(changeKinds.map(() => 6));
  }, 120_000);

  it('are none when none are requested', async () => {
    expect(await tamper({ rounds: 0, seed: 1 })).toMatchObject({ changes: 0, missed: [] });
  });

  it('are the same for the same seed', () => {
    const bytes = Uint8Array.of(1, 2, 3, 4);
    expect(otherByte(bytes, dice(5))).toEqual(otherByte(bytes, dice(5)));
  });

  it('always change something', () => {
    const bytes = Uint8Array.of(7, 7, 7);
    for (let seed = 1; seed < 200; seed += 1)
      expect(otherByte(bytes, dice(seed))).not.toEqual(bytes);
    const rows = someEntries(4);
    for (const kind of ['row-changed', 'row-removed', 'row-added', 'rows-reordered'] as const)
      for (let seed = 1; seed < 50; seed += 1) {
        const changed = changeRows(kind, rows, dice(seed));
        expect(changed.rows).not.toEqual(rows);
        expect(changed.positions.every((position) => position < 5)).toBe(true);
      }
  });
});
