// The visible part of the picture, and the conversion between screen and picture. Zoom 1 shows all of it.
import type { Point } from '../../../contracts/index.ts';

export interface View {
  zoom: number;
  /** The upper left corner of the visible part, in shares of the picture. */
  x: number;
  y: number;
}
/** The drawing area in CSS pixels. */
export interface Size {
  width: number;
  height: number;
}

export const wholeView: View = { zoom: 1, x: 0, y: 0 };
export const mostZoom = 8;

export function toScreen(view: View, size: Size, [x, y]: Point): Point {
  return [(x - view.x) * view.zoom * size.width, (y - view.y) * view.zoom * size.height];
}

export function toPicture(view: View, size: Size, [x, y]: Point): Point {
  return [x / (view.zoom * size.width) + view.x, y / (view.zoom * size.height) + view.y];
}

/** The point of the picture at `anchor` stays in place on screen, as far as the border allows. */
export function zoomAt(view: View, factor: number, [x, y]: Point): View {
  const zoom = Math.min(mostZoom, Math.max(1, view.zoom * factor));
  const shrink = view.zoom / zoom;
  return withinPicture({ zoom, x: x - (x - view.x) * shrink, y: y - (y - view.y) * shrink });
}

/** `by` in shares of the picture. */
export function panBy(view: View, [x, y]: Point): View {
  return withinPicture({ zoom: view.zoom, x: view.x + x, y: view.y + y });
}

export function centreOf(view: View): Point {
  return [view.x + 0.5 / view.zoom, view.y + 0.5 / view.zoom];
}

/** Pans only as far as needed to show the point. */
export function viewShowing(view: View, [x, y]: Point): View {
  const shown = 1 / view.zoom;
  const margin = shown * 0.05;
  return withinPicture({
    zoom: view.zoom,
    x: Math.min(x - margin, Math.max(view.x, x + margin - shown)),
    y: Math.min(y - margin, Math.max(view.y, y + margin - shown)),
  });
}

function withinPicture({ zoom, x, y }: View): View {
  const room = 1 - 1 / zoom;
  return { zoom, x: Math.min(room, Math.max(0, x)), y: Math.min(room, Math.max(0, y)) };
}
