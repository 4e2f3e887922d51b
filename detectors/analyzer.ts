// Analyses the frames of one camera: frame in, observation out. Crops that pass the gate go to the detector, detections become
// tracks, the small picture goes through view health and scene change; static regions get a closer look.
import { z } from 'zod';
import type { Box, Observation, Polygon, StaticRegion } from '../contracts/index.ts';
import type { Detection } from './detection.ts';
import type { Detector } from './detector.ts';
import type { Frame } from './frame.ts';
import { createViewHealthWatch, viewHealthSnapshotSchema } from './health/view-health.ts';
import {
  createCloserLooks,
  isMaybePerson,
  type CloserLooks,
  type LookedAt,
  type LookedThrough,
} from './closer-looks.ts';
import { toPlanes, type Planes } from './scene/planes.ts';
import {
  createSceneChange,
  sceneSnapshotSchema,
  type SceneFindings,
} from './scene/scene-change.ts';
import type { SetAside } from './scene/set-aside.ts';
import { createOpinionGiver } from './opinion/opinion-giver.ts';
import type { OpinionLimits, OpinionsGiven, OpinionWish } from './opinion/second-looks.ts';
import { createPlacesOfPeople, type PlacesOfPeople } from './places-of-people.ts';
import { createStillness, type Stillness } from './stillness.ts';
import { createTracker, trackerSnapshotSchema } from './tracking/tracker.ts';
import { intersection } from './tracking/overlap.ts';
import { boundsOf } from './crops/choose-crops.ts';
import { createCropDetector } from './crops/crop-detector.ts';

export interface Analyzer {
  /**
   * Frames must come in order of `capturedAt`.
   * @param attention whether there is a candidate or an open incident: then the gate lets everything through
   */
  analyze(frame: Frame, attention: boolean): Promise<Observation>;
  /** The fences have changed: crops are chosen again at the next frame; the learnt state is kept. */
  setFences(fences: readonly Polygon[]): void;
  /**
   * An operator has confirmed the present view. The learnt state of the old view (reference of view health, background,
   * tracks) is dropped, and learnt again from the next frame on.
   */
  confirmView(): void;
  /**
   * Second opinions on objects that are about to be alerted, in the latest frame.
   * @returns opinions on the objects whose alert is due
   */
  giveOpinions(frame: Frame, wishes: readonly OpinionWish[]): Promise<OpinionsGiven>;
  /**
   * The crops that the detector was given in the latest frame, normalised; empty before the first. Outside of them there
   * is only scene change, so objects have no labels there.
   */
  crops(): readonly Box[];
  /** The regions that scene change found in the latest frame and rejected, with the reason. */
  setAside(): readonly SetAside[];
  /** The learnt state, as plain JSON. */
  snapshot(): AnalyzerSnapshot;
}

export const analyzerSnapshotSchema = z.strictObject({
  scene: sceneSnapshotSchema.nullable(),
  tracker: trackerSnapshotSchema,
  /** Absent from snapshots of earlier versions. */
  health: viewHealthSnapshotSchema.nullable().default(null),
});
export type AnalyzerSnapshot = z.output<typeof analyzerSnapshotSchema>;

export interface AnalyzerOptions {
  detector: Detector;
  /** Gives second opinions; the detector itself when absent. */
  second?: Detector;
  /** The time limit of second opinions; none when absent. */
  opinionLimits?: OpinionLimits;
  fences: readonly Polygon[];
  snapshot?: AnalyzerSnapshot;
}

/** Minimum confidence of a person at whose place scene change finds no object; lower for an upright box. */
const personConfidence = { any: 0.4, upright: 0.3 };
/** Minimum confidence of a vehicle of the first pictures: the ground below it is not known. */
const vehicleConfidence = 0.4;
/** Minimum height divided by width, in pixels. */
const uprightRatio = 1.6;
/** A place is vacant if it shows at least this share of background. */
const vacantShare = 0.8;

export function createAnalyzer(options: AnalyzerOptions): Analyzer {
  const { detector, fences, snapshot: from } = options;
  let learnt = learntFrom(from);
  let closer = closerFor(detector);
  let opinions = opinionsFor(options);
  const cropDetector = createCropDetector(detector, fences);
  let fenceBounds = fences.map(boundsOf);
  let setAside: readonly SetAside[] = [];

  const analyze = async (frame: Frame, attention: boolean): Promise<Observation> => {
    const { findIn, health, tracker } = learnt;
    const at = frame.capturedAt;
    const planes = await toPlanes(frame);
    const view = health.observe(planes, at);
    const detections = await cropDetector.look(frame, planes, attention);
    const findings = findIn(planes, at, detections);
    setAside = findings.setAside;
    opinions.observe(frame, findings);
    const tracks = tracker.update(detections, at, vacancyOf(findings));
    const people = detections.filter(isMaybePerson);
    const regions = await nameRegions(findings, { frame, ...closer, fenceBounds, people });
    return { version: 1, ...originOf(frame), grid: findings.grid, tracks, regions, view };
  };
  return {
    analyze,
    setFences: (changed) => {
      cropDetector.setFences(changed);
      fenceBounds = changed.map(boundsOf);
    },
    confirmView: () => {
      learnt = learntFrom();
      closer = closerFor(detector);
      opinions = opinionsFor(options);
      cropDetector.forget();
    },
    giveOpinions: (frame, wishes) => opinions.give(frame, wishes),
    crops: () => cropDetector.crops(),
    setAside: () => setAside,
    snapshot: () => snapshotOf(learnt),
  };
}

function opinionsFor({ detector, second = detector, opinionLimits }: AnalyzerOptions) {
  return createOpinionGiver({ detector: second, ...opinionLimits });
}

function snapshotOf({ scene, tracker, health }: ReturnType<typeof learntFrom>): AnalyzerSnapshot {
  return { scene: scene.snapshot(), tracker: tracker.snapshot(), health: health.snapshot() };
}

/** All state that an analyzer learns about its view; empty without a snapshot. */
function learntFrom(from?: AnalyzerSnapshot) {
  const scene = createSceneChange(from?.scene);
  const health = createViewHealthWatch(from?.health);
  let latest: SceneFindings | null = null;
  /** A picture with a wrong view is not learned; the regions of the last good picture are returned. */
  const findIn = (planes: Planes, at: number, detections: readonly Detection[]): SceneFindings => {
    if (health.isDoubtful() && latest) return { ...latest, backgroundShare: () => null };
    const people = peopleIn(detections, planes.width / planes.height);
    return (latest = scene.observe(planes, at, people, vehiclesIn(detections)));
  };
  return { scene, health, tracker: createTracker(from?.tracker), findIn };
}

function vacancyOf(findings: SceneFindings): (place: Box) => boolean {
  return (place) => (findings.backgroundShare(place) ?? 0) >= vacantShare;
}

function originOf({ cameraId, capturedAt, mediaTimeMs }: Frame) {
  return { cameraId, capturedAt, mediaTimeMs };
}

/** @param aspect width divided by height of the picture */
function peopleIn(detections: readonly Detection[], aspect: number): Box[] {
  const isPerson = ({ thing, confidence, box }: Detection) => {
    const isUpright = box.height >= uprightRatio * box.width * aspect;
    const needed = isUpright ? personConfidence.upright : personConfidence.any;
    return thing === 'person' && confidence >= needed;
  };
  return detections.filter(isPerson).map(({ box }) => box);
}

function vehiclesIn(detections: readonly Detection[]): Box[] {
  return detections
    .filter(({ thing, confidence }) => thing === 'vehicle' && confidence >= vehicleConfidence)
    .map(({ box }) => box);
}

/** Creates the closer looks at regions; create new ones for a new view. */
function closerFor(detector: Detector): Pick<Naming, 'looks' | 'stillness' | 'places'> {
  const looks = createCloserLooks(detector);
  return { looks, stillness: createStillness(), places: createPlacesOfPeople() };
}

interface Naming {
  frame: Frame;
  looks: CloserLooks;
  stillness: Stillness;
  places: PlacesOfPeople;
  fenceBounds: readonly Box[];
  people: readonly Detection[];
}

const notLookedAt: LookedThrough = { seenAs: [], peopleUntil: 0 };

/** If people stand or stood at a region, its age counts from the time they were last seen there. */
async function nameRegions(
  findings: SceneFindings,
  { frame, looks, stillness, places, fenceBounds, people }: Naming,
): Promise<StaticRegion[]> {
  const { grid, isInSight } = findings;
  const sameSince = (region: LookedAt) => stillness.sameSince(region, grid);
  await stillness.observe(frame, frame.capturedAt);
  const moment = {
    picture: frame,
    at: frame.capturedAt,
    grid,
    isInSight,
    people,
    sameSince,
    coveredUntil: places.coveredUntil,
    watchedSince: stillness.watchedSince(),
  };
  const isNear = ({ box }: LookedAt) => fenceBounds.some((fence) => intersection(fence, box) > 0);
  const named: StaticRegion[] = [];
  for (const region of findings.regions) {
    const { seenAs, peopleUntil } = isNear(region) ? await looks.at(region, moment) : notLookedAt;
    named.push({ ...region, since: Math.max(region.since, peopleUntil), seenAs });
  }
  const regions = named.filter(isOfPeople).map(({ spans }) => spans);
  places.observe({ at: frame.capturedAt, grid, boxes: people.map(({ box }) => box), regions });
  looks.keep(new Set(findings.regions.map(({ id }) => id)), frame.capturedAt);
  return named;
}

function isOfPeople({ seenAs }: StaticRegion): boolean {
  return seenAs.some(({ thing }) => thing === 'person');
}
