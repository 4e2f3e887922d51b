// A proposed change of a fence in words: each setting with its new value.
import type { TFunction } from 'i18next';
import type { Change } from '../../../geofences/index.ts';
import { formatShare } from '../../shared/trace.ts';

export function changeWords(t: TFunction, change: Change): string[] {
  const { minCover, minArea, minCount, size, dwell, holes, schedule, anchor } = change;
  const said = (setting: AdvisedName, value: string) =>
    `${t(`backTest.advice.setting-${setting}`)}${value && ` ${value}`}`;
  return [
    ...(minCover === undefined ? [] : [said('minCover', formatShare(minCover))]),
    ...(minArea === undefined ? [] : [said('minArea', formatShare(minArea))]),
    ...(minCount === undefined ? [] : [said('minCount', String(minCount))]),
    ...Object.entries(size ?? {}).map(([limit, share = 0]) =>
      said(limit as keyof NonNullable<Change['size']>, formatShare(share)),
    ),
    ...(dwell === undefined ? [] : [said('dwell', dwellText(dwell))]),
    ...(holes === undefined ? [] : [said('holes', '')]),
    ...(schedule ?? []).map(({ from, to }) => said('schedule', `${from}–${to}`)),
    ...(anchor === undefined ? [] : [said('anchor', anchorText(anchor))]),
  ];
}

type AdvisedName =
  Exclude<keyof Change, 'size'> | 'minWidth' | 'maxWidth' | 'minHeight' | 'maxHeight' | 'maxArea';

function dwellText(dwell: NonNullable<Change['dwell']>): string {
  return typeof dwell === 'string' ? dwell : [...new Set(Object.values(dwell))].join(' / ');
}

function anchorText(anchor: NonNullable<Change['anchor']>): string {
  if (typeof anchor === 'string') return anchor;
  return formatShare('inside' in anchor ? anchor.inside : anchor.covers);
}
