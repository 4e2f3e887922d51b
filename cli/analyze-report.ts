// Prints the output of `fencewatch analyze`: one JSON object per line for machines; one line per incident and, on a terminal, a
// progress bar for people. Takes the result of each frame; returns the summary at the end.
import { SingleBar } from 'cli-progress';
import type { IncidentEvent, Observation, ViewHealth } from '../contracts/index.ts';
import type { PipelineOutcome } from '../edge/pipeline/pipeline.ts';
import {
  countJson,
  countText,
  explanationJson,
  explanationText,
  type Explainer,
} from './analyze-explain.ts';
import { clockText } from './clock-text.ts';

export interface AnalyzeReport {
  frame(
    observation: Observation,
    events: readonly IncidentEvent[],
    durationMs: number | null,
  ): void;
  /** Why objects were not counted; empty unless requested. */
  explain(outcome: PipelineOutcome): void;
  end(cost: { wallMs: number; cpuMs: number }): void;
}

interface Totals {
  frames: number;
  /** Position in a file; for a stream, since its first frame. */
  mediaMs: number;
  firstAt: number | null;
  incidents: Set<string>;
  view: ViewHealth['state'];
}

/** @param explainer explains why objects were not counted; null when not requested */
export function createAnalyzeReport(
  json: boolean,
  explainer: Explainer | null = null,
): AnalyzeReport {
  const totals: Totals = {
    frames: 0,
    mediaMs: 0,
    firstAt: null,
    incidents: new Set(),
    view: 'ok',
  };
  const progress = createProgress(!json && process.stderr.isTTY);
  const say = (line: string): void => {
    progress.clear();
    console.log(line);
  };
  const frame: AnalyzeReport['frame'] = (observation, events, durationMs) => {
    const mediaMs = observation.mediaTimeMs ?? observation.capturedAt;
    totals.frames++;
    totals.firstAt ??= observation.capturedAt;
    totals.mediaMs = observation.mediaTimeMs ?? observation.capturedAt - totals.firstAt;
    for (const event of events) totals.incidents.add(event.incidentId);
    if (observation.view.state !== totals.view)
      say(json ? viewJson(observation) : viewText(observation));
    totals.view = observation.view.state;
    for (const event of events) say(json ? incidentJson(event) : incidentText(event));
    progress.update(mediaMs, durationMs);
  };
  const explain: AnalyzeReport['explain'] = (outcome) => {
    for (const one of explainer?.frame(outcome) ?? [])
      say(json ? explanationJson(one, outcome) : explanationText(one, outcome));
  };
  const end: AnalyzeReport['end'] = (cost) => {
    progress.stop();
    for (const count of explainer?.counts() ?? [])
      console.log(json ? countJson(count) : countText(count));
    console.log(json ? summaryJson(totals, cost) : summaryText(totals, cost));
  };
  return { frame, explain, end };
}

export function incidentJson(event: IncidentEvent): string {
  return JSON.stringify({
    type: 'incident',
    event: event.event,
    incidentId: event.incidentId,
    kind: event.kind,
    cameraId: event.cameraId,
    fenceId: event.fenceId,
    mediaTimeMs: event.mediaTimeMs,
    capturedAt: event.capturedAt,
    region: event.region,
    confidence: event.confidence,
    reason: event.reason,
  });
}

function incidentText(event: IncidentEvent): string {
  const when = clockText(event.mediaTimeMs ?? event.capturedAt);
  return `${when}  ${event.event.padEnd(11)}  ${event.kind.padEnd(17)}  ${event.fenceId}  ${event.reason}`;
}

function viewJson({ cameraId, mediaTimeMs, capturedAt, view }: Observation): string {
  return JSON.stringify({ type: 'view', cameraId, mediaTimeMs, capturedAt, ...view });
}

function viewText({ mediaTimeMs, capturedAt, view }: Observation): string {
  const consequence = view.state === 'ok' ? 'fences are judged again' : 'fences are suspended';
  return `${clockText(mediaTimeMs ?? capturedAt)}  view ${view.state}: ${consequence}`;
}

function summaryJson(
  { frames, mediaMs, incidents }: Totals,
  cost: { wallMs: number; cpuMs: number },
): string {
  return JSON.stringify({ type: 'summary', frames, mediaMs, ...cost, incidents: incidents.size });
}

function summaryText(
  { frames, mediaMs, incidents }: Totals,
  cost: { wallMs: number; cpuMs: number },
): string {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  const found = incidents.size === 1 ? '1 incident' : `${incidents.size} incidents`;
  return `${found} in ${seconds(mediaMs)} of video: ${frames} frames, ${seconds(cost.wallMs)} (CPU ${seconds(cost.cpuMs)})`;
}

interface Progress {
  update(mediaMs: number, durationMs: number | null): void;
  clear(): void;
  stop(): void;
}

function createProgress(shown: boolean): Progress {
  if (!shown) return { update: () => undefined, clear: () => undefined, stop: () => undefined };
  const bar = new SingleBar({
    format: '{bar} {percentage}%  {value}/{total} s',
    clearOnComplete: true,
  });
  let started = false;
  return {
    update: (mediaMs, durationMs) => {
      if (durationMs === null) return;
      if (!started) bar.start(Math.ceil(durationMs / 1000), 0);
      started = true;
      bar.update(Math.floor(mediaMs / 1000));
    },
    clear: () => {
      if (started) process.stderr.write('\r\u001b[K');
    },
    stop: () => {
      if (started) bar.stop();
    },
  };
}
