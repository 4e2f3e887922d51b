// The three-colour list as a table, the worst first: colour and word, figures, and the change against the period before.
import { useTranslation } from 'react-i18next';
import type { NumbersRow } from '../../contracts/index.ts';
import { formatDuration } from '../time/duration.ts';
import { formatChange, formatShare } from './format-share.ts';
import { greenFrom, rate, yellowFrom, type RatedRow } from './three-colours.ts';

interface ColourListProps {
  title: string;
  rows: readonly NumbersRow[];
  before: readonly NumbersRow[];
  nameOf: (group: string) => string;
}

const columns = [
  'cases',
  'onTime',
  'overdue',
  'void',
  'lapsed',
  'returned',
  'escalated',
  'toSettle',
] as const;

export function ColourList({ title, rows, before, nameOf }: ColourListProps) {
  const { t } = useTranslation();
  const rated = rate(rows, before);
  return (
    <section className="card colour-list">
      <h2 className="card-title">{t('supervision.threeColours', { title })}</h2>
      <p className="colour-rule">
        {t('supervision.rule', { green: formatShare(greenFrom), yellow: formatShare(yellowFrom) })}
      </p>
      {rated.length === 0 && <p className="supervision-empty">{t('supervision.noCases')}</p>}
      {rated.length > 0 && (
        <div className="table-scroll" tabIndex={0} role="region" aria-label={title}>
          <table className="numbers-table">
            <thead>
              <tr>
                <th scope="col">{t('supervision.colour')}</th>
                <th scope="col">{title}</th>
                {columns.map((name) => (
                  <th key={name} scope="col" className="is-number">
                    {t(`supervision.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rated.map((one) => (
                <Row key={one.row.group} one={one} name={nameOf(one.row.group)} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Row({ one, name }: { one: RatedRow; name: string }) {
  const { t } = useTranslation();
  const { row, rating, moreCases, moreOnTime } = one;
  const { medianMs } = row.toSettle ?? {};
  const change = formatChange(moreOnTime);
  return (
    <tr data-light={rating}>
      <td>
        <span className="rating">
          <span className="light-dot" aria-hidden="true" />
          {t(`rating.${rating}`)}
        </span>
      </td>
      <th scope="row">{name}</th>
      <td className="is-number">
        {row.cases} <small>{moreCases > 0 ? `+${moreCases}` : moreCases || ''}</small>
      </td>
      <td className="is-number">
        {formatShare(row.onTimeShare)} <small>{change}</small>
      </td>
      <td className="is-number">{row.overdue}</td>
      <td className="is-number">{row.void}</td>
      <td className="is-number">{row.lapsed}</td>
      <td className="is-number">{row.returned}</td>
      <td className="is-number">{row.escalated}</td>
      <td className="is-number">{medianMs === undefined ? '–' : formatDuration(t, medianMs)}</td>
    </tr>
  );
}
