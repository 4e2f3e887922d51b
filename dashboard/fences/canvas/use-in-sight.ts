// Scrolls the drawing area into view when drawing begins: it may be started from far down the page.
import { useEffect, type RefObject } from 'react';

export function useInSight(area: RefObject<HTMLElement | null>, isDrawing: boolean): void {
  useEffect(() => {
    if (isDrawing) area.current?.scrollIntoView({ block: 'nearest' });
  }, [area, isDrawing]);
}
