// Every setting of a fence as a line of words, so that people can compare versions. Settings with their default are omitted.
import type { TFunction } from 'i18next';
import { dwellClasses, type FenceFile } from '../../../contracts/index.ts';
import { durationParts } from '../form/duration-text.ts';
import { toPercent } from '../form/inputs.tsx';
import { kindText } from '../../shared/kind-text.ts';

export const factNames = [
  'kind',
  'name',
  'dwell',
  'minCover',
  'minArea',
  'minCount',
  'apart',
  'polygon',
  'holes',
  'schedule',
  'exceptions',
  'permits',
  'anchor',
  'size',
  'severity',
  'matterCode',
  'place',
  'reopenWithin',
  'stillThereEvery',
  'clearAfter',
] as const;
export type FactName = (typeof factNames)[number];

/** The value of one setting in words; null where it is not set. */
export function factText(t: TFunction, fence: FenceFile, name: FactName): string | null {
  const write = writers[name];
  return fence[name] === undefined ? null : write(t, fence);
}

type Write = (t: TFunction, fence: FenceFile) => string;

const writers: Record<FactName, Write> = {
  kind: (t, { kind }) => kindText(t, kind),
  name: (_, { name = '' }) => name,
  dwell: dwellText,
  minCover: (_, { minCover = 0 }) => percentText(minCover),
  minArea: (_, { minArea = 0 }) => percentText(minArea),
  minCount: (_, { minCount = 0 }) => String(minCount),
  apart: (_, { apart = 0 }) => String(apart),
  polygon: (t, { polygon }) => t('fences.form.points', { total: polygon.length }),
  holes: (_, { holes = [] }) => String(holes.length),
  schedule: (t, { schedule = [] }) => schedule.map((hours) => hoursText(t, hours)).join('; '),
  exceptions: (t, { exceptions = [] }) =>
    exceptions.map((exception) => exceptionText(t, exception)).join('; '),
  permits: (t, { permits = [] }) => permits.map((permit) => permitText(t, permit)).join('; '),
  anchor: anchorText,
  size: (t, { size = {} }) =>
    Object.entries(size)
      .map(([limit, share = 0]) => `${t(`fences.size.${limit as SizeName}`)} ${percentText(share)}`)
      .join(', '),
  severity: (t, { severity = 'normal' }) => t(`fences.severity.${severity}`),
  matterCode: (_, { matterCode = '' }) => matterCode,
  place: (_, { place = '' }) => place,
  reopenWithin: (t, { reopenWithin = '' }) => durationWords(t, reopenWithin),
  stillThereEvery: (t, { stillThereEvery = '' }) => durationWords(t, stillThereEvery),
  clearAfter: (t, { clearAfter = '' }) => durationWords(t, clearAfter),
};

type SizeName = keyof NonNullable<FenceFile['size']>;
type HoursFile = NonNullable<FenceFile['schedule']>[number];
type ExceptionFile = NonNullable<FenceFile['exceptions']>[number];
type PermitFile = NonNullable<FenceFile['permits']>[number];

/** "40 s", in the units that it is written in. */
export function durationWords(t: TFunction, text: string): string {
  const parts = durationParts(text);
  return parts ? `${parts.amount} ${t(`fences.unit.${parts.unit}`)}` : '';
}

function dwellText(t: TFunction, { dwell = '' }: FenceFile): string {
  if (typeof dwell === 'string') return durationWords(t, dwell);
  return dwellClasses
    .flatMap((name) => {
      const text = dwell[name];
      return text === undefined
        ? []
        : [`${t(`fences.dwellClass.${name}`)} ${durationWords(t, text)}`];
    })
    .join(', ');
}

function anchorText(t: TFunction, { anchor = 'any-overlap' }: FenceFile): string {
  if (typeof anchor === 'string') return t(`fences.anchor.${anchor}`);
  return 'inside' in anchor
    ? `${t('fences.anchor.inside')} ${percentText(anchor.inside)}`
    : `${t('fences.anchor.covers')} ${percentText(anchor.covers)}`;
}

function hoursText(t: TFunction, { days, from, to }: HoursFile): string {
  const span = `${from}–${to}`;
  if (!days) return span;
  return `${days.map((day) => t(`fences.dayShort.${day}`)).join(' ')} ${span}`;
}

function exceptionText(t: TFunction, { name, dates, hours }: ExceptionFile): string {
  const spans = hours.map(({ from, to }) => `${from}–${to}`).join(', ');
  const what = spans === '' ? t('fences.form.restsAllDay') : spans;
  return `${[name, ...dates].filter(Boolean).join(' ')}: ${what}`;
}

function permitText(t: TFunction, { id, holder, polygon, hours }: PermitFile): string {
  const who = [holder, id].filter(Boolean).join(' ') || '–';
  const where = t(polygon ? 'fences.form.ownArea' : 'fences.form.permitEverywhere');
  const when = hours?.map((one) => hoursText(t, one)).join(', ') ?? t('fences.form.always');
  return `${who} (${where}, ${when})`;
}

function percentText(share: number): string {
  return `${toPercent(share)} %`;
}
