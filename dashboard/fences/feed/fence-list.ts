// The armed fences as a pure state machine: the newest version of each, from the server and from this user's changes.
import type { FenceVersion } from '../../../contracts/index.ts';
import type { Failure } from '../../api/answer.ts';

export interface FenceListState {
  status: 'loading' | 'ready' | 'failed';
  fences: readonly FenceVersion[];
  failure: Failure | null;
}

export type FenceListAction =
  | { type: 'loaded'; fences: readonly FenceVersion[] }
  | { type: 'failed'; failure: Failure }
  /** The answer to a change arrives before the next list. */
  | { type: 'changed'; version: FenceVersion };

export const emptyFenceList: FenceListState = { status: 'loading', fences: [], failure: null };

export function reduceFenceList(state: FenceListState, action: FenceListAction): FenceListState {
  switch (action.type) {
    case 'loaded':
      return { status: 'ready', fences: newestOf(state.fences, action.fences), failure: null };
    case 'failed':
      return {
        ...state,
        status: state.status === 'ready' ? 'ready' : 'failed',
        failure: action.failure,
      };
    case 'changed':
      return { ...state, fences: withVersion(state.fences, action.version) };
  }
}

/** A list that was requested before a change must not undo it. */
function newestOf(
  known: readonly FenceVersion[],
  loaded: readonly FenceVersion[],
): readonly FenceVersion[] {
  return loaded.map((version) => {
    const held = known.find(({ fenceId }) => fenceId === version.fenceId);
    return held && held.version > version.version ? held : version;
  });
}

/** Fences keep their places; a removed one leaves. */
function withVersion(fences: readonly FenceVersion[], version: FenceVersion): FenceVersion[] {
  if (version.change === 'removed')
    return fences.filter(({ fenceId }) => fenceId !== version.fenceId);
  return fences.some(({ fenceId }) => fenceId === version.fenceId)
    ? fences.map((old) => (old.fenceId === version.fenceId ? version : old))
    : [...fences, version];
}
