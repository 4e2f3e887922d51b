// What stands where the list is: its rows, or why there are none.
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { FailureNote } from '../shared/failure-note.tsx';
import { Icon } from '../shared/icon.tsx';
import { CaseGroups } from './case-groups.tsx';
import type { CaseListFeed } from './use-case-list.ts';

interface CaseListBodyProps {
  feed: CaseListFeed;
  isFiltering: boolean;
}

export function CaseListBody({ feed, isFiltering }: CaseListBodyProps) {
  const { t } = useTranslation();
  const { state, loadMore, retry } = feed;
  if (state.status === 'loading') return <CaseListSkeleton />;
  if (state.status === 'failed' && state.failure)
    return <FailureNote failure={state.failure} onRetry={retry} />;
  if (state.cases.length === 0) return isFiltering ? <NoMatch /> : <AllQuiet />;
  return (
    <>
      <CaseGroups cases={state.cases} arrivedIds={state.arrivedIds} />
      {state.failure && <FailureNote failure={state.failure} onRetry={retry} />}
      {state.hasMore && (
        <button
          type="button"
          className="button button-more"
          disabled={state.isLoadingMore}
          onClick={loadMore}
        >
          {state.isLoadingMore ? t('cases.loadingMore') : t('cases.more')}
        </button>
      )}
    </>
  );
}

function CaseListSkeleton() {
  const { t } = useTranslation();
  return (
    <div className="skeleton-list" role="status" aria-label={t('app.loading')}>
      {[0, 1, 2, 3, 4].map((row) => (
        <div key={row} className="skeleton-row">
          <span className="skeleton skeleton-thumb" />
          <span className="skeleton-lines">
            <span className="skeleton skeleton-line" />
            <span className="skeleton skeleton-line skeleton-short" />
          </span>
        </div>
      ))}
    </div>
  );
}

function AllQuiet() {
  const { t } = useTranslation();
  return (
    <div className="empty">
      <Icon name="quiet" className="empty-icon" />
      <h2 className="empty-title">{t('cases.emptyTitle')}</h2>
      <p className="empty-text">{t('cases.emptyText')}</p>
      <Link href="/wall" className="button">
        <Icon name="wall" />
        {t('app.wall')}
      </Link>
    </div>
  );
}

function NoMatch() {
  const { t } = useTranslation();
  return (
    <div className="empty">
      <Icon name="filter" className="empty-icon" />
      <h2 className="empty-title">{t('cases.noMatchTitle')}</h2>
      <p className="empty-text">{t('cases.noMatchText')}</p>
    </div>
  );
}
