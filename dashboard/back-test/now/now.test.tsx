// The overlay of what a camera sees now: labels, positions and sizes on the screen; and the polling.
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test, vi } from 'vitest';
import type { Observation } from '../../../contracts/index.ts';
import { SeenGroup } from '../../shared/seen-group.tsx';
import { createObservation, createRegion, createTrack } from '../../testing/sample-observations.ts';
import { poll } from './poll.ts';
import { countSeen, nameOfRegion, pathOfSpans } from '../../shared/seen.ts';
import { isNear, pixelSizeOf } from '../../shared/use-pixel-size.ts';

const person = createTrack({ id: 't1', thing: 'person' });

describe('what is seen', () => {
  test.each<[string, Partial<Observation>, ReturnType<typeof countSeen>]>([
    ['in an empty street is nothing', {}, []],
    [
      'is counted by name, most first',
      {
        tracks: [createTrack({ thing: 'vehicle' }), person, { ...person, id: 't2' }],
        regions: [createRegion({ seenAs: [] })],
      },
      [
        { name: 'person', total: 2 },
        { name: 'vehicle', total: 1 },
        { name: 'unnamed', total: 1 },
      ],
    ],
  ])('%s', (_, part, counts) => {
    expect(countSeen(createObservation(part))).toEqual(counts);
  });

  test('has the best label of the closer look for a region', () => {
    const seenAs = [
      { thing: 'goods', label: 'suitcase', confidence: 0.6 },
      { thing: 'other', label: 'bench', confidence: 0.2 },
    ] as const;
    expect(nameOfRegion({ seenAs: [...seenAs] })).toBe('goods');
    expect(nameOfRegion({ seenAs: [] })).toBe('unnamed');
  });
});

describe('the cells of a region', () => {
  test.each<[string, [number, number, number][], string]>([
    ['without spans are no path', [], ''],
    ['in one row are one bar', [[1, 2, 3]], 'M0.25 0.25h0.25v0.25h-0.25z'],
    [
      'in two rows are two bars',
      [
        [0, 0, 0],
        [3, 7, 7],
      ],
      'M0 0h0.125v0.25h-0.125zM0.875 0.75h0.125v0.25h-0.125z',
    ],
  ])('%s', (_, spans, path) => {
    expect(pathOfSpans(spans, { columns: 8, rows: 4 })).toBe(path);
  });
});

describe('the size of a pixel', () => {
  test.each([
    ['of an element that is not on the page is not known', null, null],
    ['of an element without area is not known', { a: 0, d: 100 }, null],
    ['differs in width and height', { a: 1000, d: 500 }, { x: 0.001, y: 0.002 }],
  ])('%s', (_, matrix, size) => {
    expect(pixelSizeOf(matrix)).toEqual(size);
  });

  test('is unchanged for an invisible difference', () => {
    expect(isNear({ x: 1, y: 1 }, { x: 1.001, y: 1 })).toBe(true);
    expect(isNear({ x: 1, y: 1 }, { x: 1, y: 1.02 })).toBe(false);
    expect(isNear(null, null)).toBe(true);
    expect(isNear(null, { x: 1, y: 1 })).toBe(false);
  });
});

describe('the drawing', () => {
  test('without objects has no box and says so', () => {
    const markup = renderToStaticMarkup(<SeenGroup tense="now" observation={null} />);
    expect(markup).not.toContain('now-box');
    expect(markup).toContain('aria-label');
  });

  test('has a box for each track, marked when it stands still, and the cells of each region', () => {
    const observation = createObservation({
      tracks: [
        createTrack({ id: 'a', stationarySince: null, box: box(0.1) }),
        createTrack({ id: 'b', stationarySince: 5, box: box(0.5) }),
      ],
      regions: [createRegion({ id: 'r1', spans: [[0, 0, 0]] })],
      grid: { columns: 10, rows: 10 },
    });
    const markup = renderToStaticMarkup(<SeenGroup tense="now" observation={observation} />);
    expect(markup).toMatch(/class="now-track" data-track="a"/);
    expect(markup).toMatch(/class="now-track now-still" data-track="b"/);
    expect(markup).toContain('class="now-box" x="0.5" y="0.5" width="0.1" height="0.1"');
    expect(markup).toContain('d="M0 0h0.1v0.1h-0.1z"');
  });
});

const box = (corner: number) => ({ x: corner, y: corner, width: 0.1, height: 0.1 });

describe('polling', () => {
  test('waits for each answer and each pause, and ends on abort', async () => {
    const controller = new AbortController();
    const steps: string[] = [];
    const ask = vi.fn(async () => {
      await Promise.resolve();
      steps.push('asked');
    });
    const pause = vi.fn(async () => {
      await Promise.resolve();
      steps.push('paused');
      if (steps.length >= 6) controller.abort();
    });
    await poll({ ask, pause }, controller.signal);
    expect(steps).toEqual(['asked', 'paused', 'asked', 'paused', 'asked', 'paused']);
  });

  test('does not begin after an abort', async () => {
    const ask = vi.fn(() => Promise.resolve());
    await poll({ ask, pause: () => Promise.resolve() }, AbortSignal.abort());
    expect(ask).not.toHaveBeenCalled();
  });

  test('does not pause after an abort', async () => {
    const controller = new AbortController();
    const pause = vi.fn(() => Promise.resolve());
    const ask = () => {
      controller.abort();
      return Promise.resolve();
    };
    await poll({ ask, pause }, controller.signal);
    expect(pause).not.toHaveBeenCalled();
  });
});
