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

interface CaseLinesProps extends Omit<CaseLineProps, 'one' | 'isCursor' | 'isChosen' | 'whenOf'> {
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
const estimateSize = () => 68;

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
  const isBack = place.key === placeKey;
  // Must be the same function while the list is the same; otherwise every row is measured again.
  const getItemKey = useCallback((index: number) => cases[index]?.id ?? index, [cases]);
  const virtualizer = useWindowVirtualizer({
    count: cases.length,
    estimateSize,
    getItemKey,
    overscan: 4,
    scrollMargin,
    scrollPaddingStart: 160,
    scrollPaddingEnd: 120,
    initialMeasurementsCache: isBack ? place.measured : [],
  });
  useLayoutEffect(() => {
    setScrollMargin(list.current?.offsetTop ?? 0);
  }, [list]);
  const arrive = useEffectEvent(() => {
    if (isBack) scrollTo(0, place.offset);
  });
  const keep = useEffectEvent(() => {
    place.offset = scrollY;
  });
  const leave = useEffectEvent(() => {
    place.key = placeKey;
    place.measured = virtualizer.takeSnapshot();
  });
  useLayoutEffect(() => {
    arrive();
    const onScroll = () => {
      keep();
    };
    addEventListener('scroll', onScroll, { passive: true });
    return () => {
      removeEventListener('scroll', onScroll);
      leave();
    };
  }, []);
  return virtualizer;
}
