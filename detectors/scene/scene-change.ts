// Scene change: what appeared on a camera's picture and stayed, whatever it is. Takes small pictures in order of time,
// gives static regions; keeps a long-term background and settled appearances (cell-memory.ts).
import { z } from 'zod';
import type { Box, Observation } from '../../contracts/index.ts';
import { createCellMemory, rebaseCell, type CellMemory } from './cell-memory.ts';
import {
  followRegions,
  gridOf,
  type ContrastingRegion,
  type Finding,
  type KnownRegion,
} from './follow-regions.ts';
import { estimateLight } from './light.ts';
import { memorySnapshotSchema, packMemory, unpackMemory } from './memory-snapshot.ts';
import { medianPlanes, type Planes } from './planes.ts';
import { findRegions, judgeRegion, measureRegion } from './regions.ts';
import { backgroundShare, countPeople, settledCells } from './settled-cells.ts';
import { showing, updateCells, type CellTimes } from './update-cells.ts';

export interface SceneFindings {
  readonly grid: Observation['grid'];
  readonly regions: Finding[];
  /** Share of the picture that shows neither the background nor a settled thing. */
  readonly changedShare: number;
  /** Whether the background is still being learnt: nothing is said of regions yet. */
  readonly learning: boolean;
  /** Share of a place, 0..1, that shows the background now; null while that is being learnt. */
  backgroundShare(place: Box): number | null;
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
  /** Regions with their cells and age, so that they keep their names. */
  known: z.array(
    z.strictObject({ id: z.string(), since: z.number(), cells: z.array(z.number().int()) }),
  ),
});
export type SceneSnapshot = z.infer<typeof sceneSnapshotSchema>;

const times: CellTimes = { settleMs: 3400, clearMs: 1500, hiddenMs: 30_000, adaptMs: 30_000 };
const learnMs = 5500;
const learnSpacingMs = 900;
const learnPictures = 3;
const minCells = 8;
/** More of the picture than this changing at once is light or a moved camera, not a thing. */
const upheavalShare = 0.35;
const upheavalMs = 4000;

export function createSceneChange(from: SceneSnapshot | null = null): SceneChange {
  let memory = from && unpackMemory(from.memory);
  let known = (from?.known ?? []).map(toKnown);
  let previousAt = from?.previousAt ?? 0;
  let upheavalSince = 0;
  let learner = createLearner();

  const look = (
    memory: CellMemory,
    now: Planes,
    at: number,
    people: readonly Box[],
  ): SceneFindings => {
    const elapsedMs = Math.max(1, at - previousAt);
    const light = estimateLight(now, memory.background);
    const shown = updateCells({ memory, now, light, at, elapsedMs, times });
    countPeople(memory, shown, people, elapsedMs);
    const changedShare = shareOf(shown, showing.fresh);
    upheavalSince = changedShare > upheavalShare ? upheavalSince || at : 0;
    if (upheavalSince > 0 && at - upheavalSince >= upheavalMs) takeFresh(memory, now, shown);
    const following = followRegions(known, thingsIn(memory, light.offsets, at), memory, at);
    known = following.known;
    return {
      grid: gridOf(memory),
      regions: following.findings,
      changedShare,
      learning: false,
      backgroundShare: (place) => backgroundShare(shown, memory, place),
    };
  };

  const observe: SceneChange['observe'] = (now, at, people) => {
    if (memory && !isSameSize(memory.background, now)) [memory, learner] = [null, createLearner()];
    const findings = memory ? look(memory, now, at, people) : nothingYet(now);
    memory ??= learner(now, at);
    previousAt = at;
    return findings;
  };
  const snapshot = (): SceneSnapshot | null =>
    memory && { memory: packMemory(memory), previousAt, known: known.map(fromKnown) };
  return { observe, snapshot };
}

/** Takes pictures until it has enough of them to know the background. */
function createLearner(): (now: Planes, at: number) => CellMemory | null {
  const pictures: { planes: Planes; at: number }[] = [];
  return (now, at) => {
    const [first, last] = [pictures[0]?.at ?? at, pictures.at(-1)?.at ?? -Infinity];
    if (at - last >= learnSpacingMs) pictures.push({ planes: now, at });
    const enough = pictures.length >= learnPictures && at - first >= learnMs;
    return enough ? createCellMemory(medianPlanes(pictures.map(({ planes }) => planes))) : null;
  };
}

/** Regions that are things; what is only light, or the trace of a thing that left, becomes background. */
function thingsIn(memory: CellMemory, light: Float32Array, at: number): ContrastingRegion[] {
  const regions = findRegions(settledCells(memory, at, times.hiddenMs), memory.columns, minCells);
  return regions.flatMap((region): ContrastingRegion[] => {
    const measures = measureRegion(region, memory, light);
    if (judgeRegion(measures) === 'appeared')
      return [
        {
          region,
          contrast: Math.min(1, Math.abs(measures.lumaChange) / 2 + measures.chromaChange * 2),
        },
      ];
    for (const cell of region.cells)
      if (memory.settled.since[cell]! > 0) rebaseCell(memory, memory.settled.planes, cell);
    return [];
  });
}

function takeFresh(memory: CellMemory, now: Planes, shown: Uint8Array): void {
  shown.forEach((value, cell) => {
    if (value === showing.fresh) rebaseCell(memory, now, cell);
  });
}

function shareOf(shown: Uint8Array, value: number): number {
  return shown.reduce((count, one) => (one === value ? count + 1 : count), 0) / shown.length;
}

function isSameSize(a: Planes, b: Planes): boolean {
  return a.width === b.width && a.height === b.height;
}

function nothingYet(now: Planes): SceneFindings {
  return {
    grid: { columns: now.width >> 1, rows: now.height >> 1 },
    regions: [],
    changedShare: 0,
    learning: true,
    backgroundShare: () => null,
  };
}

function toKnown({ id, since, cells }: SceneSnapshot['known'][number]): KnownRegion {
  return { id, since, cells: new Set(cells) };
}

function fromKnown({ id, since, cells }: KnownRegion): SceneSnapshot['known'][number] {
  return { id, since, cells: [...cells] };
}
