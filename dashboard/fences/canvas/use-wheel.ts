// The wheel zooms the drawing area. When it cannot zoom out further, the page scrolls.
import { useEffect, useEffectEvent, type RefObject } from 'react';
import type { Point } from '../../../contracts/index.ts';
import { mostZoom, toPicture, zoomAt, type View } from '../edit/view.ts';
import type { Stand } from './drag.ts';

export function useWheel(
  area: RefObject<HTMLElement | null>,
  { view, size }: Stand,
  setView: (view: View) => void,
): void {
  const onWheel = useEffectEvent((event: WheelEvent) => {
    const factor = Math.exp(-event.deltaY / (event.ctrlKey ? 120 : 400));
    const hasEffect = factor > 1 ? view.zoom < mostZoom : view.zoom > 1;
    if (!hasEffect && !event.ctrlKey) return;
    event.preventDefault();
    const { left, top } = area.current?.getBoundingClientRect() ?? { left: 0, top: 0 };
    const at: Point = [event.clientX - left, event.clientY - top];
    setView(zoomAt(view, factor, toPicture(view, size, at)));
  });
  useEffect(() => {
    const element = area.current;
    const listener = (event: WheelEvent) => {
      onWheel(event);
    };
    // React's own listener is passive and could not prevent scrolling.
    element?.addEventListener('wheel', listener, { passive: false });
    return () => {
      element?.removeEventListener('wheel', listener);
    };
  }, [area]);
}
