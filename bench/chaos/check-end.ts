// Judges the end of a run: nothing waits, all parts are healthy without intervention, each camera has one edge, no process leaks or
// is left behind, and the schedule was carried out. Pure.
import { groupBy } from '../night/judge-messages.ts';
import { trendOf, type Resources } from '../flap/resources.ts';
import type { ChaosFault } from './chaos-fault.ts';
import { linesOf, type HistoryLine, type LineOf } from './history.ts';

export interface EndVerdict {
  faults: ChaosFault[];
  done: number;
  skipped: string[];
  settledAfterMs: number | null;
  mostMemoryMb: number;
  mostHandles: number;
}

/** Fewer measurements say nothing about a trend. */
const leastMeasurements = 8;
/** Looks within the last ms of the run show which edge has a camera. */
export const lastLooksMs = 6000;

export function checkEnd(history: readonly HistoryLine[]): EndVerdict {
  const measured = linesOf(history, 'resources');
  const faults = linesOf(history, 'fault');
  const [end] = linesOf(history, 'end');
  return {
    faults: [
      ...leftFaults(history),
      ...problemFaults(history),
      ...watchFaults(history),
      ...processFaults(history),
      ...growthFaults(measured),
      ...faults.flatMap(({ what, part, failed }) =>
        failed === undefined
          ? []
          : [{ fault: 'fault-not-done' as const, about: `${what} (${part}): ${failed}` }],
      ),
      ...((end?.settledAfterMs ?? null) === null
        ? [{ fault: 'not-settled' as const, about: 'the run' }]
        : []),
    ],
    done: faults.filter(({ skipped, failed }) => skipped === undefined && failed === undefined)
      .length,
    skipped: faults.flatMap(({ what, skipped }) =>
      skipped === undefined ? [] : [`${what}: ${skipped}`],
    ),
    settledAfterMs: end?.settledAfterMs ?? null,
    mostMemoryMb: Math.max(0, ...measured.map(({ memoryMb }) => memoryMb)),
    mostHandles: Math.max(0, ...measured.map(({ handles }) => handles)),
  };
}

function leftFaults(history: readonly HistoryLine[]): ChaosFault[] {
  return linesOf(history, 'left')
    .filter(({ count }) => count > 0)
    .map(({ where, count }) => ({ fault: 'left-waiting', about: `${where}: ${count}` }));
}

/** An edge reports for a quarter of an hour that its clock was set: a correct notice, and no fault. */
function problemFaults(history: readonly HistoryLine[]): ChaosFault[] {
  const stepped = linesOf(history, 'fault')
    .filter(({ what }) => what === 'clock-of-edge')
    .map(({ part }) => part);
  return linesOf(history, 'problem')
    .filter(({ code, by }) => code !== 'clock-stepped' || !stepped.includes(by))
    .map(({ by, code, detail }) => ({ fault: 'not-green', about: `${by}: ${code} ${detail}` }));
}

function watchFaults(history: readonly HistoryLine[]): ChaosFault[] {
  const [run] = linesOf(history, 'run');
  const [end] = linesOf(history, 'end');
  const last = linesOf(history, 'look').filter(({ at }) => at > (end?.at ?? 0) - lastLooksMs);
  return (run?.cameras ?? []).flatMap((cameraId): ChaosFault[] => {
    const edges = new Set(last.filter((one) => one.cameraId === cameraId).map((one) => one.edgeId));
    if (edges.size === 0) return [{ fault: 'camera-unwatched', about: cameraId }];
    return edges.size > 1
      ? [{ fault: 'camera-watched-twice', about: `${cameraId} by ${[...edges].join(', ')}` }]
      : [];
  });
}

function processFaults(history: readonly HistoryLine[]): ChaosFault[] {
  return [
    ...linesOf(history, 'ended-by-itself').map(({ part }) => ({
      fault: 'ended-by-itself' as const,
      about: part,
    })),
    ...linesOf(history, 'defect').map(({ part }) => ({ fault: 'defect' as const, about: part })),
    ...linesOf(history, 'orphan').map(({ pid, command }) => ({
      fault: 'orphan-left' as const,
      about: `${pid} ${command}`,
    })),
  ];
}

/** Per process, from the second quarter of its life to the last: 25 % and 40 MB, 10 % and 20 handles (bench/flap/resources.ts). */
function growthFaults(measured: readonly LineOf<'resources'>[]): ChaosFault[] {
  return [...groupBy(measured, ({ part, pid }) => `${part} ${pid}`)].flatMap(([about, own]) => {
    if (own.length < leastMeasurements) return [];
    const row = own.map(({ memoryMb, handles }): Resources => {
      return { memoryMb, handles, children: 0, diskMb: 0 };
    });
    const names = { memoryMb: 'memory-grew', handles: 'handles-grew' } as const;
    return (['memoryMb', 'handles'] as const).flatMap((name): ChaosFault[] => {
      const { from, to, isFlat } = trendOf(name, row);
      return isFlat ? [] : [{ fault: names[name], about: `${about}: from ${from} to ${to}` }];
    });
  });
}
