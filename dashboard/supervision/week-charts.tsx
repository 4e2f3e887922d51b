// Charts of the last weeks: number of cases, share in time, durations. The values of each chart are also in a table.
import { useCallback, useMemo } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { NumbersRow } from '../../contracts/index.ts';
import { formatDuration } from '../time/duration.ts';
import { Chart, type ChartLine } from './chart.tsx';
import { formatShare } from './format-share.ts';
import type { Span } from './spans.ts';
import { useWeeks } from './use-numbers.ts';

export function WeekCharts({ weeks }: { weeks: readonly Span[] }) {
  const { t } = useTranslation();
  const rows = useWeeks(weeks);
  const labels = useMemo(() => weeks.map(({ from }) => from.slice(5)), [weeks]);
  const charts = useMemo(() => linesOf(t, rows), [t, rows]);
  const asTime = useCallback((ms: number) => formatDuration(t, ms), [t]);
  return (
    <>
      <div className="charts">
        <Chart
          title={t('supervision.cases')}
          labels={labels}
          lines={charts.cases}
          formatValue={String}
        />
        <Chart
          title={t('supervision.onTime')}
          labels={labels}
          lines={charts.onTime}
          formatValue={formatShare}
          top={1}
        />
        <Chart
          title={t('supervision.times')}
          labels={labels}
          lines={charts.times}
          formatValue={asTime}
        />
      </div>
      <WeekTable weeks={weeks} rows={rows} />
    </>
  );
}

type Rows = readonly (NumbersRow | null)[];

function linesOf(t: TFunction, rows: Rows): Record<'cases' | 'onTime' | 'times', ChartLine[]> {
  const line = (
    label: string,
    color: string,
    valueOf: (row: NumbersRow) => number | null | undefined,
    shape: ChartLine['shape'] = 'line',
  ): ChartLine => ({
    label,
    color,
    shape,
    values: rows.map((row) => (row ? (valueOf(row) ?? null) : null)),
  });
  return {
    cases: [
      line(t('supervision.cases'), '--accent', ({ cases }) => cases, 'bars'),
      line(t('supervision.void'), '--text-muted', (row) => row.void, 'bars'),
    ],
    onTime: [line(t('supervision.onTime'), '--good', ({ onTimeShare }) => onTimeShare)],
    times: [
      line(
        t('supervision.toAcknowledge'),
        '--blue',
        ({ toAcknowledge }) => toAcknowledge?.medianMs,
      ),
      line(t('supervision.toOnSite'), '--violet', ({ toOnSite }) => toOnSite?.medianMs),
      line(t('supervision.toSettle'), '--amber', ({ toSettle }) => toSettle?.medianMs),
    ],
  };
}

function WeekTable({ weeks, rows }: { weeks: readonly Span[]; rows: Rows }) {
  const { t } = useTranslation();
  const names = ['cases', 'onTime', 'toAcknowledge', 'toOnSite', 'toSettle'] as const;
  const textOf = (row: NumbersRow | null, name: (typeof names)[number]) => {
    if (!row) return '–';
    if (name === 'cases') return String(row.cases);
    if (name === 'onTime') return formatShare(row.onTimeShare);
    const durations = row[name];
    return durations === null ? '–' : formatDuration(t, durations.medianMs);
  };
  return (
    <details className="week-table">
      <summary>{t('supervision.asTable')}</summary>
      <div
        className="table-scroll"
        tabIndex={0}
        role="region"
        aria-label={t('supervision.asTable')}
      >
        <table className="numbers-table">
          <thead>
            <tr>
              <th scope="col">{t('supervision.weekFrom')}</th>
              {names.map((name) => (
                <th key={name} scope="col" className="is-number">
                  {t(`supervision.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeks.map(({ from }, index) => (
              <tr key={from}>
                <th scope="row">{from}</th>
                {names.map((name) => (
                  <td key={name} className="is-number">
                    {textOf(rows[index] ?? null, name)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
