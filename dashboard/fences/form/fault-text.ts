// Translates the faults of a draft. The contracts word them in English; an unknown one is shown unchanged.
import type { TFunction } from 'i18next';
import type { Fault } from '../../../contracts/index.ts';
import type { Texts } from '../../i18n/en.ts';

type FaultKey = keyof Texts['fences']['fault'];

/** In this order: the first entry that matches the message and the path is used. */
const known: readonly (readonly [RegExp, FaultKey, RegExp?])[] = [
  [/crosses itself/, 'crossing'],
  [/needs at least 3 points/, 'fewPoints'],
  [/at most 200 points/, 'manyPoints'],
  [/the last point repeats the first/, 'closedTwice'],
  [/^point \d+ repeats/, 'repeated'],
  [/has no area/, 'noArea'],
  [/a hole within the polygon/, 'holeOutside'],
  [/a hole apart from the others/, 'holesMeet'],
  [/holes that leave something/, 'holesTakeAll'],
  [/number to be/, 'outside', /polygon|holes|coordinates/],
  [/at least .* which is /, 'limits', /size/],
  [/at most 366d/, 'durationLong'],
  [/expected a duration/, 'duration'],
  [/the span is empty/, 'emptySpan'],
  [/expected hours apart from/, 'overlap'],
  [/time of day|start before/, 'time'],
  [/named once/, 'repeatedDate'],
  [/expected a date/, 'date'],
  [/5 digits/, 'matterCode'],
  [/letters, digits/, 'id'],
  [/^unknown key/, 'unknownKey'],
  [/expected one of/, 'unknownChoice'],
  [/to have >=1 (?:items|characters)|got nothing/, 'missing'],
  [/to have <=\d+ characters/, 'tooLong'],
  [/expected number to be/, 'range'],
];

export interface FaultText {
  text: string;
  /** Whether it is shown in English because there is no translation. */
  isRaw: boolean;
}

export function faultText(t: TFunction, { path, message }: Fault): FaultText {
  const key = known.find(
    ([pattern, , place]) => pattern.test(message) && (place?.test(path) ?? true),
  )?.[1];
  return key ? { text: t(`fences.fault.${key}`), isRaw: false } : { text: message, isRaw: true };
}
