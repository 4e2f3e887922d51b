// The alerts page: live, newest first, made for one hand on a phone at night.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { Page } from '../app/page.tsx';
import { useCameras } from '../wall/use-cameras.ts';
import { filterSearch, isFiltering, parseFilter, type CaseFilter } from './case-filter.ts';
import { CaseFilters } from './case-filters.tsx';
import { CaseListBody } from './case-list-body.tsx';
import { useCaseList } from './use-case-list.ts';

export function CasesPage() {
  const { t } = useTranslation();
  const [filter, setFilter] = useCaseFilter();
  const feed = useCaseList(filter);
  const { cameras } = useCameras();
  const { presentCount: total, status } = feed.state;
  return (
    <Page
      title={t('cases.title')}
      documentTitle={total > 0 ? t('cases.documentTitle', { total }) : t('cases.title')}
      aside={
        status === 'ready' && (
          <p className={total > 0 ? 'present-count is-present' : 'present-count'}>
            {total > 0 && <span className="pulse" aria-hidden="true" />}
            {total > 0 ? t('cases.presentCount', { total }) : t('cases.nonePresent')}
          </p>
        )
      }
    >
      <CaseFilters filter={filter} cameras={cameras} onChange={setFilter} />
      <CaseListBody feed={feed} isFiltering={isFiltering(filter)} />
    </Page>
  );
}

function useCaseFilter(): [CaseFilter, (filter: CaseFilter) => void] {
  const [search, setSearch] = useSearchParams();
  const text = search.toString();
  const filter = useMemo(() => parseFilter(new URLSearchParams(text)), [text]);
  const setFilter = (next: CaseFilter) => {
    setSearch(filterSearch(next), { replace: true });
  };
  return [filter, setFilter];
}
