// The state of the map page: what is loaded, what the filter leaves, what was chosen, and the scene to draw.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { emptyCalendar, type DistrictMap } from '../../contracts/index.ts';
import { createHoursCheck } from '../../geofences/index.ts';
import { useCameras } from '../cameras/use-cameras.ts';
import {
  countLights,
  deskSearch,
  parseDeskFilter,
  passesDesk,
  type DeskFilter,
} from '../duty-desk/desk-filter.ts';
import { useOpenCases } from '../duty-desk/use-open-cases.ts';
import { useSession } from '../session/session-provider.tsx';
import { kindText } from '../shared/kind-text.ts';
import { useNow } from '../time/clock.tsx';
import { sceneOf, unplacedOf } from './district-scene.ts';
import { heatByCell, heatSteps } from './heat.ts';
import { mapSearch, parseMapChoice, type MapChoice } from './map-choice.ts';
import { useDistrictMap, useHeat } from './use-district-map.ts';

/** Lights change by the minute; drawing costs something. */
const tickMs = 10_000;
/** A camera that falls silent sends no event. */
const camerasEveryMs = 30_000;
const emptyMap: DistrictMap = { cells: [], cameras: [], stalls: [], ground: null };

export function useMapPage() {
  const { filter, choice, setFilter, choose } = useAddress();
  const [chosenKeys, setChosenKeys] = useState<readonly string[]>([]);
  const now = useNow(tickMs);
  const loaded = useDistrictMap();
  const heatOf = useHeat(choice.month);
  const feed = useOpenCases();
  const { cameras } = useCameras(camerasEveryMs);
  const { all, shown } = useShownCases(feed.cases, filter, now);
  const isStallOpen = useStallHours(now);
  const map = loaded.map ?? emptyMap;
  const heat = useMemo(
    () =>
      choice.month === null
        ? null
        : heatOf.heat
          ? heatByCell(heatOf.heat, filter.kind)
          : new Map<string, number>(),
    [choice.month, heatOf.heat, filter.kind],
  );
  const chosenCell = choice.cell;
  const scene = useMemo(
    () => sceneOf({ map, cameras, cases: shown, now, isStallOpen, heat, chosenCell, chosenKeys }),
    [map, cameras, shown, now, isStallOpen, heat, chosenCell, chosenKeys],
  );
  return {
    ...{ loaded, map, scene, now, feed, cameras, filter, setFilter, choice, choose, heat, heatOf },
    ...{ shown, all, chosenKeys, setChosenKeys, isStallOpen },
    counts: useMemo(() => countLights(all, now), [all, now]),
    steps: useMemo(() => (heat === null ? [] : heatSteps(heat)), [heat]),
    unplaced: useMemo(() => unplacedOf({ map, cases: shown, cameras }), [map, shown, cameras]),
  };
}
export type MapPageState = ReturnType<typeof useMapPage>;

function useAddress() {
  const [search, setSearch] = useSearchParams();
  const filter = useMemo(() => parseDeskFilter(search), [search]);
  const choice = parseMapChoice(search);
  return {
    filter,
    choice,
    setFilter: (next: DeskFilter) => {
      setSearch(mapSearch(choice, deskSearch(next)), { replace: true });
    },
    choose: (part: Partial<MapChoice>) => {
      setSearch(mapSearch({ ...choice, ...part }, deskSearch(filter)), { replace: true });
    },
  };
}

function useShownCases(
  cases: ReturnType<typeof useOpenCases>['cases'],
  filter: DeskFilter,
  now: number,
) {
  const { t } = useTranslation();
  const all = useMemo(() => [...cases.values()], [cases]);
  const shown = useMemo(() => {
    const words = ({ kind }: { kind: string }) => kindText(t, kind);
    return all.filter((one) => passesDesk(one, filter, { now, words }));
  }, [all, filter, now, t]);
  return { all, shown };
}

function useStallHours(now: number) {
  const { session, timezone } = useSession();
  const calendar = session.site?.calendar ?? emptyCalendar;
  const check = useMemo(() => createHoursCheck(timezone, calendar), [timezone, calendar]);
  const minute = Math.floor(now / 60_000) * 60_000;
  return useMemo(
    () => (stall: DistrictMap['stalls'][number]) => check(stall.hours, minute),
    [check, minute],
  );
}
