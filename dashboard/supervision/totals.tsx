// The main figures of the period, each with its value in the period before.
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { NumbersRow } from '../../contracts/index.ts';
import { formatDuration } from '../time/duration.ts';
import { formatShare } from './format-share.ts';

interface TotalsProps {
  row: NumbersRow | undefined;
  before: NumbersRow | undefined;
}

export function Totals({ row, before }: TotalsProps) {
  const { t } = useTranslation();
  if (!row) return <p className="supervision-empty">{t('supervision.noCases')}</p>;
  const tiles = [
    ['cases', (one: NumbersRow) => String(one.cases)],
    ['onTime', (one: NumbersRow) => formatShare(one.onTimeShare)],
    ['overdue', (one: NumbersRow) => String(one.overdue)],
    ['void', (one: NumbersRow) => formatShare(one.voidShare)],
    ['toAcknowledge', (one: NumbersRow) => spanText(t, one.toAcknowledge)],
    ['toOnSite', (one: NumbersRow) => spanText(t, one.toOnSite)],
    ['toSettle', (one: NumbersRow) => spanText(t, one.toSettle)],
  ] as const;
  return (
    <dl className="totals">
      {tiles.map(([name, textOf]) => (
        <div key={name} className="total card">
          <dt>{t(`supervision.${name}`)}</dt>
          <dd>
            <strong>{textOf(row)}</strong>
            {before && <span>{t('supervision.before', { value: textOf(before) })}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function spanText(t: TFunction, durations: NumbersRow['toSettle']): string {
  return durations === null ? '–' : formatDuration(t, durations.medianMs);
}
