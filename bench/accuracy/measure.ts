// THE SPINE of the accuracy bench: clips → run each → judge it by its truth → figures. Takes clips and settings; returns the
// measurement together with its settings.
import type { Detector } from '../../detectors/detector.ts';
import type { Clip } from './clip.ts';
import type { EngineName } from './engine.ts';
import { figuresOf, type Figures, type JudgedClip } from './figures.ts';
import { judgeClip } from './match.ts';
import { runClip, type RunOptions } from './run-clip.ts';

export interface MeasureOptions extends Omit<RunOptions, 'onFrame'> {
  /** Called after each clip. */
  onClip?: (judged: JudgedClip, index: number) => void;
}

export interface Settings {
  engine: EngineName;
  model: string;
  modelSha256: string;
  /** Null: from each clip's site file. */
  periodMs: number | null;
}

export interface Measurement {
  settings: Settings;
  judged: JudgedClip[];
  figures: Figures;
}

/** One clip after another, so that costs are separate. @throws ClipError when a clip cannot be read */
export async function measure(
  clips: readonly Clip[],
  options: MeasureOptions,
): Promise<Measurement> {
  const judged: JudgedClip[] = [];
  for (const clip of clips) {
    const one = await measureClip(clip, options);
    judged.push(one);
    options.onClip?.(one, judged.length - 1);
  }
  return { settings: settingsOf(options), judged, figures: figuresOf(judged) };
}

async function measureClip(clip: Clip, options: MeasureOptions): Promise<JudgedClip> {
  const run = await runClip(clip, options);
  const { truth, fences } = clip;
  const { events, viewChanges } = run;
  return { clip, run, verdict: judgeClip({ truth, fences, events, viewChanges }) };
}

export function settingsOf({
  engine,
  periodMs,
  detector,
}: {
  engine: EngineName;
  periodMs: number | null;
  detector: Detector;
}): Settings {
  const { name, sha256 } = detector.model;
  return { engine, model: name, modelSha256: sha256, periodMs };
}
