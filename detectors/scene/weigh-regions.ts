// Decides which regions of one picture are objects. Takes the memory and what each cell shows; gives the objects, and the others
// with the reason. Regions that are only light, or the trace of an object that left, become background.
import type { Box } from '../../contracts/index.ts';
import { hasColour, isPersons, rebaseCell, type CellMemory } from './cell-memory.ts';
import { boxOf, type ContrastingRegion, type KnownRegion } from './follow-regions.ts';
import { weighHardEdge } from './hard-edged-light.ts';
import { lightParts, withoutLight, type LightPart } from './light-parts.ts';
import { isDisplaced } from './displaced.ts';
import { judgeRegion, type RegionVerdict } from './judge-region.ts';
import { isUncovered } from './occupied.ts';
import type { Planes } from './planes.ts';
import { findRegions, measureRegion, type CellRegion, type RegionMeasures } from './regions.ts';
import { standingParts } from './standing-parts.ts';
import type { SetAside } from './set-aside.ts';
import { doubtfulCells, settledCells } from './settled-cells.ts';
import { settledNumbers, verdictNumbers } from './numbers.ts';

const { ghostMs } = verdictNumbers;
const { leftBehindMs } = settledNumbers;

export const minCells = 8;

export interface Weighed {
  readonly things: ContrastingRegion[];
  readonly setAside: SetAside[];
}

export interface Weighing {
  readonly memory: CellMemory;
  /** The present picture, in its own light. */
  readonly now: Planes;
  /** What each cell shows now. */
  readonly shown: Uint8Array;
  /** The objects of the previous picture. */
  readonly known: readonly KnownRegion[];
  readonly at: number;
  /** How long an object may be hidden, ms. */
  readonly hiddenMs: number;
  /** Whether the light of the whole picture has changed lately. */
  readonly hasLightMoved: boolean;
  /** Boxes of the people and vehicles in this picture. */
  readonly seen: readonly Box[];
}

export function weighRegions(weighing: Weighing): Weighed {
  const { memory, shown, at, hiddenMs } = weighing;
  const marked = settledCells(memory, at, hiddenMs);
  const weak = doubtfulCells(memory, shown);
  const weighed: Weighed = { things: [], setAside: standingPeople(memory) };
  const isColoured = hasColour(memory);
  const regions = findRegions({ marked, weak }, memory.columns, minCells);
  const around = { ...weighing, others: regions };
  const weigh = (region: CellRegion, isPart: boolean): void => {
    const measures = measureRegion(region, memory);
    const judged = judgeRegion(measures, isColoured);
    const verdict = judged === 'appeared' && isUncovered(region, weighing) ? 'ghost' : judged;
    const edge = verdict === 'light' ? weighHardEdge(region, measures, around) : null;
    if (edge === 'wait') {
      weighed.setAside.push({ reason: 'shadow', box: boxOf(region, memory) });
      return;
    }
    if (edge === 'thing' && !isUncovered(region, weighing)) {
      weighed.things.push(thingOf(region, measures));
      return;
    }
    if (verdict !== 'appeared') {
      setAside(region, verdict, weighing, weighed);
      return;
    }
    if (isDisplaced(region, memory)) {
      weighed.setAside.push({ reason: 'displaced', box: boxOf(region, memory) });
      return;
    }
    const lit = isPart ? [] : lightParts(region, weighing);
    if (lit.length === 0) weighed.things.push(thingOf(region, measures));
    for (const part of lit) weighed.setAside.push(asideOf(part, memory));
    if (lit.length > 0) for (const rest of restOf(region, lit, memory)) weigh(rest, true);
  };
  for (const region of regions) weigh(region, false);
  return weighed;
}

/** The light of a lamp is rejected, but does not become background, because the ground shows again when the lamp leaves. */
function asideOf({ reason, region }: LightPart, memory: CellMemory): SetAside {
  return { reason, box: boxOf(region, memory) };
}

function restOf(region: CellRegion, lit: readonly LightPart[], memory: CellMemory): CellRegion[] {
  const marked = withoutLight(region, lit, memory);
  return findRegions({ marked, weak: new Uint8Array(marked.length) }, memory.columns, minCells);
}

function thingOf(region: CellRegion, measures: RegionMeasures): ContrastingRegion {
  return { region, contrast: contrastOf(measures) };
}

function contrastOf({ lumaChange, chromaChange }: RegionMeasures): number {
  return Math.min(1, Math.abs(lumaChange) / 2 + chromaChange * 2);
}

/** Rejects a region. Objects within it stay objects; the rest becomes background. */
function setAside(
  region: CellRegion,
  reason: Exclude<RegionVerdict, 'appeared'>,
  { memory, known, at }: Weighing,
  to: Weighed,
): void {
  const parts = reason === 'light' ? [] : standingParts(region, memory, { known, minCells });
  for (const part of parts) to.things.push(thingOf(part, measureRegion(part, memory)));
  const standing = new Set(parts.flatMap(({ cells }) => cells));
  const rest = region.cells.filter((cell) => !standing.has(cell));
  to.setAside.push({ reason, box: boxOf(region, memory) });
  if (reason !== 'ghost' || at - sinceOf(rest, memory) >= ghostMs)
    takeForBackground(memory, rest, at);
}

function sinceOf(cells: readonly number[], { settled }: CellMemory): number {
  let latest = 0;
  for (const cell of cells) latest = Math.max(latest, settled.since[cell]!);
  return latest;
}

/** Makes cells background, except where a person was detected recently, because trousers are as dark and even as a shadow. */
function takeForBackground(memory: CellMemory, cells: readonly number[], at: number): void {
  const { settled, personSeenAt } = memory;
  for (const cell of cells) {
    const isSomebody = personSeenAt[cell]! > 0 && at - personSeenAt[cell]! < leftBehindMs;
    if (settled.since[cell]! > 0 && !isSomebody) rebaseCell(memory, settled, cell);
  }
}

/** The settled regions where a person was detected for much of the time. */
function standingPeople(memory: CellMemory): SetAside[] {
  const marked = Uint8Array.from(memory.settled.since, (since, cell) =>
    since > 0 && isPersons(memory, cell) ? 1 : 0,
  );
  if (!marked.includes(1)) return [];
  const none = new Uint8Array(marked.length);
  return findRegions({ marked, weak: none }, memory.columns, minCells).map((region) => ({
    reason: 'person-still',
    box: boxOf(region, memory),
  }));
}
