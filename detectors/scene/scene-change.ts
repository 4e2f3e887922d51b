// Scene change: finds objects that appeared in a camera's picture and stayed, by background subtraction. Takes small pictures in order of
// time; returns static regions. Keeps a background model and settled appearances (cell-memory.ts).
import { z } from 'zod';
import type { Box, Observation } from '../../contracts/index.ts';
import type { CellMemory } from './cell-memory.ts';
import {
  followRegions,
  heldCells,
  gridOf,
  type Finding,
  type Following,
  type KnownRegion,
} from './follow-regions.ts';
import { estimateLight, lightShift } from './light.ts';
import { expectedPlanes } from './expected-planes.ts';
import { watchGlobalChange } from './global-change.ts';
import { createLearner } from './learn-background.ts';
import type { LearntPicture } from './mostly-shown.ts';
import { memorySnapshotSchema, packMemory, unpackMemory } from './memory-snapshot.ts';
import { cellTimes, hardEdgeNumbers } from './numbers.ts';
import type { Planes } from './planes.ts';
import type { SetAside } from './set-aside.ts';
import { backgroundShare, countPeople, isGone } from './settled-cells.ts';
import { showing, updateCells, type CellTimes } from './update-cells.ts';
import { minCells, weighRegions } from './weigh-regions.ts';

export interface SceneFindings {
  readonly grid: Observation['grid'];
  readonly regions: Finding[];
  /** Connected cells that are not an object, with the reason. */
  readonly setAside: readonly SetAside[];
  /** Share of the picture that shows neither the background nor a settled object. */
  readonly changedShare: number;
  /** Whether the background is still being learned; until then there are no regions. */
  readonly learning: boolean;
  /** Share of a place, 0..1, that shows the background now; null while that is being learned. */
  backgroundShare(place: Box): number | null;
  /** Whether a cell shows a settled object now, with nothing in front of it. */
  readonly isInSight: (row: number, column: number) => boolean;
}

export interface SceneChange {
  /**
   * Pictures must come in order of `at` (epoch ms).
   * @param people boxes of people in this picture: a region at their place is not an object
   * @param vehicles boxes of vehicles: of those that stand there at first, the ground is not known
   */
  observe(
    now: Planes,
    at: number,
    people: readonly Box[],
    vehicles?: readonly Box[],
  ): SceneFindings;
  /** Null while the background is still being learned. */
  snapshot(): SceneSnapshot | null;
}

export const sceneSnapshotSchema = z.strictObject({
  memory: memorySnapshotSchema,
  previousAt: z.number(),
  /** Regions with their cells and age, so that they keep their ids. */
  known: z.array(
    z.strictObject({ id: z.string(), since: z.number(), cells: z.array(z.number().int()) }),
  ),
});
export type SceneSnapshot = z.infer<typeof sceneSnapshotSchema>;

const times: CellTimes = cellTimes;
const { lightMoved } = hardEdgeNumbers;

export function createSceneChange(from: SceneSnapshot | null = null): SceneChange {
  let scene = from && restored(from);
  let learner = createLearner(minCells);
  const observe: SceneChange['observe'] = (now, at, people, vehicles = []) => {
    if (scene && !isSameSize(scene.memory.background, now)) {
      scene = null;
      learner = createLearner(minCells);
    }
    if (scene) return look(scene, now, { at, people, vehicles });
    const memory = learner({ planes: now, people, vehicles, at });
    if (memory) scene = { memory, known: [], previousAt: at, globalChangeSince: 0 };
    return nothingYet(now);
  };
  return { observe, snapshot: () => scene && snapshotOf(scene) };
}

/** The state after the background was learned; every picture changes it. */
interface Scene {
  readonly memory: CellMemory;
  known: KnownRegion[];
  previousAt: number;
  /** Since when most of the picture has changed; 0 without a global change. */
  globalChangeSince: number;
}

function look(
  scene: Scene,
  now: Planes,
  { at, people, vehicles }: Pick<LearntPicture, 'at' | 'people'> & { vehicles: readonly Box[] },
): SceneFindings {
  const { memory } = scene;
  const elapsedMs = Math.max(1, at - scene.previousAt);
  const expected = expectedPlanes(memory, scene.previousAt);
  const light = estimateLight(now, expected, memory.background);
  const held = heldCells(scene.known, memory);
  const shown = updateCells({ memory, now, light, at, elapsedMs, times, held });
  countPeople(memory, { shown, people, at, elapsedMs });
  const changedShare = shareOf(shown, showing.fresh);
  scene.globalChangeSince = watchGlobalChange(scene, shown, at);
  const { things, setAside } = weighRegions({
    memory,
    now,
    shown,
    known: scene.known,
    at,
    hiddenMs: times.hiddenMs,
    hasLightMoved: lightShift(light, expected) > lightMoved,
    seen: [...people, ...vehicles],
  });
  const following = followRegions(scene.known, things, memory, at);
  scene.known = following.known;
  scene.previousAt = at;
  const { present, gone } = sortOut(following, memory, shown);
  return {
    grid: gridOf(memory),
    regions: present,
    setAside: [...setAside, ...gone],
    changedShare,
    learning: false,
    backgroundShare: (place) => backgroundShare(shown, memory, place),
    isInSight: (row, column) => shown[row * memory.columns + column] === showing.settled,
  };
}

/** What has just left keeps its name for a moment, but is not there. */
function sortOut({ known, findings }: Following, memory: CellMemory, shown: Uint8Array) {
  const present: Finding[] = [];
  const gone: SetAside[] = [];
  findings.forEach((finding, index) => {
    if (isGone(known[index]?.cells ?? [], memory, shown))
      gone.push({ reason: 'gone', box: finding.box });
    else present.push(finding);
  });
  return { present, gone };
}

function restored({ memory, known, previousAt }: SceneSnapshot): Scene {
  return {
    memory: unpackMemory(memory),
    known: known.map(toKnown),
    previousAt,
    globalChangeSince: 0,
  };
}

function snapshotOf({ memory, known, previousAt }: Scene): SceneSnapshot {
  return {
    memory: packMemory(memory),
    previousAt,
    known: known.map(fromKnown),
  };
}

function shareOf(shown: Uint8Array, value: number): number {
  let count = 0;
  for (let cell = 0; cell < shown.length; cell++) if (shown[cell] === value) count++;
  return count / shown.length;
}

function isSameSize(a: Planes, b: Planes): boolean {
  return a.width === b.width && a.height === b.height;
}

function nothingYet(now: Planes): SceneFindings {
  return {
    grid: { columns: now.width >> 1, rows: now.height >> 1 },
    regions: [],
    setAside: [],
    changedShare: 0,
    learning: true,
    backgroundShare: () => null,
    isInSight: () => false,
  };
}

function toKnown({ id, since, cells }: SceneSnapshot['known'][number]): KnownRegion {
  return { id, since, cells: new Set(cells) };
}

function fromKnown({ id, since, cells }: KnownRegion): SceneSnapshot['known'][number] {
  return { id, since, cells: [...cells] };
}
