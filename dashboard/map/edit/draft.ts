// What an operator edits on the map: one item, with the version that the edit started from. Pure.
import {
  stallOnMapSchema,
  type DistrictMap,
  type MapContent,
  type Position,
  type Ring,
} from '../../../contracts/index.ts';
import type { Mark } from '../../map-view/scene.ts';
import type { PointRef } from './outline-edit.ts';
import { handleKey } from './outline-edit.ts';

interface Common {
  id: string;
  baseVersion: number | null;
}
export interface CellDraft extends Common {
  kind: 'cell';
  name: string;
  outline: Ring[];
  selected: PointRef | null;
}
export interface CameraDraft extends Common {
  kind: 'camera';
  at: Position | null;
}
export interface StallDraft extends Common {
  kind: 'stall';
  name: string;
  holder: string;
  gridCell: string;
  /** Such as `06:00-09:30, 17:00-21:00`; always when empty. */
  hours: string;
  at: Position | null;
}
export type Draft = CellDraft | CameraDraft | StallDraft;

export function beginDraft(map: DistrictMap, kind: Draft['kind'], id: string): Draft {
  if (kind === 'cell') {
    const found = map.cells.find(({ cell }) => cell === id);
    const { name = '', outline = [], version: baseVersion = null } = found ?? {};
    return { kind, id, name, outline, baseVersion, selected: null };
  }
  if (kind === 'camera') {
    const { at = null, version: baseVersion = null } =
      map.cameras.find(({ camera }) => camera === id) ?? {};
    return { kind, id, at, baseVersion };
  }
  const found = map.stalls.find((one) => one.id === id);
  const {
    name = '',
    holder = '',
    gridCell = '',
    at = null,
    version: baseVersion = null,
  } = found ?? {};
  const hours = (found?.hours ?? []).map(({ from, to }) => `${from}-${to}`).join(', ');
  return { kind, id, name, holder, gridCell, hours, at, baseVersion };
}

/** What is sent; null while something is missing. The server checks the rest. */
export function contentOf(draft: Draft): MapContent | null {
  if (draft.kind === 'cell') {
    const { name, outline } = draft;
    return outline.some((ring) => ring.length < 3) || outline.length === 0
      ? null
      : { kind: 'cell', ...(name.trim() && { name: name.trim() }), outline };
  }
  if (draft.at === null) return null;
  if (draft.kind === 'camera') return { kind: 'camera', at: draft.at };
  return stallOf(draft, draft.at);
}

function stallOf({ name, holder, gridCell, hours }: StallDraft, at: Position): MapContent | null {
  const spans = hoursOf(hours);
  if (spans === null || name.trim() === '') return null;
  const parsed = stallOnMapSchema.safeParse({
    name: name.trim(),
    at,
    ...(holder.trim() && { holder: holder.trim() }),
    ...(gridCell.trim() && { gridCell: gridCell.trim() }),
    ...(spans.length > 0 && { hours: spans }),
  });
  return parsed.success ? { kind: 'stall', ...parsed.data } : null;
}

/** Null when it cannot be read. */
export function hoursOf(text: string): { from: string; to: string }[] | null {
  const parts = text
    .split(/[,，;；]/)
    .map((part) => part.trim())
    .filter(Boolean);
  const spans = parts.map((part) => /^(\d\d:\d\d)\s*[-–—~至]\s*(\d\d:\d\d)$/.exec(part));
  return spans.includes(null)
    ? null
    : spans.map((span) => ({ from: span?.[1] ?? '', to: span?.[2] ?? '' }));
}

/** The draft over the map: handles of an outline, or the mark of what is placed. */
export function draftMarks(draft: Draft): Mark[] {
  const bare = { count: 1, isOff: false, tone: 'none' } as const;
  if (draft.kind !== 'cell')
    return draft.at
      ? [{ ...bare, key: 'handle/0/0', at: draft.at, shape: 'handle', isChosen: true }]
      : [];
  return draft.outline.flatMap((points, ring) =>
    points.map((at, index): Mark => {
      const isChosen = draft.selected?.ring === ring && draft.selected.index === index;
      return { ...bare, key: handleKey({ ring, index }), at, shape: 'handle', isChosen };
    }),
  );
}
