// A chart over some weeks with uPlot: bars for counts, lines for shares and durations. Takes its values; redraws when they, the
// width or the theme change. The same values are in a table next to it, for users who cannot see it.
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { usePreferences } from '../settings/preferences-provider.tsx';

export interface ChartLine {
  label: string;
  /** One value per label of the axis; null where unknown. */
  values: readonly (number | null)[];
  /** A colour of the tokens, such as `--accent`. */
  color: string;
  shape: 'bars' | 'line';
}

interface ChartProps {
  title: string;
  labels: readonly string[];
  lines: readonly ChartLine[];
  formatValue: (value: number) => string;
  /** The maximum of the axis; from the values when absent. */
  top?: number;
}

const height = 220;

export function Chart({ title, labels, lines, formatValue, top }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const { preferences } = usePreferences();
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const chart = draw(element, { labels, lines, formatValue, top });
    const watcher = new ResizeObserver(() => {
      chart.setSize({ width: element.clientWidth, height });
    });
    watcher.observe(element);
    return () => {
      watcher.disconnect();
      chart.destroy();
    };
  }, [labels, lines, formatValue, top, preferences.theme]);
  return (
    <figure className="chart card">
      <figcaption className="card-title">{title}</figcaption>
      <div ref={place} className="chart-place" aria-hidden="true" />
    </figure>
  );
}

type Drawn = Pick<ChartProps, 'labels' | 'lines' | 'formatValue'> & { top: number | undefined };

function draw(element: HTMLElement, { labels, lines, formatValue, top }: Drawn): uPlot {
  const colorOf = colorsIn(element);
  const muted = colorOf('--text-muted');
  const grid = colorOf('--line');
  const axis = { stroke: muted, grid: { stroke: grid, width: 1 }, ticks: { show: false } };
  const bars = uPlot.paths.bars?.({ size: [0.55, 48] });
  const options: uPlot.Options = {
    width: element.clientWidth,
    height,
    cursor: { show: false },
    scales: {
      x: { time: false, range: [-0.6, labels.length - 0.4] },
      y: { range: (_, __, highest) => [0, top ?? Math.max(highest * 1.1, 1)] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        splits: labels.map((_, index) => index),
        values: (chart, splits) => {
          const step = labelStep(labels.length, chart.bbox.width / devicePixelRatio);
          return splits.map((split) =>
            isLabelled(split, labels.length, step) ? (labels[split] ?? '') : '',
          );
        },
      },
      { ...axis, size: 84, values: (_, splits) => splits.map(formatValue) },
    ],
    series: [
      {},
      ...lines.map(({ label, color, shape }) => ({
        label,
        stroke: colorOf(color),
        width: 2,
        points: { show: shape === 'line', size: 7, fill: colorOf(color) },
        ...(shape === 'bars' && bars ? { paths: bars, fill: colorOf(color) } : {}),
      })),
    ],
    legend: { live: false },
  };
  const data = [labels.map((_, index) => index), ...lines.map(({ values }) => [...values])];
  return new uPlot(options, data as uPlot.AlignedData, element);
}

/** The width of a date in pixels. */
const labelWidth = 46;

/** Every label if all fit, else every second, third and so on. */
function labelStep(count: number, width: number): number {
  return Math.max(1, Math.ceil((count * labelWidth) / Math.max(width, 1)));
}

/** The last label, the current week, is always shown. */
function isLabelled(index: number, count: number, step: number): boolean {
  return index < count && (count - 1 - index) % step === 0;
}

/** Design tokens as colours for a canvas, which supports neither variables nor `light-dark()`. */
function colorsIn(element: HTMLElement): (token: string) => string {
  return (token) => {
    const probe = document.createElement('span');
    probe.style.color = `var(${token})`;
    element.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  };
}
