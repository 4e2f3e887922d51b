import { describe, expect, it } from 'vitest';
import type { Box } from '../../contracts/index.ts';
import type { FrameOutcome } from '../accuracy/bench-engine.ts';
import { createReasonTally } from './missed-why.ts';

const region = { x: 0.4, y: 0.4, width: 0.1, height: 0.1 };
const away = { x: 0.8, y: 0.8, width: 0.1, height: 0.1 };
const matter = { fenceId: 'f', region, fromMs: 20_000, toMs: 100_000 };

function said(more: Partial<FrameOutcome> = {}, boxes: Box[] = []): FrameOutcome {
  const regions = boxes.map((box) => ({
    id: 'r',
    box,
    area: 0.01,
    spans: [],
    since: 0,
    contrast: 1,
    seenAs: [],
  }));
  const view = { state: 'ok' as const, since: 0, shift: null };
  const observation = {
    version: 1 as const,
    cameraId: 'c',
    capturedAt: 0,
    mediaTimeMs: 0,
    grid: { columns: 1, rows: 1 },
    tracks: [],
    regions,
    view,
  };
  return { observation, events: [], drops: [], ...more };
}

function whyAfter(looks: readonly (readonly [number, FrameOutcome])[]): string {
  const tally = createReasonTally([matter]);
  for (const [timeMs, outcome] of looks) tally.note(timeMs, outcome);
  return tally.whyOf(0);
}

const light = said({ setAside: [{ reason: 'light', box: region }] });
const small = said({ drops: [{ fenceId: 'f', drop: { reason: 'too-small', region } }] });

describe('why a matter was missed', () => {
  it('is that nothing was seen, without looks or without reasons', () => {
    expect(whyAfter([])).toBe('nothing-seen');
    expect(whyAfter([[50_000, said()]])).toBe('nothing-seen');
  });

  it('is the most frequent reason at its place', () => {
    expect(
      whyAfter([
        [40_000, small],
        [50_000, light],
        [60_000, light],
      ]),
    ).toBe('light');
    expect(
      whyAfter([
        [40_000, small],
        [50_000, small],
        [60_000, light],
      ]),
    ).toBe('too-small');
  });

  it('ignores reasons elsewhere, of another fence, before it settled or after it left', () => {
    const elsewhere = said({ setAside: [{ reason: 'light', box: away }] });
    const other = said({ drops: [{ fenceId: 'g', drop: { reason: 'too-small', region } }] });
    expect(
      whyAfter([
        [50_000, elsewhere],
        [52_000, other],
        [25_000, light],
        [120_000, light],
      ]),
    ).toBe('nothing-seen');
  });

  it('is that it waits when a region is there and has no reason against it', () => {
    expect(whyAfter([[50_000, said({}, [region])]])).toBe('waits');
    expect(whyAfter([[50_000, said({}, [away])]])).toBe('nothing-seen');
  });

  it('is nothing seen for a matter that is not in the list', () => {
    expect(createReasonTally([]).whyOf(3)).toBe('nothing-seen');
  });
});
