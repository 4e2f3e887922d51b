// Pointer gestures as pure steps: dragging points and rings, panning, and two-finger zoom.
import { describe, expect, test } from 'vitest';
import type { Point } from '../../../contracts/index.ts';
import { createFence } from '../../testing/sample-fences.ts';
import { outline } from '../edit/ring.ts';
import { wholeView, type View } from '../edit/view.ts';
import {
  beginDrag,
  edgeNear,
  editOfDrag,
  hoverOf,
  isTap,
  reachOf,
  tapOf,
  viewOfDrag,
  viewOfPinch,
  type Drag,
  type Pair,
  type Stand,
} from './drag.ts';

const square: Point[] = [
  [0.2, 0.2],
  [0.6, 0.2],
  [0.6, 0.6],
  [0.2, 0.6],
];
const fence = createFence({ polygon: square });
const stand: Stand = { view: wholeView, size: { width: 1000, height: 500 } };
const near: Stand = { view: { zoom: 2, x: 0.1, y: 0.1 }, size: stand.size };
const snap = { fence, others: [] };

const pinchFrom = (from: Pair, view: View) => ({ type: 'pinch' as const, from, view });

describe('a point that is dragged', () => {
  const drag = beginDrag({ on: 'point', ring: outline, point: 1 }, [605, 102], fence, stand);

  test('does not move until the pointer moves, however far off centre it was grabbed', () => {
    expect(editOfDrag(drag, [605, 102], stand, null)).toMatchObject({ point: 1, to: [0.6, 0.2] });
  });

  test('follows the pointer', () => {
    const edit = editOfDrag(drag, [705, 152], stand, null);
    expect(edit?.type === 'move-point' && edit.to[0]).toBeCloseTo(0.7);
    expect(edit?.type === 'move-point' && edit.to[1]).toBeCloseTo(0.3);
  });

  test('moves half as far in a picture twice as large', () => {
    const taken = beginDrag({ on: 'point', ring: outline, point: 1 }, [1000, 100], fence, near);
    const edit = editOfDrag(taken, [1100, 100], near, null);
    expect(edit?.type === 'move-point' && edit.to[0]).toBeCloseTo(0.65);
  });

  test('snaps to a border that is near', () => {
    expect(editOfDrag(drag, [1000, 102], stand, snap)).toMatchObject({ to: [1, 0.2] });
  });

  test('that starts in the middle of an edge is a new point there', () => {
    const middle = beginDrag({ on: 'middle', ring: outline, point: 0 }, [400, 100], fence, stand);
    expect(editOfDrag(middle, [400, 150], stand, null)).toMatchObject({ point: 1, to: [0.4, 0.3] });
  });

  test('does not move the picture', () => {
    expect(viewOfDrag(drag, [705, 152], stand.size)).toBeNull();
  });
});

describe('a ring that is dragged', () => {
  const drag = beginDrag({ on: 'ring', ring: outline }, [400, 200], fence, stand);

  test('moves as a whole, relative to where it was grabbed', () => {
    const edit = editOfDrag(drag, [500, 250], stand, null);
    expect(edit).toMatchObject({ type: 'set-ring', ring: outline });
    expect(edit?.type === 'set-ring' && edit.points[0]).toEqual([0.3, 0.3]);
  });

  test('comes back when the pointer does', () => {
    expect(editOfDrag(drag, [400, 200], stand, null)).toMatchObject({ points: square });
  });
});

describe('the picture', () => {
  const pan: Drag = { type: 'pan', from: [500, 250], view: near.view, other: null };

  test('is moved with the pointer', () => {
    expect(viewOfDrag(pan, [400, 250], stand.size)).toEqual({
      zoom: 2,
      x: 0.15000000000000002,
      y: 0.1,
    });
    expect(editOfDrag(pan, [400, 250], near, null)).toBeNull();
  });

  test('that is shown whole does not move', () => {
    expect(viewOfDrag({ ...pan, view: wholeView }, [400, 250], stand.size)).toEqual(wholeView);
  });

  test('is enlarged by two fingers that move apart, around the point between them', () => {
    const pinch = pinchFrom(
      [
        [400, 250],
        [600, 250],
      ],
      wholeView,
    );
    const view = viewOfPinch(
      pinch,
      [
        [300, 250],
        [700, 250],
      ],
      stand.size,
    );
    expect(view).toEqual({ zoom: 2, x: 0.25, y: 0.25 });
  });

  test('moves with two fingers that move together', () => {
    const pinch = pinchFrom(
      [
        [400, 250],
        [600, 250],
      ],
      near.view,
    );
    const view = viewOfPinch(
      pinch,
      [
        [300, 250],
        [500, 250],
      ],
      stand.size,
    );
    expect(view.zoom).toBe(2);
    expect(view.x).toBeCloseTo(0.15);
  });

  test('ignores two fingers in one place', () => {
    const pinch = pinchFrom(
      [
        [400, 250],
        [400, 250],
      ],
      wholeView,
    );
    expect(
      viewOfPinch(
        pinch,
        [
          [400, 250],
          [401, 250],
        ],
        stand.size,
      ).zoom,
    ).toBe(1);
  });
});

describe('a press while drawing', () => {
  const drawing = { ring: outline, points: square.slice(0, 3) };

  test('sets a point', () => {
    expect(tapOf([300, 400], drawing, stand, null)).toEqual({ type: 'set-point', at: [0.3, 0.8] });
    expect(tapOf([300, 400], { ring: outline, points: [] }, stand, null)).toEqual({
      type: 'set-point',
      at: [0.3, 0.8],
    });
  });

  test('near the first point closes, once there are three', () => {
    expect(tapOf([210, 95], drawing, stand, null)).toEqual({ type: 'close' });
    const two = { ring: outline, points: square.slice(0, 2) };
    expect(tapOf([210, 95], two, stand, null)).toMatchObject({ type: 'set-point' });
  });

  test('on the last point again does nothing', () => {
    expect(tapOf([602, 301], drawing, stand, null)).toBeNull();
  });

  test('counts only if the pointer did not move', () => {
    expect(isTap([100, 100], [104, 103])).toBe(true);
    expect(isTap([100, 100], [110, 100])).toBe(false);
  });

  test('is previewed at the crosshair, snapped to what is near', () => {
    expect(hoverOf([300, 3], stand, snap)).toEqual({ type: 'cursor', at: [0.3, 0] });
    expect(hoverOf([300, 3], stand, null)).toMatchObject({ at: [0.3, 0.006] });
  });
});

describe('the edge that is pressed twice', () => {
  test('is the nearest one, at the nearest place', () => {
    expect(edgeNear([400, 105], fence, outline, stand)).toMatchObject({ after: 0 });
    expect(edgeNear([205, 200], fence, outline, stand)).toMatchObject({ after: 3 });
  });

  test('is null in the middle of the fence, or without a fence', () => {
    expect(edgeNear([400, 200], fence, outline, stand)).toBeNull();
    expect(edgeNear([400, 200], createFence({ polygon: [] }), outline, stand)).toBeNull();
  });
});

test('a distance in pixels is a smaller share of an enlarged picture', () => {
  expect(reachOf(10, stand)).toEqual({ x: 0.01, y: 0.02 });
  expect(reachOf(10, near)).toEqual({ x: 0.005, y: 0.01 });
});
