// The result of the flap bench: data, its verdict, and the printed figures. Pure.
import { resourceNames, type ResourceName, type Trend } from './resources.ts';

export interface FlapResult {
  cameras: number;
  forMs: number;
  serverKills: number;
  ffmpegKills: number;
  measurements: number;
  /** The same process from the start until we killed it. */
  isAlive: boolean;
  defects: number;
  /** Cameras that were live some time after their server's last return. */
  liveAtEnd: number;
  trends: Record<ResourceName, Trend>;
  comeback: Comeback;
}

/** After the worker was killed and restarted. */
export interface Comeback {
  live: number;
  afterMs: number;
  /** ffmpeg processes that survived the killed worker. */
  leftBehind: number;
  defects: number;
}

/** The faults, in sentences; empty when the worker survived, resources stayed flat and all cameras came back. */
export function faultsOfFlap(result: FlapResult): string[] {
  const { isAlive, defects, liveAtEnd, cameras, trends, comeback } = result;
  const grown = resourceNames.filter((name) => !trends[name].isFlat);
  return [
    ...(isAlive ? [] : ['the worker ended unexpectedly']),
    ...(defects + comeback.defects === 0 ? [] : [`${defects + comeback.defects} defects`]),
    ...(liveAtEnd === cameras ? [] : [`${liveAtEnd} of ${cameras} cameras live at the end`]),
    ...grown.map((name) => `${name} grew from ${trends[name].from} to ${trends[name].to}`),
    ...(comeback.live === cameras
      ? []
      : [`${comeback.live} of ${cameras} cameras live after kill -9 and a restart`]),
    ...(comeback.leftBehind === 0 ? [] : [`${comeback.leftBehind} ffmpegs left behind by kill -9`]),
  ];
}

/** Figures at the start, in the middle and at the end, and the faults. */
export function flapText(result: FlapResult): string {
  const { cameras, forMs, serverKills, ffmpegKills, trends, comeback } = result;
  const row = (cells: readonly (string | number)[]) =>
    cells
      .map((cell) => String(cell).padEnd(10))
      .join('')
      .trimEnd();
  const faults = faultsOfFlap(result);
  return [
    `${cameras} cameras for ${Math.round(forMs / 1000)} s; ${serverKills} times all away, ${ffmpegKills} ffmpegs killed`,
    row(['', 'start', 'middle', 'end', 'most']),
    ...resourceNames.map((name) => {
      const { from, middle, to, most } = trends[name];
      return row([name, from, middle, to, most]);
    }),
    `after kill -9: ${comeback.live} of ${cameras} cameras live again ${(comeback.afterMs / 1000).toFixed(1)} s after the restart`,
    ...(faults.length === 0 ? ['all well'] : faults.map((fault) => `WRONG: ${fault}`)),
  ].join('\n');
}
