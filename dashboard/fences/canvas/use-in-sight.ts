// Brings the drawing area into sight when drawing begins: it may be begun from a setting far down the page.
import { useEffect, type RefObject } from 'react';

export function useInSight(area: RefObject<HTMLElement | null>, isDrawing: boolean): void {
  useEffect(() => {
    if (isDrawing) area.current?.scrollIntoView({ block: 'nearest' });
  }, [area, isDrawing]);
}
