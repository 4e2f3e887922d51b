// The positions of a curve's points on a chart: values in even steps, because they are a list, not a scale; alerts per night from
// 0 to a round number above the maximum.
export interface ChartFrame {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface ChartScale {
  x(index: number): number;
  y(value: number): number;
  /** Round values for the lines behind the curve, from 0 up. */
  ticks: readonly number[];
}

export function createChartScale(values: readonly number[], frame: ChartFrame): ChartScale {
  const { width, height, left, right, top, bottom } = frame;
  const highest = Math.max(1, ...values);
  const step = roundStep(highest / 3);
  const most = Math.ceil(highest / step) * step;
  const inner = { width: width - left - right, height: height - top - bottom };
  const count = Math.round(most / step) + 1;
  return {
    x: (index) =>
      values.length < 2
        ? left + inner.width / 2
        : left + (index * inner.width) / (values.length - 1),
    y: (value) => top + inner.height * (1 - value / most),
    ticks: Array.from({ length: count }, (_, index) => Math.round(index * step * 1e6) / 1e6),
  };
}

/** The next of 1, 2, 5, 10, 20, 50 … */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].map((digit) => digit * power).find((step) => step >= least) ?? least;
}
