// Runs one clip through an engine at full speed. Takes the clip and the settings; returns all events, every change of view
// health, and the cost. The result is reproducible.
import { cpuMs } from '../../cli/cpu-time.ts';
import type { IncidentEvent } from '../../contracts/index.ts';
import type { Detector } from '../../detectors/detector.ts';
import type { Frame } from '../../detectors/frame.ts';
import { CaptureError } from '../../edge/ffmpeg/capture-error.ts';
import { openCapture, type Capture } from '../../edge/capture/open-capture.ts';
import { systemClock } from '../../host/clock.ts';
import type { Clip } from './clip.ts';
import { createBenchEngine, type EngineName } from './engine.ts';
import type { FrameOutcome } from './bench-engine.ts';
import { noOpinions, withReport, type OpinionTally } from './opinion-tally.ts';
import type { ViewChange } from './verdict.ts';

export interface ClipRun {
  events: IncidentEvent[];
  viewChanges: ViewChange[];
  frames: number;
  /** Length of the clip. */
  mediaMs: number;
  /** Of this process and of ffmpeg. */
  cpuMs: number;
  decode: Capture['status']['decode'];
  opinions: OpinionTally;
}

export interface RunOptions {
  engine: EngineName;
  detector: Detector;
  /** Gives second opinions; the detector itself when absent. */
  second?: Detector | undefined;
  /** False switches second opinions off; when absent, the clip's site file decides. */
  secondOpinion?: false | undefined;
  /** The interval between analysed frames; the site file's when null. */
  periodMs: number | null;
  /** Called with each frame and its outcome. */
  onFrame?: (frame: Frame, outcome: FrameOutcome) => void | Promise<void>;
}

/** A clip that cannot be measured, with its name and the reason. */
export class ClipError extends Error {
  constructor(clip: Pick<Clip, 'name'>, cause: CaptureError) {
    super(`${clip.name}.mp4: ${cause.message}`, { cause });
    this.name = 'ClipError';
  }
}

/** @throws ClipError when the clip cannot be read to its end */
export async function runClip(clip: Clip, options: RunOptions): Promise<ClipRun> {
  try {
    return await run(clip, options);
  } catch (error) {
    throw error instanceof CaptureError ? new ClipError(clip, error) : error;
  }
}

async function run(clip: Clip, options: RunOptions): Promise<ClipRun> {
  const { events, viewChanges }: Pick<ClipRun, 'events' | 'viewChanges'> = {
    events: [],
    viewChanges: [],
  };
  const engine = createBenchEngine(options.engine, { clip, ...options });
  const capture = captureOf(clip, options);
  const begin = cpuMs();
  let frames = 0;
  let opinions = noOpinions;
  for await (const frame of capture) {
    const outcome = await engine.process(frame);
    frames++;
    events.push(...outcome.events);
    opinions = withReport(opinions, outcome.opinion ?? null);
    noteView(viewChanges, outcome.observation.view.state, frame);
    await options.onFrame?.(frame, outcome);
  }
  const { decode, durationMs } = capture.status;
  const mediaMs = durationMs ?? clip.truth.durationMs;
  return { events, viewChanges, frames, mediaMs, cpuMs: cpuMs() - begin, decode, opinions };
}

function captureOf(clip: Clip, { periodMs }: RunOptions): Capture {
  const { camera } = clip;
  return openCapture({
    camera,
    transport: 'tcp',
    clock: systemClock,
    signal: new AbortController().signal,
    periodMs: periodMs ?? camera.analysis.periodMs,
    decode: camera.analysis.decode,
  });
}

function noteView(changes: ViewChange[], state: ViewChange['state'], frame: Frame): void {
  const last = changes.at(-1)?.state ?? 'ok';
  if (state !== last) changes.push({ state, atMs: frame.mediaTimeMs ?? frame.capturedAt });
}
