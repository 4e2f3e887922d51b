// Quality checks: draw a sample of judged cases with the filters of the search, and the samples so far.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'wouter';
import type { SampleView } from '../../contracts/index.ts';
import { filterSearch, parseFilter, type CaseFilter } from '../cases/case-filter.ts';
import { CaseFilters } from '../cases/case-filters.tsx';
import { LeaderQueries } from '../duty-desk/leader-queries.tsx';
import { useMomentFormat } from '../session/use-moment-format.ts';
import { useSession } from '../session/session-provider.tsx';
import { FailureNote } from '../shared/failure-note.tsx';
import { Page } from '../shared/page.tsx';
import { formatMoment } from '../time/moment.ts';
import { useWatch } from '../watch/watch-provider.tsx';
import { DrawForm } from './draw-form.tsx';
import { useSamples } from './use-samples.ts';
import '../cases/cases.css';
import './quality.css';

export default function QualityPage() {
  return (
    <LeaderQueries>
      <Quality />
    </LeaderQueries>
  );
}

function Quality() {
  const { t } = useTranslation();
  const [filter, setFilter] = useFilter();
  const { session } = useSession();
  const { cameras } = useWatch().cameras;
  const samples = useSamples();
  return (
    <Page title={t('quality.title')} documentTitle={t('quality.title')}>
      <p className="muted quality-lead">{t('quality.lead')}</p>
      <section className="card">
        <h2 className="card-title">{t('quality.draw')}</h2>
        <CaseFilters
          filter={filter}
          cameras={cameras}
          people={[session.user.username]}
          onChange={setFilter}
        />
        <DrawForm filter={filter} />
      </section>
      <h2 className="card-title sample-heading">{t('quality.samples')}</h2>
      {samples.failure && <FailureNote failure={samples.failure} onRetry={samples.reload} />}
      {samples.value?.length === 0 && <p className="card">{t('quality.none')}</p>}
      <ul className="sample-list">
        {samples.value?.map((sample) => (
          <SampleItem key={sample.sample} sample={sample} />
        ))}
      </ul>
    </Page>
  );
}

function SampleItem({ sample }: { sample: SampleView }) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const { drawnAt, drawnBy, size, population, standing, checks } = sample;
  return (
    <li className="card sample-item">
      <Link href={`/quality/${sample.sample}`} className="sample-link">
        {t('quality.sample', { number: sample.sample })}
      </Link>
      <span>{t('quality.ofAll', { size, population })}</span>
      <span className="muted">
        {formatMoment(drawnAt, format)} · {drawnBy}
      </span>
      <span className="chip">{t(`quality.standing.${standing}`)}</span>
      {checks.length > 0 && (
        <span className="muted">{checks.map(({ person }) => person).join(' · ')}</span>
      )}
    </li>
  );
}

function useFilter(): [CaseFilter, (filter: CaseFilter) => void] {
  const [search, setSearch] = useSearchParams();
  const text = search.toString();
  const filter = useMemo(() => parseFilter(new URLSearchParams(text)), [text]);
  const setFilter = (next: CaseFilter) => {
    setSearch(filterSearch(next), { replace: true });
  };
  return [filter, setFilter];
}
