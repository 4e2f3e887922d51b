// The request for a sample, from the filter of the search and the fields of the form. Pure.
import type { DrawSample, SampleFilter } from '../../contracts/index.ts';
import type { CaseFilter } from '../cases/case-filter.ts';
import { startOfDay } from '../time/day.ts';

export interface DrawFields {
  size: string;
  seed: string;
  reason: string;
}

/** Null while a field is missing or invalid. "Still there" is no filter of a sample: it changes by itself. */
export function drawWish(
  { size, seed, reason }: DrawFields,
  filter: CaseFilter,
  timezone: string,
): DrawSample | null {
  const count = Number(size);
  if (!/^\d{1,4}$/.test(size) || count < 1 || count > 1000 || reason.trim() === '') return null;
  const chosen = seed.trim() === '' ? {} : { seed: seed.trim() };
  return {
    size: count,
    ...chosen,
    filter: sampleFilterOf(filter, timezone),
    reason: reason.trim(),
  };
}

export function sampleFilterOf(filter: CaseFilter, timezone: string): SampleFilter {
  const { kind, cameraId, fence, verdict, state, from, until, person, text } = filter;
  return {
    ...(kind !== null && { kind }),
    ...(cameraId !== null && { cameraId }),
    ...(fence !== '' && { fenceId: fence }),
    ...(verdict !== null && verdict !== 'none' && { verdict }),
    ...(state !== null && { states: [state] }),
    ...(from !== '' && { from: startOfDay(from, timezone) }),
    ...(until !== '' && { until: startOfDay(until, timezone, 1) }),
    ...(person.trim() !== '' && { person: person.trim() }),
    ...(text.trim() !== '' && { text: text.trim() }),
  };
}
