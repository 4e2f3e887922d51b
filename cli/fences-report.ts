// Prints the output of `fencewatch fences test` besides incidents: gains and losses of a draft, and curves of alerts per night.
// One JSON object per line for machines, one line each for people.
import type { BackTestIncident, RunComparison, UnwatchedFence } from '../geofences/index.ts';
import { clockText } from './clock-text.ts';
import type { Curve } from './camera-test.ts';

export function printChanges(changes: RunComparison | null, json: boolean): void {
  if (changes === null) return;
  const { gained, lost } = changes;
  for (const incident of gained) console.log(changeLine('gained', incident, json));
  for (const incident of lost) console.log(changeLine('lost', incident, json));
  const counts = { kept: changes.kept.length, gained: gained.length, lost: lost.length };
  console.log(
    json
      ? JSON.stringify({ type: 'comparison', ...counts })
      : `against the armed fences: ${counts.kept} kept, ${counts.gained} gained, ${counts.lost} lost`,
  );
}

export function printSweeps(curves: readonly Curve[], json: boolean): void {
  for (const curve of curves) for (const line of curveLines(curve, json)) console.log(line);
}

/** Empty when everything was watched, or when the log does not say. */
export function printUnwatched(fences: readonly UnwatchedFence[], json: boolean): void {
  for (const { fenceId, share } of fences) {
    const text = percentText(share);
    console.error(
      `warning: ${fenceId}: ${text} of this fence was not given to the detector when the log was written; ` +
        'people and things with names are missing there',
    );
    if (json) console.log(JSON.stringify({ type: 'unwatched', fenceId, share: rounded(share) }));
  }
}

/** Never 0%, and 100% only for the whole fence. */
function percentText(share: number): string {
  if (share < 0.01) return 'less than 1%';
  return `${Math.floor(share * 100)}%`;
}

function rounded(share: number): number {
  return Math.ceil(share * 1000) / 1000;
}

function changeLine(change: 'gained' | 'lost', incident: BackTestIncident, json: boolean): string {
  if (json) return JSON.stringify({ type: change, ...incident });
  const { openedAt, mediaTimeMs, kind, fenceId, reason } = incident;
  return `${clockText(mediaTimeMs ?? openedAt)}  ${change.padEnd(11)}  ${kind.padEnd(17)}  ${fenceId}  ${reason}`;
}

function curveLines({ fenceId, by, points }: Curve, json: boolean): string[] {
  if (json)
    return points.map(({ text, incidents, perNight }) =>
      JSON.stringify({ type: 'sweep', fenceId, setting: by, value: text, incidents, perNight }),
    );
  const width = Math.max(...points.map(({ text }) => text.length));
  const most = Math.max(1, ...points.map(({ perNight }) => perNight));
  return [
    `${fenceId}: alerts a night by ${by}`,
    ...points.map(({ text, perNight }) => {
      const bar = '#'.repeat(Math.round((perNight / most) * 40));
      return `  ${text.padStart(width)}  ${perNight.toFixed(1).padStart(6)}  ${bar}`.trimEnd();
    }),
  ];
}
