// The body of a log block: delta-coded observations, the first against nothing. Takes quantised observations of one camera.
// Decoding restores them exactly, and unchanged parts are shared objects.
import type { Observation, Track, ViewHealth } from '../contracts/index.ts';
import { readItems, writeItems } from './items-code.ts';
import { createLaneWriters, joinLanes, openLanes, type LaneReaders } from './lanes.ts';
import type { LaneWriters } from './lanes.ts';
import { isSameOpinions, readOpinions, writeOpinions } from './opinion-code.ts';
import { boxSteps } from './quantise.ts';
import { readRegion, writeRegion } from './region-code.ts';
import { readSteps, writeSteps } from './share-code.ts';
import { writeTrack } from './track-code.ts';
import { createTrackReader, type IsWanted } from './track-reader.ts';
import { createWordReader, createWordWriter, type WordReader, type WordWriter } from './words.ts';

/** Flags for the fields that follow. Part of the format. */
const bit = { grid: 1, view: 2, noMediaTime: 4, opinions: 8 } as const;

/** An observation and its interval to the previous one, ms, which predicts the next interval. */
interface Step {
  readonly observation: Observation;
  readonly paceMs: number;
}

export function writeBody(observations: readonly Observation[]): Uint8Array<ArrayBuffer> {
  const lanes = createLaneWriters();
  const words = createWordWriter(lanes.texts, lanes.ids);
  let before = nothingYet('');
  for (const now of observations) {
    const paceMs = now.capturedAt - before.observation.capturedAt;
    writeObservation({ lanes, words }, before, { observation: now, paceMs });
    before = { observation: now, paceMs };
  }
  return joinLanes(lanes);
}

export interface BodyReading {
  readonly cameraId: string;
  /** The number of observations. */
  readonly count: number;
  /** Selects the tracks to return; all when absent. */
  readonly isWanted?: IsWanted | undefined;
}

/** Throws a RangeError when the bytes are not a body with this many observations. */
export function readBody(
  body: Uint8Array,
  { cameraId, count, isWanted = () => true }: BodyReading,
): Observation[] {
  const lanes = openLanes(body);
  const words = createWordReader(lanes.texts, lanes.ids);
  const readTracks = createTrackReader({ lanes, words, isWanted });
  const observations: Observation[] = [];
  let before = nothingYet(cameraId);
  while (observations.length < count) {
    before = readObservation({ lanes, words, readTracks }, before);
    observations.push(before.observation);
  }
  if (Object.values(lanes).some((lane) => !lane.isAtEnd()))
    throw new RangeError(`more than ${count} observations`);
  return observations;
}

interface Writing {
  readonly lanes: LaneWriters;
  readonly words: WordWriter;
}

function writeObservation({ lanes, words }: Writing, before: Step, now: Step): void {
  const [was, is] = [before.observation, now.observation];
  const { capturedAt, mediaTimeMs, grid } = is;
  const isSameGrid = was.grid.columns === grid.columns && was.grid.rows === grid.rows;
  const isSameView = viewText(was.view) === viewText(is.view);
  const isSameHearing = isSameOpinions(was.opinions, is.opinions);
  lanes.frames.unsigned(
    (isSameGrid ? 0 : bit.grid) |
      (isSameView ? 0 : bit.view) |
      (mediaTimeMs === null ? bit.noMediaTime : 0) |
      (isSameHearing ? 0 : bit.opinions),
  );
  lanes.frames.signed(now.paceMs - before.paceMs);
  if (mediaTimeMs !== null) lanes.frames.signed(mediaTimeMs - nextMediaTime(was, now.paceMs));
  if (!isSameGrid) {
    lanes.frames.unsigned(grid.columns);
    lanes.frames.unsigned(grid.rows);
  }
  if (!isSameView) writeView({ lanes, words }, was.view, is.view);
  if (!isSameHearing) writeOpinions(lanes.frames, capturedAt, is.opinions);
  const to = { lanes, words, capturedAt, grid, isSameGrid };
  const toTracks = { lanes, words, capturedAt, before: was.tracks };
  writeItems(lanes.order, [was.tracks, is.tracks], (former, one) => {
    writeTrack(toTracks, former, one);
  });
  writeItems(lanes.order, [was.regions, is.regions], (former, one) => {
    writeRegion(to, former, one);
  });
}

interface Reading {
  readonly lanes: LaneReaders;
  readonly words: WordReader;
  readonly readTracks: (capturedAt: number) => Track[];
}

function readObservation({ lanes, words, readTracks }: Reading, before: Step): Step {
  const was = before.observation;
  const { frames } = lanes;
  const flags = frames.unsigned();
  const paceMs = before.paceMs + frames.signed();
  const capturedAt = was.capturedAt + paceMs;
  const mediaTimeMs = flags & bit.noMediaTime ? null : nextMediaTime(was, paceMs) + frames.signed();
  const isSameGrid = !(flags & bit.grid);
  const grid = isSameGrid ? was.grid : { columns: frames.unsigned(), rows: frames.unsigned() };
  const view = flags & bit.view ? readView({ lanes, words }, was.view) : was.view;
  const opinions = flags & bit.opinions ? readOpinions(frames, capturedAt) : was.opinions;
  const from = { lanes, words, capturedAt, grid, isSameGrid };
  const tracks = readTracks(capturedAt);
  const regions = readItems(lanes.order, was.regions, (former) => readRegion(from, former));
  const { version, cameraId } = was;
  const seen = { version, cameraId, capturedAt, mediaTimeMs, grid, tracks, regions, view };
  return { observation: opinions?.length ? { ...seen, opinions } : seen, paceMs };
}

/** Prediction: media time advances by the same interval as `capturedAt`. */
function nextMediaTime({ mediaTimeMs }: Observation, paceMs: number): number {
  return mediaTimeMs === null ? 0 : mediaTimeMs + paceMs;
}

function writeView(
  { lanes, words }: Writing,
  was: ViewHealth,
  { state, since, shift }: ViewHealth,
) {
  words.word(state);
  lanes.frames.signed(since - was.since);
  lanes.frames.unsigned(shift === null ? 0 : 1);
  if (shift === null) return;
  writeSteps(lanes.frames, boxSteps, 0, shift.x);
  writeSteps(lanes.frames, boxSteps, 0, shift.y);
}

function readView(
  { lanes: { frames }, words }: Omit<Reading, 'readTracks'>,
  was: ViewHealth,
): ViewHealth {
  const state = words.viewState();
  const since = was.since + frames.signed();
  if (frames.unsigned() === 0) return { state, since, shift: null };
  const x = readSteps(frames, boxSteps, 0);
  return { state, since, shift: { x, y: readSteps(frames, boxSteps, 0) } };
}

function viewText({ state, since, shift }: ViewHealth): string {
  return `${state} ${since} ${shift?.x} ${shift?.y}`;
}

/** The empty observation that the first one of a block is coded against. */
function nothingYet(cameraId: string): Step {
  const observation: Observation = {
    ...{ version: 1, cameraId, capturedAt: 0, mediaTimeMs: null },
    grid: { columns: 1, rows: 1 },
    tracks: [],
    regions: [],
    view: { state: 'ok', since: 0, shift: null },
  };
  return { observation, paceMs: 0 };
}
