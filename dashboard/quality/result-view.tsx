// The result of a check: per person the agreement with the first verdicts, the table of both, what is left out, and each case that
// differs.
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Agreement, CheckResult } from '../../contracts/index.ts';
import { resultCsvAddress } from '../api/quality-calls.ts';
import { FailureNote } from '../shared/failure-note.tsx';
import { Icon } from '../shared/icon.tsx';
import { asKappa, asPercent, columnsOf, rowsOf, countAt } from './result-table.ts';
import { useSampleResult } from './use-samples.ts';
import { useVerdictText } from './verdict-text.ts';

export function ResultView({ sample }: { sample: number }) {
  const { t } = useTranslation();
  const { value, failure, reload } = useSampleResult(sample);
  if (failure) return <FailureNote failure={failure} onRetry={reload} />;
  if (value === null) return <p role="status">{t('app.loading')}</p>;
  return (
    <>
      {value.checks.map((check) => (
        <CheckCard key={check.person} check={check} />
      ))}
      {value.between.map(({ one, other, agreement }) => (
        <section key={`${one} ${other}`} className="card">
          <h2 className="card-title">{t('quality.between', { one, other })}</h2>
          <Figures title={t('quality.byVerdict')} agreement={agreement} />
        </section>
      ))}
      <p>
        <a className="button" href={resultCsvAddress(sample)} download>
          <Icon name="export" />
          CSV
        </a>
      </p>
    </>
  );
}

function CheckCard({ check }: { check: CheckResult }) {
  const { t } = useTranslation();
  const { person, byVerdict, bySide, leftOut, differ } = check;
  return (
    <section className="card check-result">
      <h2 className="card-title">{t('quality.resultOf', { person })}</h2>
      <div className="figure-row">
        <Figures title={t('quality.byVerdict')} agreement={byVerdict} />
        <Figures title={t('quality.bySide')} agreement={bySide} />
      </div>
      {leftOut.length > 0 && (
        <p className="muted">
          {t('quality.leftOut')}{' '}
          {leftOut.map(({ why, count }) => `${count} ${t(`quality.why.${why}`)}`).join(' · ')}
        </p>
      )}
      {check.table.length > 0 && <VerdictTable check={check} />}
      <h3 className="field-label">{t('quality.differ', { count: differ.length })}</h3>
      <Differences differ={differ} />
    </section>
  );
}

function Figures({ title, agreement }: { title: string; agreement: Agreement }) {
  const { t } = useTranslation();
  const { compared, same, share, shareInterval, kappa, kappaInterval, why } = agreement;
  return (
    <dl className="figures">
      <dt>{title}</dt>
      <dd>
        <strong>{asPercent(share)}</strong>{' '}
        {shareInterval && `(${asPercent(shareInterval[0])} – ${asPercent(shareInterval[1])})`}{' '}
        <span className="muted">{t('quality.sameOf', { same, compared })}</span>
      </dd>
      <dd>
        {t('quality.kappa')} <strong>{asKappa(kappa)}</strong>{' '}
        {kappaInterval && `(${asKappa(kappaInterval[0])} – ${asKappa(kappaInterval[1])})`}
      </dd>
      {why !== null && <dd className="muted">{t(`quality.noKappa.${why}`)}</dd>}
    </dl>
  );
}

function VerdictTable({ check: { table } }: { check: CheckResult }) {
  const { t } = useTranslation();
  const textOf = useVerdictText();
  const columns = columnsOf(table);
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={t('quality.table')}>
      <table className="verdict-table">
        <caption>{t('quality.table')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('quality.firstBySecond')}</th>
            {columns.map((second) => (
              <th key={second} scope="col">
                {textOf(second)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rowsOf(table).map((first) => (
            <tr key={first}>
              <th scope="row">{textOf(first)}</th>
              {columns.map((second) => (
                <td key={second} data-same={first === second}>
                  {countAt(table, first, second)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Differences({ differ }: Pick<CheckResult, 'differ'>) {
  const { t } = useTranslation();
  const textOf = useVerdictText();
  if (differ.length === 0) return <p>{t('quality.noDiffer')}</p>;
  return (
    <ul className="differ-list">
      {differ.map(({ position, caseId, first, firstBy, second, note }) => (
        <li key={position}>
          <Link href={`/cases/${caseId}`} className="sample-link">
            {caseId}
          </Link>
          <span>
            {firstBy}: {textOf(first)} · {t('quality.second')}: {textOf(second)}
          </span>
          {note !== null && <span className="muted">{note}</span>}
        </li>
      ))}
    </ul>
  );
}
