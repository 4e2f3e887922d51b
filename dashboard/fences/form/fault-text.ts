// The faults of a draft in the words of the chosen language. The contracts say them in English; what is not known here
// is shown as it came.
import type { TFunction } from 'i18next';
import type { Fault } from '../../../contracts/index.ts';

type FaultKey =
  | 'crossing'
  | 'fewPoints'
  | 'manyPoints'
  | 'repeated'
  | 'closedTwice'
  | 'noArea'
  | 'holeOutside'
  | 'holesMeet'
  | 'duration'
  | 'durationZero'
  | 'durationLong'
  | 'time'
  | 'emptySpan'
  | 'overlap'
  | 'date'
  | 'matterCode'
  | 'id'
  | 'range'
  | 'missing'
  | 'tooLong';

/** In this order: the first that fits is taken. */
const known: readonly (readonly [RegExp, FaultKey])[] = [
  [/crosses itself/, 'crossing'],
  [/needs at least 3 points/, 'fewPoints'],
  [/at most 200 points/, 'manyPoints'],
  [/the last point repeats the first/, 'closedTwice'],
  [/^point \d+ repeats/, 'repeated'],
  [/has no area/, 'noArea'],
  [/(?:meets|crosses|overlaps|lies in) (?:another hole|holes?\b)/, 'holesMeet'],
  [/hole|(?:within|inside|outside) the (?:fence|polygon|outline)/, 'holeOutside'],
  [/duration longer than zero/, 'durationZero'],
  [/at most 366d/, 'durationLong'],
  [/expected a duration/, 'duration'],
  [/the span is empty/, 'emptySpan'],
  [/overlap/, 'overlap'],
  [/time of day|start before/, 'time'],
  [/expected a date/, 'date'],
  [/5 digits/, 'matterCode'],
  [/letters, digits/, 'id'],
  [/to have >=1 (?:items|characters)|came nothing/, 'missing'],
  [/to have <=\d+ characters/, 'tooLong'],
  [/expected number to be/, 'range'],
];

export interface FaultText {
  text: string;
  /** Whether it is in English for want of a translation. */
  isRaw: boolean;
}

export function faultText(t: TFunction, { message }: Fault): FaultText {
  const key = known.find(([pattern]) => pattern.test(message))?.[1];
  return key ? { text: t(`fences.fault.${key}`), isRaw: false } : { text: message, isRaw: true };
}
