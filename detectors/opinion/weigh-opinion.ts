// Combines several slow looks at one object. Takes the result of each look, and the detections on the ground beneath it; returns
// the words of a second opinion.
import type { Box, OpinionWord } from '../../contracts/index.ts';
import type { Detection } from '../detection.ts';
import { area, containment, iou } from '../tracking/overlap.ts';

/** One look at the object as it is now. */
export interface SlowLook {
  readonly at: number;
  /** The shares of the object that people and vehicles cover, 0..1. */
  readonly people: number;
  readonly vehicles: number;
  /** Labels that match the object's own box. */
  readonly names: readonly string[];
}

/** Detections on the ground, one list per crop size; empty when the ground was never seen. */
export type GroundLooks = readonly (readonly Detection[])[];

/** Detections below this confidence are ignored. */
export const leastConfidence = 0.35;
/** Minimum mean share over all looks for an object to be people, or vehicles. */
const leastShare = { people: 0.3, vehicles: 0.5 };
/** Minimum mutual cover of the former object's box and the object's box. */
const samePlace = 0.5;
/** For a person or vehicle on the ground picture that has left: the share of the change that it covered. */
const leastCovered = 0.7;
/** And the share of its own box that the changed region must make up. */
const leastUncovered = { person: 0.3, vehicle: 0.5 };

/** Returns no words if a person hid the object in all looks. */
export function weighOpinion(
  place: Box,
  looks: readonly SlowLook[],
  ground: GroundLooks,
): OpinionWord[] {
  if (looks.length === 0) return [];
  const people = mean(looks.map((look) => look.people)) >= leastShare.people;
  const vehicles = mean(looks.map((look) => look.vehicles)) >= leastShare.vehicles;
  const says: OpinionWord[] = [];
  if (people) says.push('person');
  if (vehicles) says.push('vehicle');
  if (isKnown(place, looks, ground)) says.push('known');
  if (!people && !vehicles && hasLeft(place, ground)) says.push('left');
  return says;
}

/** Labels of the detections that match the box of the object. */
export function namesAt(place: Box, detections: readonly Detection[]): string[] {
  return detections
    .filter(({ confidence }) => confidence >= leastConfidence)
    .filter(({ thing, box }) => thing !== 'person' && iou(box, place) >= samePlace)
    .map(({ label }) => label);
}

/** The same label at the same place, now and on the ground. */
function isKnown(place: Box, looks: readonly SlowLook[], ground: GroundLooks): boolean {
  const before = new Set(ground.flatMap((detections) => namesAt(place, detections)));
  return looks.some(({ names }) => names.some((name) => before.has(name)));
}

/** Whether most crop sizes show a person or vehicle on the ground there, of which a large part has changed. */
function hasLeft(place: Box, ground: GroundLooks): boolean {
  const agreeing = ground.filter((detections) => detections.some((one) => isWhatLeft(one, place)));
  return agreeing.length * 2 > ground.length;
}

function isWhatLeft({ thing, confidence, box }: Detection, place: Box): boolean {
  if (confidence < leastConfidence || containment(place, box) < leastCovered) return false;
  const least = thing === 'person' ? leastUncovered.person : leastUncovered.vehicle;
  const canLeave = thing === 'person' || thing === 'vehicle' || thing === 'two-wheeler';
  return canLeave && area(place) >= least * area(box);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
