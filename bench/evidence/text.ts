// The figures of the evidence bench as text. Takes the result; returns lines.
import type { CaseCosts } from './measure-cases.ts';
import type { LogCost } from './measure-log.ts';
import type { RecordingCost } from './measure-recording.ts';
import { dayOf, type DayPart, type DayWish } from './figures.ts';

export interface EvidenceResult {
  load: { before: number; after: number };
  processors: number;
  wish: DayWish;
  recording: RecordingCost;
  cases: CaseCosts;
  /** On the embedded store, and on PostgreSQL where it is installed. */
  logs: readonly LogCost[];
}

export function evidenceText(result: EvidenceResult): string {
  const { load, processors, recording, cases, logs, wish } = result;
  const [embedded] = logs;
  return [
    `${processors} processors, load ${load.before.toFixed(1)} before and ${load.after.toFixed(1)} after`,
    '',
    ...recordingLines(recording),
    '',
    ...caseLines(cases),
    '',
    ...logs.map(logLine),
    ...(embedded === undefined
      ? []
      : ['', ...dayLines(dayOf(recording, cases, embedded, wish), wish)]),
  ].join('\n');
}

function recordingLines(cost: RecordingCost): string[] {
  const { cameras, analysis, looks, idle, recording, bytesASecond } = cost;
  return [
    `${cameras} cameras, three workers at the same time, cores a camera`,
    `analysis alone: ${analysis.toFixed(4)}, ${looks} looks`,
    `receiving alone: ${idle.toFixed(4)}, with recording: ${recording.toFixed(4)}`,
    `recording: ${(recording - idle).toFixed(4)} and ${(bytesASecond / 1000).toFixed(0)} kB a second`,
  ];
}

function caseLines(cases: CaseCosts): string[] {
  const line = (name: string, round: keyof CaseCosts) => {
    const { edgeMs, dispatchMs, bytes, entries } = cases[round];
    return `${name}: ${edgeMs.toFixed(0)} ms at the edge, ${dispatchMs.toFixed(0)} ms at dispatch, ${(bytes / 1e6).toFixed(2)} MB, ${entries.toFixed(1)} entries`;
  };
  return [
    'CPU of one case, over an idle process',
    line('alert alone', 'alerts'),
    line('with picture and clip', 'clips'),
    line('signed, with content credentials', 'sealed'),
  ];
}

function logLine(log: LogCost): string {
  return `custody log, ${log.engine === 'embedded' ? 'embedded store' : 'PostgreSQL'}: ${log.keptPerSecond} entries a second kept, ${log.loggedPerSecond} in the log; ${log.cpuMs.toFixed(2)} ms, ${log.fileBytes.toFixed(0)} bytes in files and ${log.databaseBytes.toFixed(0)} in tables an entry`;
}

function dayLines(parts: readonly DayPart[], { cases, looks }: DayWish): string[] {
  return [
    `a camera-day with ${cases} cases, each looked at ${looks} times`,
    ...parts.map(({ name, cpuSeconds, bytes, ratio }) =>
      [
        name.padEnd(34),
        `${cpuSeconds.toFixed(1)} s`.padStart(10),
        (bytes === null ? '–' : sizeText(bytes)).padStart(10),
        ratio.toFixed(4).padStart(8),
      ].join('  '),
    ),
  ];
}

export function sizeText(bytes: number): string {
  if (Math.abs(bytes) >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
  if (Math.abs(bytes) >= 1e6) return `${(bytes / 1e6).toFixed(1)} MB`;
  return `${(bytes / 1000).toFixed(1)} kB`;
}
