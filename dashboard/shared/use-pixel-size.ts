// The size of a screen pixel in the units of an SVG element, updated on zoom and resize, so that labels keep their size. The two
// axes may differ.
import { useEffect, useState, type RefObject } from 'react';

export interface PixelSize {
  x: number;
  y: number;
}

/** Null before the element is rendered. */
export function usePixelSize(element: RefObject<SVGGraphicsElement | null>): PixelSize | null {
  const [size, setSize] = useState<PixelSize | null>(null);
  useEffect(() => {
    const follow = () => {
      const next = pixelSizeOf(element.current?.getScreenCTM() ?? null);
      setSize((old) => (isNear(old, next) ? old : next));
      frame = requestAnimationFrame(follow);
    };
    let frame = requestAnimationFrame(follow);
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [element]);
  return size;
}

/** From the matrix that takes the element's units to pixels; null when it has no area. */
export function pixelSizeOf(matrix: Pick<DOMMatrix, 'a' | 'd'> | null): PixelSize | null {
  if (!matrix || matrix.a <= 0 || matrix.d <= 0) return null;
  return { x: 1 / matrix.a, y: 1 / matrix.d };
}

/** A change of half a percent is invisible and needs no redraw. */
export function isNear(a: PixelSize | null, b: PixelSize | null): boolean {
  if (!a || !b) return a === b;
  return Math.abs(a.x / b.x - 1) < 0.005 && Math.abs(a.y / b.y - 1) < 0.005;
}
