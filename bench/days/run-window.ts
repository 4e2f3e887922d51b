// Runs one window of a simulated day through an engine, look by look, as a worker that sees the camera for the first time. Takes
// the window's place, seed and time; gives what was found, missed and false, with sizes, light and causes.
import { cpuMs } from '../../cli/cpu-time.ts';
import { describeFaults, parseSite, type IncidentEvent } from '../../contracts/index.ts';
import type { Detector } from '../../detectors/detector.ts';
import type { Matter } from '../../simulator/days/cast/actor.ts';
import { openWindow, type DayWindow } from '../../simulator/days/day-window.ts';
import { cameraId, type Place } from '../../simulator/days/place.ts';
import type { Painter } from '../../simulator/days/render/painter.ts';
import { picture } from '../../simulator/days/render/picture-map.ts';
import type { Clip } from '../accuracy/clip.ts';
import { createBenchEngine, type EngineName } from '../accuracy/engine.ts';
import { judgeClip } from '../accuracy/match.ts';
import type { Truth, TrueIncident } from '../accuracy/truth.ts';
import type { Verdict, ViewChange } from '../accuracy/verdict.ts';
import { causeOf, type LookNote } from './cause.ts';
import type { WindowKey, WindowResult } from './day-result.ts';
import { createReasonTally, type ReasonTally } from './missed-why.ts';
import { createScriptedDetector } from './scripted-detector.ts';

export interface WindowRun {
  readonly place: Place;
  readonly painter: Painter;
  readonly seed: number;
  readonly startMs: number;
  readonly durationMs: number;
  readonly engine: EngineName;
  /** A real model; null for the scripted detector. */
  readonly detector: Detector | null;
  /** Sees the picture of each look. */
  readonly onLook?: (rgb: Uint8Array, timeMs: number) => Promise<void>;
}

export const lookEveryMs = 2000;
/** Some day; what matters is that looks follow each other. */
const dayMs = Date.UTC(2026, 5, 1);

export async function runWindow(run: WindowRun): Promise<WindowResult> {
  const begin = cpuMs();
  const window = openWindow(run);
  const clip = clipOf(run, window);
  const scripted = createScriptedDetector(run.seed);
  const engine = createBenchEngine(run.engine, { clip, detector: run.detector ?? scripted });
  const events: IncidentEvent[] = [];
  const viewChanges: ViewChange[] = [];
  const notes: LookNote[] = [];
  const reasons = createReasonTally(window.matters);
  for (let timeMs = 0; timeMs < run.durationMs; timeMs += lookEveryMs) {
    const look = await window.lookAt(timeMs);
    scripted.show(look.seen, timeMs / lookEveryMs);
    await run.onLook?.(look.rgb, timeMs);
    const { rgb, ...rest } = look;
    notes.push({ ...rest, atMs: timeMs });
    const frame = {
      cameraId,
      capturedAt: dayMs + run.startMs + timeMs,
      mediaTimeMs: timeMs,
      ...picture,
      rgb,
    };
    const outcome = await engine.process(frame);
    events.push(...outcome.events);
    reasons.note(timeMs, outcome);
    const { state } = outcome.observation.view;
    if (state !== (viewChanges.at(-1)?.state ?? 'ok')) viewChanges.push({ state, atMs: timeMs });
  }
  const verdict = judgeClip({ truth: clip.truth, fences: clip.fences, events, viewChanges });
  return resultOf(run, { window, verdict, notes, reasons, cpuMs: cpuMs() - begin });
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
  if (!camera) throw new Error(`${place.name}: expected one camera, came none`);
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
  cpuMs: number;
}

function resultOf(
  run: WindowRun,
  { window, verdict, notes, reasons, cpuMs: spent }: Done,
): WindowResult {
  return {
    ...headOf(run),
    sky: window.weather.sky,
    matters: mattersOf(window, verdict, reasons),
    alarms: alarmsOf(window, verdict, notes),
    duplicates: verdict.duplicates.length,
    viewMoved: verdict.view.movedAlarms,
    looks: notes.length,
    cpuMs: spent,
  };
}

function headOf({ place, seed, startMs, durationMs, engine, detector }: WindowRun): WindowKey {
  const model = detector?.model.name ?? 'scripted';
  return { place: place.name, seed, startMs, durationMs, engine, model };
}

function mattersOf(
  window: DayWindow,
  verdict: Verdict,
  reasons: ReasonTally,
): WindowResult['matters'] {
  return window.matters.map(({ kind, form, colour, size, fromMs, fenceId, region }, index) => {
    const found = verdict.found.find(({ truth }) => truth.fenceId === fenceId);
    const [light, delayMs] = [window.lightAt(fromMs), found?.delayMs ?? null];
    const why = delayMs === null ? reasons.whyOf(index) : null;
    return { kind, form, colour, size, light, fromMs, delayMs, why, region };
  });
}

function alarmsOf(
  window: DayWindow,
  { falseAlarms }: Verdict,
  notes: readonly LookNote[],
): WindowResult['alarms'] {
  return falseAlarms.map((one) => {
    const { kind, fenceId, why, openedMs, region } = one;
    const [cause, light] = [causeOf(one, notes), window.lightAt(openedMs)];
    return { kind, fenceId, cause, light, why, openedMs, region };
  });
}
