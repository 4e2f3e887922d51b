// `fencewatch analyze`: runs the edge pipeline over a file or stream, as fast as possible. Prints incidents as they occur, and a
// summary at the end. Exit code 0; 2 for bad usage or site file; 3 when the source cannot be read or ends early.
import { basename } from 'node:path';
import { Command } from 'commander';
import { type Camera, type Site } from '../contracts/index.ts';
import { createDetector } from '../detectors/create-detector.ts';
import type { Detector } from '../detectors/detector.ts';
import { CaptureError } from '../edge/ffmpeg/capture-error.ts';
import { openCapture, type Capture } from '../edge/capture/open-capture.ts';
import { systemClock } from '../host/clock.ts';
import { createCameraPipeline, type CameraPipeline } from '../edge/pipeline/pipeline.ts';
import { ModelError, resolveModel } from '../models/index.ts';
import { createExplainer } from './analyze-explain.ts';
import { createAnalyzeReport, type AnalyzeReport } from './analyze-report.ts';
import { cpuMs } from './cpu-time.ts';
import { modelsFolder } from './models-folder.ts';
import { createObservationFile, type ObservationFile } from './observation-file.ts';
import { loadSite } from './site-file.ts';

export interface AnalyzeOptions {
  site: string;
  camera?: string;
  json?: boolean;
  realtime?: boolean;
  model?: string;
  models: string;
  /** Where to write the observation log. */
  observations?: string;
  /** Say why each place was set aside, dropped, waits or was raised. */
  explain?: boolean;
}

export function analyzeCommand(): Command {
  return new Command('analyze')
    .description('run the edge pipeline over a video file or stream, as fast as it can')
    .argument('<source>', 'video file, or rtsp:// address')
    .requiredOption('--site <file>', 'site file, YAML')
    .option('--camera <id>', 'camera whose fences are used; needed if the site has several cameras')
    .option('--json', 'one JSON object a line')
    .option('--realtime', 'at the speed of the recording')
    .option('--observations <file>', 'keep what each frame said, for `fencewatch fences test`')
    .option('--explain', 'explain why each place was set aside, dropped, waits or was raised')
    .option('--model <name>', 'model to use instead of that in the site file')
    .option('--models <dir>', 'models folder', modelsFolder())
    .action(async (source: string, options: AnalyzeOptions) => {
      process.exitCode = await analyze(source, options);
    });
}

/** Returns the exit code. */
export async function analyze(source: string, options: AnalyzeOptions): Promise<0 | 2 | 3> {
  const loaded = await loadSite(options.site);
  if (!loaded.ok) {
    for (const { path, message } of loaded.faults)
      console.error([options.site, path, message].filter((part) => part !== '').join(': '));
    return 2;
  }
  const camera = chooseCamera(loaded.site, source, options.camera);
  if (typeof camera === 'string') return refuse(camera);
  const detector = await openDetector(options.model ?? camera.analysis.model, options.models);
  if (typeof detector === 'string') return refuse(detector);
  const observations = await openObservations(options.observations);
  if (typeof observations === 'string') return refuse(observations);
  const second = await openSecond(camera.analysis.secondModel, options.models);
  try {
    const parts = {
      site: loaded.site,
      camera: { ...camera, source },
      detector,
      second,
      observations,
    };
    return await run({ ...parts, options });
  } finally {
    await observations?.close();
    await second?.close();
    await detector.close();
  }
}

function refuse(message: string): 2 {
  console.error(message);
  return 2;
}

/** The selected camera, or a sentence that says why it is ambiguous. */
function chooseCamera(site: Site, source: string, id: string | undefined): Camera | string {
  const names = site.cameras.map((camera) => camera.id).join(', ');
  if (id !== undefined)
    return (
      site.cameras.find((camera) => camera.id === id) ??
      `--camera: expected one of ${names}, got "${id}"`
    );
  const [only] = site.cameras;
  if (only && site.cameras.length === 1) return only;
  const fitting = site.cameras.filter((camera) => basename(camera.source) === basename(source));
  const [match] = fitting;
  return match && fitting.length === 1
    ? match
    : `--camera: the site has several cameras, name one of ${names}`;
}

async function openDetector(name: string, dir: string): Promise<Detector | string> {
  try {
    return await createDetector({ model: await resolveModel({ name, dir }) });
  } catch (error) {
    if (error instanceof ModelError) return error.message;
    throw error;
  }
}

/** If the model for second opinions is missing, the model of the analysis gives them. */
async function openSecond(name: string | null, dir: string): Promise<Detector | undefined> {
  if (name === null) return undefined;
  const opened = await openDetector(name, dir);
  if (typeof opened !== 'string') return opened;
  console.error(`second opinions by the model of the analysis: ${opened}`);
  return undefined;
}

/** Null when no output is requested. */
async function openObservations(
  path: string | undefined,
): Promise<ObservationFile | string | null> {
  if (path === undefined) return null;
  try {
    return await createObservationFile(path);
  } catch (error) {
    return `--observations: ${error instanceof Error ? error.message : String(error)}`;
  }
}

interface Run {
  site: Site;
  camera: Camera;
  detector: Detector;
  second: Detector | undefined;
  observations: ObservationFile | null;
  options: AnalyzeOptions;
}

async function run({ site, camera, detector, second, observations, options }: Run): Promise<0 | 3> {
  const stop = new AbortController();
  const interrupt = () => {
    stop.abort();
  };
  process.once('SIGINT', interrupt);
  const capture = openCapture({
    camera,
    periodMs: camera.analysis.periodMs,
    decode: camera.analysis.decode,
    transport: camera.transport === 'udp' ? 'udp' : 'tcp',
    signal: stop.signal,
    clock: systemClock,
    realtime: options.realtime ?? false,
  });
  const report = createAnalyzeReport(
    options.json ?? false,
    options.explain ? createExplainer() : null,
  );
  const begin = { wall: Date.now(), cpu: cpuMs() };
  const pipeline = createCameraPipeline({
    camera,
    fences: site.fences,
    timezone: site.timezone,
    calendar: site.calendar,
    detector,
    second,
  });
  const failure = await feed(capture, pipeline, { report, observations }).finally(() => {
    process.off('SIGINT', interrupt);
  });
  report.end({ wallMs: Date.now() - begin.wall, cpuMs: cpuMs() - begin.cpu });
  if (!failure) return 0;
  console.error(`${basename(camera.source)}: ${failure.message}`);
  return 3;
}

/** Returns the error that ended the source early, or null. */
async function feed(
  capture: Capture,
  pipeline: CameraPipeline,
  to: { report: AnalyzeReport; observations: ObservationFile | null },
): Promise<CaptureError | null> {
  try {
    for await (const frame of capture) {
      const outcome = await pipeline.process(frame);
      const { observation, watched } = outcome;
      to.report.frame(observation, outcome.events, capture.status.durationMs);
      to.report.explain(outcome);
      await to.observations?.add(observation, watched);
    }
    return null;
  } catch (error) {
    if (error instanceof CaptureError) return error;
    throw error;
  }
}
