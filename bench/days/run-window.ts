// Runs one window of a simulated day through one or several engines, look by look, each as a worker that sees the camera for the
// first time. Takes the place, seed and time; returns for each engine what was found, missed and false, with causes.
import { cpuMs } from '../../cli/cpu-time.ts';
import { describeFaults, parseSite, type IncidentEvent } from '../../contracts/index.ts';
import type { Detector } from '../../detectors/detector.ts';
import type { Frame } from '../../detectors/frame.ts';
import type { Matter } from '../../simulator/days/cast/actor.ts';
import { openWindow, type DayWindow } from '../../simulator/days/day-window.ts';
import type { SeenThing } from '../../simulator/days/seen-thing.ts';
import { cameraId, type Place } from '../../simulator/days/place.ts';
import type { Painter } from '../../simulator/days/render/painter.ts';
import { picture } from '../../simulator/days/render/picture-map.ts';
import type { Clip } from '../accuracy/clip.ts';
import { createBenchEngine, type EngineName } from '../accuracy/engine.ts';
import { judgeClip } from '../accuracy/match.ts';
import type { Truth, TrueIncident } from '../accuracy/truth.ts';
import type { Verdict, ViewChange } from '../accuracy/verdict.ts';
import { causeOf, leadMs, type LookNote } from './cause.ts';
import type { WindowKey, WindowResult } from './day-result.ts';
import { createHiddenTally, type HiddenTally } from './hidden.ts';
import { createReasonTally, type ReasonTally } from './missed-why.ts';
import { createScriptedDetector } from './scripted-detector.ts';

export interface WindowRun {
  readonly place: Place;
  readonly painter: Painter;
  readonly seed: number;
  readonly startMs: number;
  readonly durationMs: number;
  readonly engines: readonly EngineName[];
  /** A real model; null for the scripted detector. */
  readonly detector: Detector | null;
  /** Called with the picture of each look. */
  readonly onLook?: (rgb: Uint8Array, timeMs: number) => Promise<void>;
}

export const lookEveryMs = 2000;
/** An arbitrary day; only the intervals between looks matter. */
const dayMs = Date.UTC(2026, 5, 1);

export async function runWindow(run: WindowRun): Promise<WindowResult[]> {
  const window = openWindow(run);
  const clip = clipOf(run, window);
  const watchers = run.engines.map((engine) => createWatcher(engine, run, { clip, window }));
  const notes: LookNote[] = [];
  const hidden = createHiddenTally(window.matters);
  let drawnMs = 0;
  for (let timeMs = 0; timeMs < run.durationMs; timeMs += lookEveryMs) {
    const begin = cpuMs();
    const look = await window.lookAt(timeMs);
    drawnMs += cpuMs() - begin;
    await run.onLook?.(look.rgb, timeMs);
    const { rgb, ...rest } = look;
    notes.push({ ...rest, atMs: timeMs });
    hidden.note(timeMs, look.seen);
    const capturedAt = dayMs + run.startMs + timeMs;
    const frame = { cameraId, capturedAt, mediaTimeMs: timeMs, ...picture, rgb };
    for (const watcher of watchers) await watcher.watch(frame, look.seen, timeMs);
  }
  return watchers.map((watcher) => {
    const { events, viewChanges, reasons, spentMs } = watcher.outcome();
    const verdict = judgeClip({ truth: clip.truth, fences: clip.fences, events, viewChanges });
    const done = { window, verdict, notes, reasons, hidden, cpuMs: spentMs + drawnMs };
    return resultOf(run, watcher.engine, done);
  });
}

interface Watched {
  readonly events: readonly IncidentEvent[];
  readonly viewChanges: readonly ViewChange[];
  readonly reasons: ReasonTally;
  readonly spentMs: number;
}

interface Watcher {
  readonly engine: EngineName;
  watch(frame: Frame, seen: readonly SeenThing[], timeMs: number): Promise<void>;
  outcome(): Watched;
}

/** Each engine has its own scripted detector, so that requests of one do not affect the other. */
function createWatcher(
  name: EngineName,
  { seed, detector }: WindowRun,
  { clip, window }: { clip: Clip; window: DayWindow },
): Watcher {
  const scripted = createScriptedDetector(seed);
  const engine = createBenchEngine(name, { clip, detector: detector ?? scripted });
  const events: IncidentEvent[] = [];
  const viewChanges: ViewChange[] = [];
  const reasons = createReasonTally(window.matters);
  let spentMs = 0;
  return {
    engine: name,
    watch: async (frame, seen, timeMs) => {
      const begin = cpuMs();
      scripted.show(seen, timeMs / lookEveryMs, frame.capturedAt);
      const outcome = await engine.process(frame);
      spentMs += cpuMs() - begin;
      events.push(...outcome.events);
      reasons.note(timeMs, outcome);
      const { state } = outcome.observation.view;
      if (state !== (viewChanges.at(-1)?.state ?? 'ok')) viewChanges.push({ state, atMs: timeMs });
    },
    outcome: () => ({ events, viewChanges, reasons, spentMs }),
  };
}

/** @throws Error when a place's fences are faulty */
function clipOf({ place, durationMs }: WindowRun, { matters }: DayWindow): Clip {
  const parsed = parseSite({
    version: 1,
    name: place.name,
    timezone: 'Asia/Shanghai',
    cameras: [{ id: cameraId, name: place.name, source: 'rtsp://127.0.0.1/simulated' }],
    fences: place.fences,
  });
  if (!parsed.ok) throw new Error(`${place.name}: ${describeFaults(parsed.faults)}`);
  const { cameras, fences, timezone, calendar } = parsed.site;
  const [camera] = cameras;
  if (!camera) throw new Error(`${place.name}: expected one camera, got none`);
  const incidents = matters.map(incidentOf);
  const truth: Truth = {
    durationMs,
    incidents,
    negatives: [],
    expectViewMoved: false,
    nuisance: [],
    note: '',
  };
  return { name: place.name, camera, fences, site: { timezone, calendar }, truth };
}

function incidentOf({ fenceId, kind, fromMs, toMs, region, dwellClass }: Matter): TrueIncident {
  return { fenceId, kind, presentFromMs: fromMs, presentToMs: toMs, region, thing: dwellClass };
}

interface Done {
  window: DayWindow;
  verdict: Verdict;
  notes: LookNote[];
  reasons: ReasonTally;
  hidden: HiddenTally;
  cpuMs: number;
}

function resultOf(run: WindowRun, engine: EngineName, done: Done): WindowResult {
  const { window, verdict, notes, cpuMs: spent } = done;
  return {
    ...headOf(run, engine),
    sky: window.weather.sky,
    matters: mattersOf(done),
    alarms: alarmsOf(done),
    duplicates: verdict.duplicates.length,
    viewMoved: verdict.view.movedAlarms,
    looks: notes.length,
    cpuMs: spent,
  };
}

function headOf(
  { place, seed, startMs, durationMs, detector }: WindowRun,
  engine: EngineName,
): WindowKey {
  const model = detector?.model.name ?? 'scripted';
  return { place: place.name, seed, startMs, durationMs, engine, model };
}

/** Matched by place: one that fits the fence, the kind and the exact region of the truth. */
function mattersOf({ window, verdict, reasons, hidden }: Done): WindowResult['matters'] {
  return window.matters.map((matter, index) => {
    const { kind, form, colour, size, fromMs, fenceId, region, standing } = matter;
    const found = verdict.found.find(
      ({ truth }) => truth.fenceId === fenceId && truth.region === region,
    );
    const delayMs = found?.delayMs ?? null;
    return {
      kind,
      form,
      colour,
      size,
      fromMs,
      region,
      delayMs,
      light: window.lightAt(fromMs),
      why: delayMs === null ? reasons.whyOf(index) : null,
      insideShare: standing.insideShare,
      hiddenShare: hidden.shareOf(index),
    };
  });
}

function alarmsOf({ window, verdict, notes }: Done): WindowResult['alarms'] {
  return verdict.falseAlarms.map((one) => {
    const { kind, fenceId, why, presentSinceMs, openedMs, region } = one;
    const shadeMoved = window.shadeMoved(region, Math.max(0, presentSinceMs - leadMs), openedMs);
    const cause = causeOf({ region, presentSinceMs, openedMs, shadeMoved }, notes);
    return { kind, fenceId, cause, light: window.lightAt(openedMs), why, openedMs, region };
  });
}
