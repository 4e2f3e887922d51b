// Which clips of a case play together, and whether each has a picture at a time.
import { describe, expect, test } from 'vitest';
import type { ClipCoverage } from '../../../../contracts/index.ts';
import { createDetail } from '../../../testing/sample-cases.ts';
import { openingsByCamera, type ShownOpening, type ShownOpenings } from '../shown-openings.ts';
import { commonSpan, hasTimedClip, heldAt, seenTogether } from './seen-together.ts';

const start = 1_700_000_000_000;
const [[sample]] = openingsByCamera(createDetail());

function coverageFrom(from: number, ms = 45_000): ClipCoverage {
  const asked = { from, to: from + ms };
  return { startAt: from, asked, kept: [asked], missing: [] };
}

function openingAt(cameraId: string, openedAt: number, hasClip = true): ShownOpening {
  return {
    ...sample,
    cameraId,
    incidentId: `${cameraId} ${openedAt}`,
    openedAt,
    clipAddress: hasClip ? `/${cameraId}.mp4` : null,
    clip: hasClip ? { coverage: coverageFrom(openedAt - 15_000), fault: null } : null,
  };
}

const ofCamera = (...openings: [ShownOpening, ...ShownOpening[]]): ShownOpenings => openings;

describe('the clips that play together', () => {
  const shown = openingAt('a', start);

  test('are the shown one and of each other camera the one that shares most time', () => {
    const far = openingAt('b', start - 3_600_000);
    const near = openingAt('b', start + 10_000);
    const all = [ofCamera(shown), ofCamera(far, near), ofCamera(openingAt('c', start))];
    expect(seenTogether(shown, all).map(({ incidentId }) => incidentId)).toEqual([
      shown.incidentId,
      near.incidentId,
      `c ${start}`,
    ]);
  });

  test('use one fence of a camera with two, and none of the shown camera', () => {
    const all = [
      ofCamera(shown),
      ofCamera(openingAt('a', start + 5000)),
      ofCamera(openingAt('b', start)),
      ofCamera(openingAt('b', start + 1000)),
    ];
    expect(seenTogether(shown, all).map(({ cameraId }) => cameraId)).toEqual(['a', 'b']);
  });

  test('include a camera without a clip, so that it can be reported', () => {
    const without = openingAt('b', start, false);
    const together = seenTogether(shown, [ofCamera(shown), ofCamera(without)]);
    expect(together.map(hasTimedClip)).toEqual([true, false]);
  });

  test('cover the time from the first picture to the last', () => {
    const together = [shown, openingAt('b', start + 20_000), openingAt('c', start, false)];
    expect(commonSpan(together)).toEqual({ from: start - 15_000, to: start + 50_000 });
    expect(commonSpan([openingAt('c', start, false)])).toBeNull();
  });
});

describe('a moment of a clip', () => {
  const gap = { from: start + 10_000, to: start + 12_000, reason: 'camera-away' } as const;
  const coverage = { ...coverageFrom(start), missing: [gap] };

  test.each([
    ['before its first picture', -1, 'before'],
    ['of its first picture', 0, 'picture'],
    ['at the begin of a gap', 10_000, 'camera-away'],
    ['at the end of a gap', 12_000, 'picture'],
    ['after its end', 45_001, 'after'],
  ])('%s', (_, after, held) => {
    expect(heldAt(coverage, start + after)).toBe(held);
  });
});
