// Scene change: what appeared on a camera's picture and stayed, whatever it is. Takes small pictures in order of time,
// gives static regions; keeps a long-term background and settled appearances (cell-memory.ts).
import { z } from 'zod';
import type { Box, Observation, StaticRegion } from '../../contracts/index.ts';
import { createCellMemory, rebaseCell, type CellMemory } from './cell-memory.ts';
import { estimateLight } from './light.ts';
import { memorySnapshotSchema, packMemory, unpackMemory } from './memory-snapshot.ts';
import { medianPlanes, type Planes } from './planes.ts';
import { findRegions, judgeRegion, measureRegion, type CellRegion } from './regions.ts';
import { showing, updateCells, type CellTimes } from './update-cells.ts';

export interface SceneFindings {
  readonly grid: Observation['grid'];
  readonly regions: Omit<StaticRegion, 'seenAs'>[];
  /** Share of the picture that shows neither the background nor a settled thing. */
  readonly changedShare: number;
  /** Whether the background is still being learnt: nothing is said of regions yet. */
  readonly learning: boolean;
}

export interface SceneChange {
  /**
   * Pictures must come in order of `at` (epoch ms).
   * @param people boxes of people seen in this picture: what stands where they stand is no thing
   */
  observe(now: Planes, at: number, people: readonly Box[]): SceneFindings;
  /** Null while the background is still being learnt. */
  snapshot(): SceneSnapshot | null;
}

export const sceneSnapshotSchema = z.strictObject({
  memory: memorySnapshotSchema,
  previousAt: z.number(),
  /** Regions by id with their cells and since, so that they keep their names. */
  known: z.array(
    z.strictObject({ id: z.string(), since: z.number(), cells: z.array(z.number().int()) }),
  ),
});
export type SceneSnapshot = z.infer<typeof sceneSnapshotSchema>;

const times: CellTimes = { settleMs: 3400, clearMs: 1500, hiddenMs: 30_000, adaptMs: 30_000 };
const learnMs = 5500;
const learnSpacingMs = 900;
const minCells = 8;
/** A thing that stands must have been in sight for this share of its time: passers-by hide it, traffic is never it. */
const leastSeen = 0.4;
/** A cell is a standing person's when one was seen there for this share of the time. */
const personShare = 0.4;
/** More of the picture than this changing at once is light or a moved camera, not a thing. */
const upheavalShare = 0.35;

export function createSceneChange(from: SceneSnapshot | null = null): SceneChange {
  let memory: CellMemory | null = from && unpackMemory(from.memory);
  let learnt: { planes: Planes; at: number }[] = [];
  let previousAt = from?.previousAt ?? 0;
  let upheavalSince = 0;
  let known: KnownRegion[] = (from?.known ?? []).map(({ id, since, cells }) => ({
    id,
    since,
    cells: new Set(cells),
  }));

  const learn = (now: Planes, at: number): SceneFindings => {
    if (at - (learnt.at(-1)?.at ?? -Infinity) >= learnSpacingMs) learnt.push({ planes: now, at });
    const enough = learnt.length >= 3 && at - learnt[0]!.at >= learnMs;
    if (enough) {
      memory = createCellMemory(medianPlanes(learnt.map(({ planes }) => planes)));
      learnt = [];
    }
    previousAt = at;
    return nothing(now);
  };

  const observe = (now: Planes, at: number, people: readonly Box[]): SceneFindings => {
    if (
      !memory ||
      memory.background.width !== now.width ||
      memory.background.height !== now.height
    ) {
      memory = null;
      return learn(now, at);
    }
    const elapsedMs = Math.max(1, at - previousAt);
    previousAt = at;
    const light = estimateLight(now, memory.background);
    const shown = updateCells({ memory, now, light, at, elapsedMs, times });
    countPeople(memory, shown, people, elapsedMs);
    const changedShare = share(shown, showing.fresh);
    upheavalSince = changedShare > upheavalShare ? upheavalSince || at : 0;
    if (upheavalSince > 0 && at - upheavalSince >= 4000) rebaseFresh(memory, now, shown);
    const marked = settledCells(memory, at);
    const regions = findRegions(marked, memory.columns, minCells);
    const followed = follow(known, judge(regions, memory, { now, light }), memory, at);
    known = followed.map(([region]) => region);
    return {
      grid: gridOf(memory),
      regions: followed.map(([, finding]) => finding),
      changedShare,
      learning: false,
    };
  };
  const snapshot = (): SceneSnapshot | null =>
    memory && {
      memory: packMemory(memory),
      previousAt,
      known: known.map(({ id, since, cells }) => ({ id, since, cells: [...cells] })),
    };
  return { observe, snapshot };
}

type Finding = Omit<StaticRegion, 'seenAs'>;

interface KnownRegion {
  readonly id: string;
  readonly since: number;
  readonly cells: Set<number>;
}

interface Scene {
  now: Planes;
  light: Float32Array;
}

function judge(
  regions: CellRegion[],
  memory: CellMemory,
  { now, light }: Scene,
): [CellRegion, number][] {
  return regions.flatMap((region): [CellRegion, number][] => {
    const measures = measureRegion(region, memory, light);
    const verdict = judgeRegion(measures);
    if (verdict !== 'appeared') {
      for (const cell of region.cells) rebaseCell(memory, now, cell);
      return [];
    }
    return [[region, Math.min(1, Math.abs(measures.lumaChange) / 2 + measures.chromaChange * 2)]];
  });
}

function follow(
  known: KnownRegion[],
  regions: [CellRegion, number][],
  memory: CellMemory,
  at: number,
): [KnownRegion, Finding][] {
  return regions.map(([region, contrast]) => {
    const cells = new Set(region.cells);
    const former = known
      .map((one) => ({ one, shared: [...one.cells].filter((cell) => cells.has(cell)).length }))
      .filter(({ one, shared }) => shared >= 0.5 * (one.cells.size + cells.size - shared))
      .sort((a, b) => b.shared - a.shared)[0]?.one;
    const since = Math.min(former?.since ?? Infinity, sinceOf(region, memory));
    const id = former?.id ?? `r${at.toString(36)}-${region.cells[0]}`;
    return [
      { id, since, cells },
      { id, since, contrast, ...placeOf(region, memory) },
    ];
  });
}

/** The time by which a quarter of the region's cells had settled. */
function sinceOf(region: CellRegion, memory: CellMemory): number {
  const times = region.cells
    .map((cell) => memory.settled.since[cell]!)
    .filter((since) => since > 0);
  times.sort((a, b) => a - b);
  return times[Math.floor(times.length / 4)] ?? 0;
}

function placeOf(region: CellRegion, { columns, rows }: CellMemory) {
  return {
    box: {
      x: region.left / columns,
      y: region.top / rows,
      width: (region.right - region.left + 1) / columns,
      height: (region.bottom - region.top + 1) / rows,
    },
    area: region.cells.length / (columns * rows),
    spans: spansOf(region.cells, columns),
  };
}

function spansOf(cells: readonly number[], columns: number): [number, number, number][] {
  const spans: [number, number, number][] = [];
  for (const cell of cells) {
    const [row, column] = [Math.floor(cell / columns), cell % columns];
    const last = spans.at(-1);
    if (last?.[0] === row && last[2] === column - 1) last[2] = column;
    else spans.push([row, column, column]);
  }
  return spans;
}

function settledCells(memory: CellMemory, at: number): Uint8Array {
  const { since, seenAt, seenMs } = memory.settled;
  return Uint8Array.from(since, (begin, cell) => {
    const inSight =
      at - seenAt[cell]! <= times.hiddenMs && seenMs[cell]! >= leastSeen * (at - begin);
    const isPerson =
      memory.personMs[cell]! > 0 && memory.personMs[cell]! >= personShare * seenMs[cell]!;
    return begin > 0 && inSight && !isPerson ? 1 : 0;
  });
}

/** Adds up, cell by cell, for how long a person was seen exactly where a settled thing shows. */
function countPeople(
  memory: CellMemory,
  shown: Uint8Array,
  people: readonly Box[],
  elapsedMs: number,
): void {
  const { columns, rows } = memory;
  for (const { x, y, width, height } of people) {
    const [left, right] = [
      Math.floor(x * columns),
      Math.min(columns, Math.ceil((x + width) * columns)),
    ];
    const [top, bottom] = [Math.floor(y * rows), Math.min(rows, Math.ceil((y + height) * rows))];
    for (let row = top; row < bottom; row++)
      for (let cell = row * columns + left; cell < row * columns + right; cell++)
        if (shown[cell] === showing.settled) memory.personMs[cell]! += elapsedMs;
  }
}

function rebaseFresh(memory: CellMemory, now: Planes, shown: Uint8Array): void {
  shown.forEach((value, cell) => {
    if (value === showing.fresh) rebaseCell(memory, now, cell);
  });
}

function share(shown: Uint8Array, value: number): number {
  return shown.reduce((count, one) => (one === value ? count + 1 : count), 0) / shown.length;
}

function gridOf(memory: CellMemory): Observation['grid'] {
  return { columns: memory.columns, rows: memory.rows };
}

function nothing(now: Planes): SceneFindings {
  return {
    grid: { columns: now.width >> 1, rows: now.height >> 1 },
    regions: [],
    changedShare: 0,
    learning: true,
  };
}
