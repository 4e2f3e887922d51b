// The alerts page: live, newest first, made for one-handed use on a phone at night.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import type { CaseSummary } from '../../contracts/index.ts';
import { useSession } from '../session/session-provider.tsx';
import { Page } from '../shared/page.tsx';
import { useKeptScroll } from '../shared/use-kept-scroll.ts';
import { isBlind, type Doubt } from '../watch/doubts.ts';
import { useDoubts } from '../watch/use-seen.ts';
import { WatchNote } from '../watch/watch-note.tsx';
import { useWatch } from '../watch/watch-provider.tsx';
import { filterSearch, isFiltering, parseFilter, type CaseFilter } from './case-filter.ts';
import { CaseFilters } from './case-filters.tsx';
import { CaseListBody } from './case-list-body.tsx';
import { useCaseList } from './use-case-list.ts';

export default function CasesPage() {
  const { t } = useTranslation();
  const [filter, setFilter] = useCaseFilter();
  const feed = useCaseList(filter);
  const { session } = useSession();
  const { cameras } = useWatch().cameras;
  const doubts = useDoubts() ?? [];
  const { presentCount: total, status, cases } = feed.state;
  useKeptScroll(`alerts?${filterSearch(filter).toString()}`, cases.length > 0);
  return (
    <Page
      title={t('cases.title')}
      documentTitle={total > 0 ? t('cases.documentTitle', { total }) : t('cases.title')}
      aside={status === 'ready' && <PresentCount total={total} doubts={doubts} />}
    >
      {doubts.length > 0 && <WatchNote doubts={doubts} />}
      <CaseFilters
        filter={filter}
        cameras={cameras}
        people={peopleIn(feed.state.cases, session.user.username)}
        onChange={setFilter}
      />
      <CaseListBody feed={feed} isFiltering={isFiltering(filter)} />
    </Page>
  );
}

/** The user, and everybody who has accepted a case of the list. */
function peopleIn(cases: readonly CaseSummary[], self: string): string[] {
  const names = cases.flatMap(({ acknowledgedBy }) => acknowledgedBy ?? []);
  return [...new Set([self, ...names])].slice(0, 50);
}

function PresentCount({ total, doubts }: { total: number; doubts: readonly Doubt[] }) {
  const { t } = useTranslation();
  if (total === 0)
    return (
      <p className="present-count">
        {t(doubts.length > 0 ? 'doubt.noneKnown' : 'cases.nonePresent')}
      </p>
    );
  const isUnseen = isBlind(doubts) || doubts.some(({ kind }) => kind === 'connection');
  return (
    <p className={isUnseen ? 'present-count' : 'present-count is-present'}>
      {!isUnseen && <span className="pulse" aria-hidden="true" />}
      {t(isUnseen ? 'doubt.presentUnseen' : 'cases.presentCount', { total })}
    </p>
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
