// Runs fences over observations and prints the results. Takes the options of `fencewatch fences test`, returns the exit code.
// Each camera in a log is judged by its own fences.
import type { Box, Fault, Fence, Observation, Site } from '../contracts/index.ts';
import { ObservationLogError, type LogBatch } from '../observation-log/index.ts';
import { createAnalyzeReport } from './analyze-report.ts';
import { cpuMs } from './cpu-time.ts';
import { createCameraTest, type CameraTest } from './camera-test.ts';
import { loadDraft } from './draft-file.ts';
import { openSource, type SourceOptions } from './fences-source.ts';
import { printChanges, printSweeps, printUnwatched } from './fences-report.ts';
import { loadSite } from './site-file.ts';
import { parseSweep, type SweepOption } from './sweep-option.ts';

export interface FencesTestOptions extends SourceOptions {
  site: string;
  draft?: string;
  sweep?: string[];
  json?: boolean;
}

export async function testFences(options: FencesTestOptions): Promise<0 | 2 | 3> {
  const loaded = await loadSite(options.site);
  if (!loaded.ok) return refuse(inFile(options.site, loaded.faults));
  const { site } = loaded;
  const draft = await openDraft(options, site);
  if (!draft.ok) return refuse(inFile(options.draft ?? '', draft.faults));
  const sweeps = (options.sweep ?? []).map(parseSweep);
  const badSweeps = sweeps.filter((sweep) => typeof sweep === 'string');
  if (badSweeps.length > 0) return refuse(badSweeps);
  const source = await openSource(options, site);
  if (typeof source === 'string') return refuse([source]);
  const { fences, drafted } = draft;
  const goodSweeps = sweeps.filter((sweep) => typeof sweep !== 'string');
  return run({ site, fences, drafted, sweeps: goodSweeps, source, json: options.json ?? false });
}

async function openDraft({ draft, site: path }: FencesTestOptions, { fences }: Site) {
  if (draft === undefined) return { ok: true, fences, drafted: null } as const;
  return loadDraft({ draft, site: path, armed: fences });
}

function inFile(file: string, faults: readonly Fault[]): string[] {
  return faults.map(({ path, message }) => [file, path, message].filter(Boolean).join(': '));
}

function refuse(messages: readonly string[]): 2 {
  for (const message of messages) console.error(message);
  return 2;
}

interface Run {
  readonly site: Site;
  /** All fences of the site, with the draft. */
  readonly fences: readonly Fence[];
  readonly drafted: readonly Fence[] | null;
  readonly sweeps: readonly SweepOption[];
  readonly source: AsyncIterable<LogBatch>;
  readonly json: boolean;
}

async function run(options: Run): Promise<0 | 3> {
  const report = createAnalyzeReport(options.json);
  const begin = { wall: Date.now(), cpu: cpuMs() };
  const cameras = new Map<string, CameraTest>();
  const testOf = (cameraId: string): CameraTest => {
    const test = cameras.get(cameraId) ?? createCameraTest({ ...options, cameraId });
    cameras.set(cameraId, test);
    return test;
  };
  const failure = await feed(options.source, (observation, watched) => {
    report.frame(observation, testOf(observation.cameraId).feed(observation, watched), null);
  });
  for (const test of cameras.values()) {
    printChanges(test.changes(), options.json);
    printSweeps(test.sweeps(), options.json);
    printUnwatched(test.unwatched(), options.json);
  }
  report.end({ wallMs: Date.now() - begin.wall, cpuMs: cpuMs() - begin.cpu });
  if (failure === null) return 0;
  console.error(failure);
  return 3;
}

/** Returns the error that ended the observations early, or null. */
async function feed(
  source: AsyncIterable<LogBatch>,
  judge: (observation: Observation, watched: readonly Box[] | null) => void,
): Promise<string | null> {
  try {
    for await (const { observations, watched } of source)
      for (const observation of observations) judge(observation, watched);
    return null;
  } catch (error) {
    if (error instanceof ObservationLogError) return error.message;
    throw error;
  }
}
