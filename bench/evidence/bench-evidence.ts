// `bench evidence`: what evidence costs compared with analysis alone, all in one run. Takes the options of the command; prints
// figures. Throws when a camera does not come.
import { availableParallelism, loadavg } from 'node:os';
import { filmsOf } from '../cameras/films.ts';
import type { DayWish } from './figures.ts';
import { measureCases } from './measure-cases.ts';
import { measureLog } from './measure-log.ts';
import { measureRecording } from './measure-recording.ts';
import { evidenceText, type EvidenceResult } from './text.ts';

export interface BenchEvidenceOptions extends DayWish {
  seconds: number;
  mix: readonly string[];
  cameras: number;
  /** Incidents at once, to measure the cost of one. */
  together: number;
  entries: number;
  models?: string;
  json: boolean;
}

/** Callers of the custody log at the same time. */
const callers = 200;

export async function benchEvidence(options: BenchEvidenceOptions): Promise<void> {
  const say = (line: string) => {
    console.error(line);
  };
  const films = await filmsOf(options.mix, { say });
  const [film] = films;
  if (film === undefined) throw new Error('expected a film, got none');
  const before = load();
  const recording = await measureRecording({
    films,
    cameras: options.cameras,
    forMs: options.seconds * 1000,
    model: 'centernet-mobilenetv3',
    models: options.models ?? null,
  });
  say(`recording is measured with ${recording.cameras} cameras`);
  const cases = await measureCases({ film, cases: options.together, onProgress: say });
  const logs = [];
  for (const engine of ['embedded', 'external'] as const)
    logs.push(await measureLog(engine, { entries: options.entries, together: callers }));
  const result: EvidenceResult = {
    load: { before, after: load() },
    processors: availableParallelism(),
    wish: { cases: options.cases, looks: options.looks },
    recording,
    cases,
    logs,
  };
  console.log(options.json ? JSON.stringify(result, null, 2) : evidenceText(result));
}

function load(): number {
  return loadavg()[0] ?? 0;
}
