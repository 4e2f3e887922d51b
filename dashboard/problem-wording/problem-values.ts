// The values of a problem in words. Their names give the form (`…At` a time, `…Bytes` a size, `…Ms` a duration). Values without a
// wording are for programs and left out.
import type { TFunction } from 'i18next';
import {
  alertRefusals,
  viewStates,
  withoutReasons,
  type HealthProblem,
} from '../../contracts/index.ts';
import type { Texts } from '../i18n/en.ts';
import { formatDuration } from '../time/duration.ts';
import { formatMoment, type MomentFormat } from '../time/moment.ts';

type ValueName = keyof Texts['problemValue'];

export interface ValueText {
  name: string;
  text: string;
  /** The message of a tool, in English. */
  isRaw: boolean;
}

const rawNames: readonly string[] = ['detail', 'error'];
const order: readonly ValueName[] = [
  'view',
  'unit',
  'part',
  'person',
  'fromAt',
  'toAt',
  'others',
  'alerts',
  'reason',
  'dumpTakenAt',
  'retryAt',
  'freeBytes',
  'totalBytes',
  'byMs',
  'at',
  'status',
  'without',
  'edgeId',
  'detail',
  'error',
];

export function valueTexts(
  t: TFunction,
  values: HealthProblem['values'],
  format: MomentFormat,
): ValueText[] {
  return order.flatMap((name) => {
    const value = values[name];
    if (
      value === undefined ||
      (name === 'reason' && !isTopicReason(value) && !isAlertRefusal(value))
    )
      return [];
    const isRaw = rawNames.includes(name);
    const shown = shownValue(t, name, value, format);
    return [
      { name, isRaw, text: isRaw ? String(value) : t(`problemValue.${name}`, { value: shown }) },
    ];
  });
}

function shownValue(
  t: TFunction,
  name: ValueName,
  value: string | number,
  format: MomentFormat,
): string {
  if (name === 'without' && isWithoutReason(value)) return t(`withoutReason.${value}`);
  if (isTopicReason(value) && name === 'reason') return t(`topicReason.${value}`);
  if (isAlertRefusal(value) && name === 'reason') return t(`alertRefusal.${value}`);
  if (typeof value === 'string')
    return name === 'view' && isViewState(value) ? t(`view.${value}`) : value;
  if (name === 'at' || name.endsWith('At')) return formatMoment(value, format);
  if (name.endsWith('Bytes')) return formatBytes(value);
  if (name.endsWith('Ms')) return `${value < 0 ? '−' : '+'}${formatDuration(t, Math.abs(value))}`;
  return String(value);
}

const topicReasons: readonly (keyof Texts['topicReason'])[] = [
  'not-authorised',
  'topic-not-allowed',
  'quota-exceeded',
  'refused',
  'no-round-trip',
  'cannot-be-checked',
];

/** Why a topic of the broker is not delivered, if known. */
function isTopicReason(value: string | number): value is keyof Texts['topicReason'] {
  return topicReasons.some((reason) => reason === value);
}

/** Why alerts of an edge wait. */
function isAlertRefusal(value: string | number): value is keyof Texts['alertRefusal'] {
  return alertRefusals.some((refusal) => refusal === value);
}

function isWithoutReason(value: string | number): value is keyof Texts['withoutReason'] {
  return withoutReasons.some((reason) => reason === value);
}

function isViewState(text: string): text is (typeof viewStates)[number] {
  return viewStates.some((state) => state === text);
}

/** "1.5 GB", in units of a thousand, as disks are sold. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(
    units.length - 1,
    Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)),
  );
  const scaled = bytes / 1000 ** power;
  return `${scaled >= 10 || power === 0 ? Math.round(scaled) : scaled.toFixed(1)}\u00a0${units[power] ?? 'B'}`;
}
