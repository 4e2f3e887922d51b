// The list of the duty desk: of thousands of cases only the visible ones are rendered. Row heights follow their text. The scroll
// position is kept when the user visits other pages.
import { useWindowVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import {
  useCallback,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type RefObject,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { ListedCase } from '../../contracts/index.ts';
import { useMomentFormat } from '../session/use-moment-format.ts';
import { usePageMemory } from '../shared/page-memory.tsx';
import { createSinceFormat } from '../time/moment.ts';
import { CaseLine, type CaseLineProps } from './case-line.tsx';

interface CaseLinesProps extends Omit<
  CaseLineProps,
  'one' | 'isCursor' | 'isChosen' | 'whenOf' | 't'
> {
  cases: readonly ListedCase[];
  cursorId: string | null;
  chosen: ReadonlySet<string>;
  /** The filter: the scroll position is kept per filter. */
  placeKey: string;
}

interface KeptPlace {
  key: string | null;
  offset: number;
  measured: VirtualItem[];
}
const createPlace = (): KeptPlace => ({ key: null, offset: 0, measured: [] });
/** Of a row on a wide screen, px; desk.css gives rows at least this. */
const usualHeight = 72;

export function CaseLines({ cases, cursorId, chosen, placeKey, ...line }: CaseLinesProps) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const whenOf = useMemo(() => createSinceFormat(format), [format]);
  const list = useRef<HTMLUListElement>(null);
  const virtualizer = useLines(list, cases, placeKey);
  const lead = useEffectEvent((id: string | null) => {
    const index = cases.findIndex((one) => one.id === id);
    if (index >= 0) virtualizer.scrollToIndex(index, { align: 'auto' });
  });
  const lastLed = useRef(cursorId);
  useEffect(() => {
    // Scrolls only when the cursor moves, not when cases are inserted above it or when the user comes back.
    if (lastLed.current !== cursorId) lead(cursorId);
    lastLed.current = cursorId;
  }, [cursorId]);
  const { scrollMargin } = virtualizer.options;
  return (
    <ul
      ref={list}
      className="desk-list"
      aria-label={t('desk.list', { total: cases.length })}
      style={{ height: virtualizer.getTotalSize() }}
    >
      {virtualizer.getVirtualItems().map(({ index, key, start }) => {
        const one = cases[index];
        return (
          one && (
            <li
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              className="desk-item"
              aria-setsize={cases.length}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${start - scrollMargin}px)` }}
            >
              <CaseLine
                {...line}
                t={t}
                whenOf={whenOf}
                one={one}
                isCursor={one.id === cursorId}
                isChosen={chosen.has(one.id)}
              />
            </li>
          )
        );
      })}
    </ul>
  );
}

function useLines(
  list: RefObject<HTMLUListElement | null>,
  cases: readonly ListedCase[],
  placeKey: string,
) {
  const place = usePageMemory(createPlace);
  const [scrollMargin, setScrollMargin] = useState(0);
  const usual = useRef(usualHeight);
  const estimateSize = useCallback(() => usual.current, []);
  const isBack = place.key === placeKey;
  // Must be the same function while the list is the same; otherwise every row is measured again.
  const getItemKey = useCallback((index: number) => cases[index]?.id ?? index, [cases]);
  const virtualizer = useWindowVirtualizer({
    count: cases.length,
    estimateSize,
    getItemKey,
    overscan: 4,
    // Rows are rendered with the next frame, not within the event of each scroll.
    useFlushSync: false,
    // To ask the page itself for the offset while rows change would cost a layout at each frame.
    onChange: ({ scrollOffset, isScrolling }) => {
      if (isScrolling) place.offset = scrollOffset ?? 0;
    },
    scrollMargin,
    scrollPaddingStart: 160,
    scrollPaddingEnd: 120,
    initialMeasurementsCache: isBack ? place.measured : [],
  });
  useLayoutEffect(() => {
    setScrollMargin(list.current?.offsetTop ?? 0);
  }, [list]);
  const isEmpty = cases.length === 0;
  useLayoutEffect(() => {
    // A row of the expected height moves nothing when it comes.
    const rows = [...(list.current?.children ?? [])];
    const height = mostCommon(rows.map(({ clientHeight }) => clientHeight));
    if (isEmpty || height === undefined || height === usual.current) return;
    usual.current = height;
    if (!isBack) virtualizer.measure();
  }, [list, isEmpty, isBack, virtualizer]);
  const arrive = useEffectEvent(() => {
    if (isBack) scrollTo(0, place.offset);
  });
  const leave = useEffectEvent(() => {
    place.key = placeKey;
    place.measured = virtualizer.takeSnapshot();
  });
  useLayoutEffect(() => {
    arrive();
    return () => {
      leave();
    };
  }, []);
  return virtualizer;
}

function mostCommon(values: readonly number[]): number | undefined {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}
