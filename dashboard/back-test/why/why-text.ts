// Why there was no alert, in the reader's words: "cart, 11 s of 15 s, inside the permit". Takes a reason as the edge or a back-test
// gives it; gives one line. Pure.
import type { TFunction } from 'i18next';
import type { Stay, WhyReason } from '../../../contracts/index.ts';
import type { Texts } from '../../i18n/en.ts';
import { formatDuration } from '../../time/duration.ts';

type WhatName = keyof Texts['why']['what'];

export interface ShownReason {
  fenceId: string;
  reason: WhyReason;
  /** How long something stayed of how long it must; absent of what is not counted. */
  stay?: Stay | undefined;
}

export function whyText(t: TFunction, { reason, stay }: ShownReason): string {
  const words = t(`why.reason.${reason}`);
  if (!stay) return words;
  const { what, stayedMs, dwellMs } = stay;
  const stayed = formatDuration(t, stayedMs);
  const dwell = formatDuration(t, dwellMs);
  return t('why.stay', { what: whatText(t, what), stayed, dwell, reason: words });
}

/** By the label of the model or the name that the rule gives; what has no word of ours is "a thing". */
function whatText(t: TFunction, what: string): string {
  const names = t('why.what', { returnObjects: true }) as Record<string, string>;
  return Object.hasOwn(names, what) ? t(`why.what.${what as WhatName}`) : t('why.what.thing');
}
