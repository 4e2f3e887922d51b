// The state of the duty desk: open cases, the filter in the address, cursor, selection, and bulk actions.
import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useSearchParams } from 'wouter';
import type { ListedCase } from '../../contracts/index.ts';
import { fromListState } from '../cases/from-list.ts';
import { kindText } from '../shared/kind-text.ts';
import { usePageMemory } from '../shared/page-memory.tsx';
import { useNow } from '../time/clock.tsx';
import type { Deed, DeedName } from './deeds.ts';
import {
  countLights,
  deskSearch,
  parseDeskFilter,
  passesDesk,
  sortForDesk,
  type DeskFilter,
} from './desk-filter.ts';
import type { DeskCommand } from './desk-keys.ts';
import { freshDesk, reduceDesk, targetsOf, type DeskState } from './desk-state.ts';
import { useBulk } from './use-bulk.ts';
import { useOpenCases, type OpenCasesFeed } from './use-open-cases.ts';

/** The open dialog. */
export type Asking = Exclude<DeedName, 'acknowledge'> | 'help' | null;

/** The list shows no seconds; lights are updated at this interval. */
const tickMs = 5000;

export function useDesk() {
  const feed = useOpenCases();
  const now = useNow(tickMs);
  const [filter, setFilter] = useDeskFilter();
  const shown = useShown(feed, filter, now);
  const [state, dispatch] = useDeskState(shown.ids);
  const [asking, setAsking] = useState<Asking>(null);
  const search = useRef<HTMLInputElement>(null);
  const bulk = useBulk(feed.refresh);
  const targets = targetsOf(state, shown.ids);
  const targetCases = targets.flatMap((id) => feed.cases.get(id) ?? []);
  const doDeed = (deed: Deed) => {
    setAsking(null);
    bulk.start(deed, targetCases);
  };
  const onCommand = useCommands({
    ids: shown.ids,
    state,
    dispatch,
    targets,
    setAsking,
    doDeed,
    focusSearch: () => search.current?.focus(),
    forget: bulk.forget,
  });
  return {
    feed,
    now,
    filter,
    setFilter,
    ...shown,
    state,
    dispatch,
    asking,
    setAsking,
    search,
    bulk,
    targets,
    doDeed,
    onCommand,
  };
}

export function useDeskFilter(): [DeskFilter, (filter: DeskFilter) => void] {
  const [params, setParams] = useSearchParams();
  const text = params.toString();
  const filter = useMemo(() => parseDeskFilter(new URLSearchParams(text)), [text]);
  const setFilter = (next: DeskFilter) => {
    setParams(new URLSearchParams(deskSearch(next)), { replace: true });
  };
  return [filter, setFilter];
}

function useShown({ cases }: OpenCasesFeed, filter: DeskFilter, now: number) {
  const { t } = useTranslation();
  return useMemo(() => {
    const all = [...cases.values()];
    const words = ({ kind, state }: ListedCase) =>
      `${kindText(t, kind)} ${t(`caseState.${state}`)}`;
    const passing = all.filter((one) => passesDesk(one, filter, { now, words }));
    const shown = sortForDesk(passing, filter.order, now);
    return { all, shown, ids: shown.map(({ id }) => id), counts: countLights(all, now) };
  }, [cases, filter, now, t]);
}

const createKept = (): { state: DeskState } => ({ state: freshDesk });

function useDeskState(ids: readonly string[]) {
  const kept = usePageMemory(createKept);
  const [state, dispatch] = useReducer(reduceDesk, kept.state);
  const before = useRef(ids);
  useEffect(() => {
    dispatch({ type: 'shown', before: before.current, ids });
    before.current = ids;
  }, [ids]);
  useEffect(() => {
    kept.state = state;
  }, [kept, state]);
  return [state, dispatch] as const;
}

interface CommandParts {
  ids: readonly string[];
  state: DeskState;
  dispatch: ReturnType<typeof useDeskState>[1];
  targets: readonly string[];
  setAsking: (asking: Asking) => void;
  doDeed: (deed: Deed) => void;
  focusSearch: () => void;
  forget: () => void;
}

function useCommands(parts: CommandParts): (command: DeskCommand) => void {
  const [, navigate] = useLocation();
  const latest = useRef(parts);
  useEffect(() => {
    latest.current = parts;
  });
  return useCallback(
    (command) => {
      carryOut(command, latest.current, (id) => {
        navigate(`/cases/${encodeURIComponent(id)}`, { state: fromListState });
      });
    },
    [navigate],
  );
}

function carryOut(command: DeskCommand, parts: CommandParts, open: (id: string) => void): void {
  const { ids, state, dispatch, targets, setAsking, doDeed } = parts;
  switch (command) {
    case 'down':
    case 'up':
      dispatch({ type: 'moved', by: command === 'down' ? 1 : -1, ids });
      return;
    case 'choose':
      if (state.cursorId !== null) dispatch({ type: 'toggled', id: state.cursorId });
      return;
    case 'choose-all':
      dispatch({ type: 'chose-all', ids });
      return;
    case 'open':
      if (state.cursorId !== null) open(state.cursorId);
      return;
    case 'acknowledge':
      doDeed({ name: 'acknowledge' });
      return;
    case 'escalate':
    case 'mute':
    case 'assign':
      if (targets.length > 0) setAsking(command);
      return;
    case 'search':
      parts.focusSearch();
      return;
    case 'help':
      setAsking('help');
      return;
    case 'leave':
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      dispatch({ type: 'chose-none' });
      parts.forget();
      return;
  }
}
