// The body of the case list: its rows, or why there are none.
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { FailureNote } from '../shared/failure-note.tsx';
import { Icon } from '../shared/icon.tsx';
import { isBlind, type Doubt } from '../watch/doubts.ts';
import { useDoubts } from '../watch/use-seen.ts';
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
  if (state.cases.length === 0) return isFiltering ? <NoMatch /> : <NoCases />;
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

/** "All quiet" is shown only when all cameras and services are known to work. */
function NoCases() {
  const doubts = useDoubts();
  if (doubts === null) return <CaseListSkeleton />;
  return doubts.length === 0 ? <AllQuiet /> : <NotQuiet doubts={doubts} />;
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

function NotQuiet({ doubts }: { doubts: readonly Doubt[] }) {
  const { t } = useTranslation();
  return (
    <div className="empty empty-doubt">
      <Icon name="eye-off" className="empty-icon" />
      <h2 className="empty-title">{t(isBlind(doubts) ? 'doubt.blindTitle' : 'doubt.title')}</h2>
      <p className="empty-text">{t('doubt.text')}</p>
      <Link href="/health" className="button">
        <Icon name="health" />
        {t('health.title')}
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
