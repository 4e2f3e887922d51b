// Fences for tests: the whole picture by default, with short, round times.
import { findKind, type Fence } from '../../contracts/index.ts';

export const wholePicture: Fence['polygon'] = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];

export function aFence(parts: Partial<Fence> = {}): Fence {
  const { kind = 'debris-pile' } = parts;
  const definition = parts.definition ?? findKind(kind);
  if (!definition) throw new Error(`no kind ${kind}`);
  return {
    id: 'corner',
    name: 'Corner',
    version: 1,
    camera: 'gate',
    kind,
    definition,
    polygon: wholePicture,
    holes: [],
    anchor: kind === 'blocked-fire-exit' ? { by: 'any-overlap' } : { by: 'inside', share: 0.35 },
    size: {},
    dwellMs: dwell(10_000),
    schedule: null,
    exceptions: [],
    permits: [],
    minCover: 0.05,
    minArea: 0.01,
    minCount: definition.where.minCount ?? 1,
    apart: definition.where.apart ?? null,
    reopenWithinMs: 60_000,
    stillThereEveryMs: 600_000,
    clearAfterMs: 6000,
    severity: 'normal',
    place: null,
    matterCode: null,
    secondOpinion: true,
    ...parts,
  };
}

/** The same for every class. */
export function dwell(ms: number): Fence['dwellMs'] {
  return { vehicle: ms, 'two-wheeler': ms, goods: ms, default: ms };
}
