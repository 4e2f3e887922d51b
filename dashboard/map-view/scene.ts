// What the map shows: cells with a tone and a word, and marks. Pure data; the drawing is in map-view.ts and marks-layer.ts.
import type { DeskTone } from './tones.ts';
import type { Position, Ring } from '../../contracts/index.ts';

export interface ShownCell {
  cell: string;
  outline: readonly Ring[];
  tone: DeskTone;
  /** Drawn in its middle, such as "▲ 3"; nothing when empty. */
  word: string;
  isChosen: boolean;
}

export type MarkShape = 'case' | 'camera' | 'stall' | 'handle' | 'middle';
export interface Mark {
  /** Unique: `case/20261122-0004`. */
  key: string;
  at: Position;
  shape: MarkShape;
  tone: DeskTone;
  /** How many it stands for; 1 without a number. */
  count: number;
  /** A closed stall, a camera without a good picture. */
  isOff: boolean;
  isChosen: boolean;
}

export interface MapScene {
  cells: readonly ShownCell[];
  marks: readonly Mark[];
}

export const emptyScene: MapScene = { cells: [], marks: [] };

/** Marks that would overlap are one with their number. Pure. `project` gives pixels. */
export function clusterMarks(
  marks: readonly Mark[],
  project: (at: Position) => readonly [number, number],
  sizePx = 30,
): { mark: Mark; x: number; y: number; keys: string[] }[] {
  const found = new Map<string, { mark: Mark; x: number; y: number; keys: string[] }>();
  for (const mark of marks) {
    const [x, y] = project(mark.at);
    const isAlone = mark.shape === 'handle' || mark.shape === 'middle';
    const place = `${mark.shape} ${Math.floor(x / sizePx)} ${Math.floor(y / sizePx)}`;
    const key = isAlone ? mark.key : place;
    const other = found.get(key);
    if (other)
      found.set(key, { ...other, mark: joined(other.mark, mark), keys: [...other.keys, mark.key] });
    else found.set(key, { mark, x, y, keys: [mark.key] });
  }
  return [...found.values()];
}

function joined(one: Mark, other: Mark): Mark {
  const worse = urgency.indexOf(other.tone) < urgency.indexOf(one.tone) ? other : one;
  return {
    ...worse,
    at: one.at,
    count: one.count + other.count,
    isOff: one.isOff && other.isOff,
    isChosen: one.isChosen || other.isChosen,
  };
}

/** The most urgent first. */
const urgency: readonly DeskTone[] = [
  'red',
  'bad',
  'yellow',
  'busy',
  'green',
  'none',
  'good',
  'plain',
];
