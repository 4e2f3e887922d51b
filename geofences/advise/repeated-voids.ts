// Places of a fence that people have voided repeatedly for one cause, from the verdicts alone: a reason to suggest asking for
// advice. Takes verdicts; returns the places, most voids first. Only a back-test can tell whether an exclusion would lose a
// confirmed case.
import type { Box } from '../../contracts/index.ts';
import { isSamePlace, unionOf } from '../area/boxes.ts';
import { timesVoid } from './exclusions.ts';
import type { Verdict } from './labelled-case.ts';

export interface RepeatedVoid {
  readonly cause: string;
  readonly region: Box;
  readonly verdicts: readonly Verdict[];
  /** Confirmed alerts at the same place: an exclusion would lose them. */
  readonly confirmed: number;
}

export function repeatedVoids(verdicts: readonly Verdict[]): RepeatedVoid[] {
  const places: Omit<RepeatedVoid, 'confirmed'>[] = [];
  for (const verdict of verdicts) {
    const { region, cause } = verdict;
    if (verdict.verdict !== 'void' || region === null) continue;
    const index = places.findIndex(
      (place) => place.cause === cause && isSamePlace(place.region, region),
    );
    const known = places[index];
    if (known)
      places[index] = {
        cause,
        region: unionOf(known.region, region),
        verdicts: [...known.verdicts, verdict],
      };
    else places.push({ cause, region, verdicts: [verdict] });
  }
  return places
    .filter((place) => place.verdicts.length >= timesVoid)
    .map((place) => ({ ...place, confirmed: confirmedAt(place.region, verdicts) }))
    .sort((a, b) => b.verdicts.length - a.verdicts.length);
}

function confirmedAt(region: Box, verdicts: readonly Verdict[]): number {
  return verdicts.filter(
    (one) => one.verdict === 'confirmed' && one.region !== null && isSamePlace(one.region, region),
  ).length;
}
