import { describe, expect, it } from 'vitest';
import type { LineOf } from '../../chaos/history.ts';
import { judgeSoak } from '../judge-soak.ts';
import type { Sample } from '../sample.ts';
import { calmSamples, withPart } from '../testing/calm-samples.ts';
import { drawChart, niceAbove, segmentsOf, shortNumber } from './chart.ts';
import { chartsOf } from './charts.ts';
import { soakPage } from './page.ts';

const samples = calmSamples();
const kill: LineOf<'fault'> = {
  ...{ line: 'fault', what: 'kill-edge', part: 'edge-1' },
  ...{ from: 1_600_000, until: 1_605_000 },
};
const pageOf = (own: readonly Sample[], faults: LineOf<'fault'>[] = []) =>
  soakPage({
    ...{ samples: own, faults, verdict: judgeSoak({ samples: own, spans: [], faults: [] }) },
    of: { seed: 7, minutes: 60, cameras: 4, cores: 2 },
  });

describe('the drawing of a soak', () => {
  it('has every chart with its unit, and needs neither network nor script', () => {
    const page = pageOf(samples, [kill]);
    for (const title of [
      'Memory (PSS) of edges and dispatch',
      'Open handles of edges and dispatch',
      'Threads of edges and dispatch',
      'Memory (PSS) of servers and the bench itself',
      'Open handles of servers and the bench itself',
      'Threads of servers and the bench itself',
      'Processor use',
      'Delay from frame to alert, each minute',
      'Delay from alert to phone, each minute',
      'Counts, each minute',
      'Cases and messages so far',
      'What waits',
      'Bytes on disk',
    ])
      expect(page).toContain(`<figcaption>${title}</figcaption>`);
    for (const unit of ['MB', 'handles', 'cores', 'ms', 'a minute'])
      expect(page).toContain(`>${unit}</text>`);
    expect(page).not.toMatch(/<script|https?:|url\(/);
    expect(page).toContain('<p class="good">Green</p>');
  });

  it('marks each fault in each chart, and lists it', () => {
    const page = pageOf(samples, [
      kill,
      { ...kill, from: 1_200_000, what: 'poison', skipped: 'x' },
    ]);
    expect(page.match(/<title>2\. kill-edge \(edge-1\)<\/title>/g)).toHaveLength(13);
    expect(page).toContain('1. poison (edge-1), not done: x');
    expect(page).toContain('<td>10.0</td>');
    expect(page).toContain('<td>5.0</td>');
  });

  it('says what grows', () => {
    const leak = calmSamples((sample, n) =>
      withPart(sample, 'edge-1', () => ({ memoryMb: 100 + n })),
    );
    const page = pageOf(leak);
    expect(page).toContain('<p class="bad">Not green</p>');
    expect(page).toContain('GROWS: memory of edge-1 (pid 20)');
  });

  it('draws a run without samples', () => {
    const page = pageOf([]);
    expect(page).toContain('nothing could be judged');
    expect(page).not.toContain('NaN');
  });
});

describe('a chart', () => {
  const chart = { title: 'T', unit: 'MB', bands: [], from: 0, until: 600_000 };

  it('puts the first and the last value where they belong', () => {
    const points = [
      { at: 0, value: 0 },
      { at: 600_000, value: 100 },
    ];
    const { html } = drawChart({ ...chart, series: [{ name: 'a', points }] });
    expect(html).toContain('points="64.0,196.0 888.0,22.0"');
    expect(html).toContain('a: at the end 100 MB');
  });

  it('breaks a line where nothing is known', () => {
    const points = [1, null, 2, 3].map((value, n) => ({ at: n, value }));
    expect(segmentsOf(points).map(({ length }) => length)).toEqual([1, 2]);
    expect(segmentsOf([])).toEqual([]);
  });

  it('breaks a line where a process was started again', () => {
    const restarted = calmSamples((sample, n) =>
      withPart(sample, 'dispatch', () => ({ pid: n < 90 ? 10 : 11 })),
    );
    const [memory] = chartsOf(restarted, 2);
    const own = memory?.series.find(({ name }) => name === 'dispatch');
    expect(segmentsOf(own?.points ?? []).map(({ length }) => length)).toEqual([90, 90]);
  });

  it.each([
    [0, 1],
    [0.3, 0.4],
    [3, 4],
    [4.5, 5],
    [6, 10],
    [101, 200],
    [390, 400],
  ])('ends its axis for %s at %s', (value, most) => {
    expect(niceAbove(value)).toBeCloseTo(most, 9);
  });

  it('writes short numbers', () => {
    expect([0, 0.25, 1.5, 12.345, 123.4, 2000].map(shortNumber)).toEqual([
      ...['0', '0.25', '1.5', '12.3', '123', '2000'],
    ]);
  });
});

describe('the processor chart', () => {
  it('is the growth of CPU time, in cores', () => {
    const cores = chartsOf(samples, 2).find(({ title }) => title === 'Processor use');
    const own = cores?.series.find(({ name }) => name === 'dispatch');
    // 5 s of CPU in 20 s.
    expect(own?.points[5]?.value).toBeCloseTo(0.25, 9);
    const all = cores?.series.at(-1);
    expect(all?.points[5]?.value).toBeCloseTo(1.2, 9);
  });
});
