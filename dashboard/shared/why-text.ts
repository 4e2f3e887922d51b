// The reason for no alert in the reader's words: "cart, 11 s of 15 s, inside the permit". Takes a reason from the edge or a
// back-test; returns one line. Pure.
import type { TFunction } from 'i18next';
import type { Stay, WhyReason } from '../../contracts/index.ts';
import type { Texts } from '../i18n/en.ts';
import { formatDuration } from '../time/duration.ts';

type WhatName = keyof Texts['why']['what'];

export interface ShownReason {
  fenceId: string;
  reason: WhyReason;
  /** The stay and the dwell; absent if the object does not count. */
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

/** By the model's label or the rule's name; without a translation it is "a thing". */
function whatText(t: TFunction, what: string): string {
  const names = t('why.what', { returnObjects: true }) as Record<string, string>;
  return Object.hasOwn(names, what) ? t(`why.what.${what as WhatName}`) : t('why.what.thing');
}
