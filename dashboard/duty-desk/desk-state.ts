// Cursor and selection of the duty desk. Pure: takes the state and an action; returns the next state. The cursor follows its
// case, not its row.
export interface DeskState {
  /** The case under the cursor; null before the first key. */
  cursorId: string | null;
  chosen: ReadonlySet<string>;
}

export type DeskAction =
  | { type: 'moved'; by: number; ids: readonly string[] }
  | { type: 'pointed'; id: string }
  | { type: 'toggled'; id: string }
  | { type: 'chose-all'; ids: readonly string[] }
  | { type: 'chose-none' }
  /** The cases that are shown now. */
  | { type: 'shown'; before: readonly string[]; ids: readonly string[] };

export const freshDesk: DeskState = { cursorId: null, chosen: new Set() };

export function reduceDesk(state: DeskState, action: DeskAction): DeskState {
  switch (action.type) {
    case 'moved':
      return { ...state, cursorId: movedTo(state.cursorId, action.by, action.ids) };
    case 'pointed':
      return { ...state, cursorId: action.id };
    case 'toggled':
      return { cursorId: action.id, chosen: toggled(state.chosen, action.id) };
    case 'chose-all':
      return { ...state, chosen: new Set(action.ids) };
    case 'chose-none':
      return { ...state, chosen: new Set() };
    case 'shown':
      return afterChange(state, action.before, action.ids);
  }
}

/** The cases of a command: the selection, else the case under the cursor. */
export function targetsOf({ chosen, cursorId }: DeskState, ids: readonly string[]): string[] {
  const among = ids.filter((id) => chosen.has(id));
  if (among.length > 0) return among;
  return cursorId !== null && ids.includes(cursorId) ? [cursorId] : [];
}

function movedTo(cursorId: string | null, by: number, ids: readonly string[]): string | null {
  const at = cursorId === null ? -1 : ids.indexOf(cursorId);
  const next = at < 0 ? (by > 0 ? 0 : ids.length - 1) : at + by;
  return ids[Math.min(Math.max(next, 0), ids.length - 1)] ?? null;
}

/** When the case under the cursor disappears, the cursor moves to the case in its place; the selection loses it. */
function afterChange(
  state: DeskState,
  before: readonly string[],
  ids: readonly string[],
): DeskState {
  const shown = new Set(ids);
  const chosen = [...state.chosen].filter((id) => shown.has(id));
  const isSame = chosen.length === state.chosen.size;
  const { cursorId } = state;
  if (cursorId === null || shown.has(cursorId))
    return isSame ? state : { cursorId, chosen: new Set(chosen) };
  const place = before.slice(before.indexOf(cursorId)).find((id) => shown.has(id));
  return { cursorId: place ?? ids.at(-1) ?? null, chosen: new Set(chosen) };
}

function toggled(chosen: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(chosen);
  if (!next.delete(id)) next.add(id);
  return next;
}
