// The stages of one frame of one camera, in order: frame → observation (detectors: crops, tracks, static regions, view
// health) → incidents (geofences). What follows (alerts, pictures, clips) is in edge/frame-handler.ts.
import { z } from 'zod';
import {
  describeFaults,
  faultsOf,
  pointSchema,
  type Box,
  type Calendar,
  type Camera,
  type Fence,
  type IncidentEvent,
  type Observation,
  type Polygon,
} from '../../contracts/index.ts';
import { analyzerSnapshotSchema, type AnalyzerSnapshot } from '../../detectors/analyzer.ts';
import type { Detector } from '../../detectors/detector.ts';
import type { Frame } from '../../detectors/frame.ts';
import type { SetAside } from '../../detectors/scene/set-aside.ts';
import {
  engineStateSchema,
  type Adoption,
  type Advance,
  type FollowedPlace,
} from '../../geofences/index.ts';
import { openAnalyzer, type OpenedAnalyzer } from './opened-analyzer.ts';
import { createSecondOpinions, type OpinionReport } from './second-opinions.ts';
import { createFenceJudge } from './fence-judge.ts';
import { createSteadyClock } from './steady-clock.ts';

export interface PipelineOutcome {
  readonly observation: Observation;
  readonly events: IncidentEvent[];
  /** Objects that do not count, with the reason. */
  readonly drops: Advance['drops'];
  /** Candidates that count but are not open yet, with what they wait for. */
  readonly waits: Advance['waits'];
  /** Candidates and open incidents after this frame. */
  readonly followed: readonly FollowedPlace[];
  /** The results and the cost of second opinions in this frame; null when none was needed. */
  readonly opinion: OpinionReport | null;
  /** Regions that scene change found and rejected, with the reason. */
  readonly setAside: readonly SetAside[];
  /** The areas that the detector was given. */
  readonly watched: readonly Box[];
  /** The frame with its bytes after they were transferred to another thread and back; absent when the frame is unchanged. */
  readonly frame?: Frame;
}

export interface CameraPipeline {
  /** Frames must come in order of capture. A step of the wall clock does not change durations. */
  process(frame: Frame): Promise<PipelineOutcome>;
  /**
   * Applies new fences from the next frame on; observations and open incidents are kept.
   * @param fences all of the site; the camera's own are selected
   * @param viewConfirmedAt when an operator last confirmed the view: the model of an older view is dropped, once
   */
  setFences(fences: readonly Fence[], viewConfirmedAt: number | null): Promise<void>;
  /**
   * Adopts incidents that the former holder of the camera reported open and this state does not have.
   * @param at time of the next frame, epoch ms
   */
  adopt(incidents: readonly IncidentEvent[], at: number): Promise<Omit<Adoption, 'state'>>;
  /** All state that must survive a restart, as plain JSON; a promise when another thread analyses. */
  snapshot(): unknown;
  openIncidents(): number;
}

export interface PipelineOptions {
  camera: Pick<Camera, 'id'> &
    Partial<Pick<Camera, 'privacyMasks'>> & {
      readonly analysis?: Partial<Camera['analysis']>;
    };
  /** All fences of the site; the camera's own are selected. */
  fences: readonly Fence[];
  timezone: string;
  calendar?: Calendar;
  detector: Detector;
  /** Gives second opinions; the detector itself when absent. */
  second?: Detector | undefined;
  /** From `snapshot()` of an earlier run. */
  snapshot?: unknown;
}

const snapshotSchema = z.strictObject({
  version: z.literal(1),
  analyzer: analyzerSnapshotSchema,
  engine: engineStateSchema,
  /** The last view confirmation that was applied. It is stored here, so that a crash cannot separate it from its effect. */
  viewConfirmedAt: z.number().int().nonnegative().nullable().default(null),
  /** The privacy masks when the background was learned; other masks are another scene. */
  privacyMasks: z.array(z.array(pointSchema)).default([]),
  /** Sum of the wall clock's steps since the analyzer began; the analyzer's own time has no steps. */
  clockShiftMs: z.number().int().default(0),
  /** Of the last frame; null before the first. */
  lastCapturedAt: z.number().int().nonnegative().nullable().default(null),
});

/** @throws Error when the snapshot is not one of a pipeline */
export function createCameraPipeline(options: PipelineOptions): CameraPipeline {
  const { process, setFences, adopt, ...rest } = createStages(options);
  const inTurn = createTurns();
  return {
    ...rest,
    process: (frame) => inTurn(() => process(frame)),
    setFences: (...change) =>
      inTurn(() => {
        setFences(...change);
      }),
    adopt: (...reported) => inTurn(() => adopt(...reported)),
  };
}

type Stages = Omit<CameraPipeline, 'setFences' | 'adopt'> & {
  setFences: (...change: Parameters<CameraPipeline['setFences']>) => void;
  adopt: (...reported: Parameters<CameraPipeline['adopt']>) => Omit<Adoption, 'state'>;
};

/** The stages. Call them one frame at a time. */
function createStages(options: PipelineOptions): Stages {
  const { camera, timezone, calendar } = options;
  const { privacyMasks = [] } = camera;
  const former = options.snapshot === undefined ? null : parseSnapshot(options.snapshot);
  const analyzer = analyzerOf(options, former, privacyMasks);
  const view = createViewConfirmation(analyzer, former?.viewConfirmedAt ?? null);
  const clock = createSteadyClock(former);
  const opinions = opinionsOf(camera, analyzer);
  const fences = ownFences(camera, options.fences);
  const judge = createFenceJudge({ fences, timezone, calendar, opinions, former: former?.engine });
  return {
    process: async (frame) => {
      judge.shift(clock.follow(frame));
      const steady = clock.steadied(frame);
      const seen = await analyzer.analyze(steady, judge.needsAttention());
      if (frame.clockStepMs) opinions?.forget();
      const { rgb } = givenBack(frame, analyzer).frame ?? frame;
      const outcome = await judge.judge({ seen: clock.dated(seen), frame: { ...steady, rgb } });
      const followed = judge.followed(outcome.observation.capturedAt);
      return { ...outcome, followed, ...sightOf(analyzer), ...givenBack(frame, analyzer) };
    },
    setFences: (all, confirmedAt) => {
      const armed = ownFences(camera, all);
      judge.setFences(armed);
      analyzer.setFences(polygonsOf(armed));
      view.confirm(confirmedAt);
    },
    adopt: (...reported) => judge.adopt(...reported),
    snapshot: () => {
      const kept = { engine: judge.state(), privacyMasks, ...view.snapshot(), ...clock.snapshot() };
      return withLearnt(analyzer, kept);
    },
    openIncidents: () => judge.openIncidents(),
  };
}

/** Applies each confirmation of the view once. */
function createViewConfirmation(analyzer: OpenedAnalyzer, former: number | null) {
  let viewConfirmedAt = former;
  return {
    confirm: (confirmedAt: number | null) => {
      if (confirmedAt === null || confirmedAt <= (viewConfirmedAt ?? -1)) return;
      viewConfirmedAt = confirmedAt;
      analyzer.confirmView();
    },
    snapshot: () => ({ viewConfirmedAt }),
  };
}

function sightOf(analyzer: OpenedAnalyzer): Pick<PipelineOutcome, 'setAside' | 'watched'> {
  return { setAside: analyzer.setAside(), watched: analyzer.crops() };
}

/** Null when second opinions are off. */
function opinionsOf({ analysis }: PipelineOptions['camera'], analyzer: OpenedAnalyzer) {
  return analysis?.secondOpinion === false ? null : createSecondOpinions(analyzer);
}

function polygonsOf(fences: readonly Fence[]): Polygon[] {
  return fences.map(({ polygon }) => polygon);
}

/** @param all all of the site */
function ownFences(camera: Pick<Camera, 'id'>, all: readonly Fence[]): Fence[] {
  return all.filter((fence) => fence.camera === camera.id);
}

/** Uses the learned state, unless the masks have changed. */
function analyzerOf(
  { detector, second, camera, fences }: PipelineOptions,
  former: z.infer<typeof snapshotSchema> | null,
  privacyMasks: Camera['privacyMasks'],
): OpenedAnalyzer {
  const isMaskedAnew = JSON.stringify(former?.privacyMasks) !== JSON.stringify(privacyMasks);
  const analyzer = openAnalyzer(detector, {
    cameraId: camera.id,
    fences: polygonsOf(ownFences(camera, fences)),
    ...(second && { second }),
    ...(former && { snapshot: former.analyzer }),
  });
  if (former && isMaskedAnew) analyzer.confirmView();
  return analyzer;
}

function withLearnt(analyzer: OpenedAnalyzer, kept: object): unknown {
  const learnt = analyzer.snapshot();
  const whole = (known: AnalyzerSnapshot) => ({ version: 1, analyzer: known, ...kept });
  return learnt instanceof Promise ? learnt.then(whole) : whole(learnt);
}

/** The returned picture of a frame whose buffer was transferred and is now detached. */
function givenBack(frame: Frame, analyzer: OpenedAnalyzer): { frame?: Frame } {
  const rgb = analyzer.lentBytes?.();
  return rgb ? { frame: { ...frame, rgb } } : {};
}

/** Runs tasks one after another, in the order of calls. */
function createTurns() {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => T | Promise<T>): Promise<T> => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
}

function parseSnapshot(value: unknown): z.infer<typeof snapshotSchema> {
  const parsed = snapshotSchema.safeParse(value, { reportInput: true });
  if (!parsed.success) throw new Error(`camera state: ${describeFaults(faultsOf(parsed.error))}`);
  return parsed.data;
}
