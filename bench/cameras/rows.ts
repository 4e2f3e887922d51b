// The result of the camera bench as table rows, for the terminal and the page. Takes the result; returns tables.
import type { BenchResult, Delays, StepResult } from './result.ts';
import { bestOf } from './raise.ts';
import { parts } from './usage.ts';

export interface Table {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function tablesOf(result: BenchResult): Table[] {
  const best = bestOf(result.steps);
  return [stepsTable(result.steps), ...(best ? [costTable(best), besideTable(best, result)] : [])];
}

export function headline({ steps, load, processors, model, films }: BenchResult): string[] {
  const best = bestOf(steps);
  const limit = steps.some(({ isLate }) => isLate)
    ? 'looks came late after that'
    : 'looks did not come late';
  return [
    best
      ? `${best.usage.camerasACore.toFixed(1)} cameras a core with ${best.cameras} cameras; ${limit}`
      : 'nothing was measured',
    `films ${films.join(', ')}; model ${model}; ${processors} processors, load ${load.before.toFixed(1)} to ${load.after.toFixed(1)}`,
    'Costs are CPU time, so that other work on the machine hardly changes them; delays and the limit are as they came.',
  ];
}

function stepsTable(steps: readonly StepResult[]): Table {
  return {
    title: 'Steps',
    head: [
      'cameras',
      'cores',
      'cameras a core',
      'MB a camera',
      'looks',
      'dropped',
      'model runs',
      'look p50',
      'p99',
      'alert p50',
      'p99',
      'alerts',
      'loop p99',
      '',
    ],
    rows: steps.map((step) => [
      String(step.cameras),
      (step.usage.coresInAll * step.cameras).toFixed(2),
      step.usage.camerasACore.toFixed(1),
      step.usage.memoryInAllMb.toFixed(0),
      String(step.looks),
      String(step.dropped),
      String(step.runs),
      ...delayCells(step.lookDelay),
      ...delayCells(step.alertDelay),
      String(step.alerts),
      `${step.loopDelayP99Ms.toFixed(0)} ms`,
      step.isLate ? 'late' : '',
    ]),
  };
}

function delayCells({ p50, p99 }: Delays): string[] {
  return [p50, p99].map((ms) => (ms === null ? '–' : `${ms.toFixed(0)} ms`));
}

function costTable({ usage }: StepResult): Table {
  const cores = parts.map((part) => [`CPU: ${part}`, perMille(usage.cores[part])]);
  const memory = Object.entries(usage.memoryMb)
    .filter(([, mb]) => mb > 0)
    .map(([role, mb]) => [`memory: ${role}`, `${mb.toFixed(1)} MB`]);
  return {
    title: 'One camera',
    head: ['what', 'a camera'],
    rows: [
      ...cores,
      ['CPU in all', perMille(usage.coresInAll)],
      ...memory,
      ['memory in all (PSS)', `${usage.memoryInAllMb.toFixed(1)} MB`],
      ['memory, shared pages counted each time (RSS)', `${usage.rssInAllMb.toFixed(1)} MB`],
    ],
  };
}

function besideTable({ usage, floor }: StepResult, { peers }: BenchResult): Table {
  const times = (cores: number) => `${(cores / usage.coresInAll).toFixed(1)} ×`;
  const names = { full: 'OpenCV, all decoded, YOLOX-nano at 5 a second' };
  const gate = 'OpenCV, all decoded, 5 a second looked at, detector behind a motion gate';
  const peerRows = peers.peers.map((peer) => {
    const name = peer.mode === 'full' ? names.full : gate;
    return peer.ok
      ? [name, perMille(peer.cores), times(peer.cores)]
      : [`${name}: ${peer.why}`, '–', '–'];
  });
  return {
    title: 'Beside it',
    head: ['what', 'a camera', 'of ours'],
    rows: [
      ['this worker', perMille(usage.coresInAll), '1.0 ×'],
      [
        `floor: copy ${perMille(floor.copy)}, decode ${perMille(floor.decode)}, model ${perMille(floor.inference)}`,
        perMille(floor.inAll),
        times(floor.inAll),
      ],
      ...peerRows,
      ...(peers.withoutModel === null ? [] : [[`peers ${peers.withoutModel}`, '–', '–']]),
    ],
  };
}

/** Thousandths of a core. */
function perMille(cores: number): string {
  return `${(cores * 1000).toFixed(1)} mcore`;
}
