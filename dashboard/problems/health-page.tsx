// The health page: current problems with start and remedy, the most serious first; then ended ones.
import { useTranslation } from 'react-i18next';
import { Page } from '../shared/page.tsx';
import { useConnection } from '../live/live-provider.tsx';
import { useMomentFormat } from '../session/use-moment-format.ts';
import { FailureNote } from '../shared/failure-note.tsx';
import { Icon } from '../shared/icon.tsx';
import { formatSince } from '../time/moment.ts';
import { useNow } from '../time/clock.tsx';
import { useWatch } from '../watch/watch-provider.tsx';
import { ChannelList } from './channel-list.tsx';
import { PastProblems } from './past-problems.tsx';
import { ProblemCard } from './problem-card.tsx';
import { groupProblems } from './problem-groups.ts';

export default function HealthPage() {
  const { t } = useTranslation();
  const { status, present, past, failure, retry } = useWatch().problems;
  const groups = groupProblems(present);
  return (
    <Page title={t('health.title')} documentTitle={t('health.title')}>
      <AsOf />
      {failure && <FailureNote failure={failure} onRetry={retry} />}
      {status === 'loading' && <HealthSkeleton />}
      {status === 'ready' && groups.length === 0 && <AllWell />}
      {groups.length > 0 && (
        <section aria-label={t('health.now')}>
          <ul className="problems">
            {groups.map((group) => (
              <ProblemCard key={group.code} group={group} />
            ))}
          </ul>
        </section>
      )}
      <ChannelList />
      {status === 'ready' && <PastProblems past={past} />}
    </Page>
  );
}

/** While disconnected, the list is as old as the last message. */
function AsOf() {
  const { t } = useTranslation();
  const { state, lastHeardAt } = useConnection();
  const format = useMomentFormat();
  const now = useNow(10_000);
  if (state !== 'lost' || lastHeardAt === null) return null;
  return (
    <p className="note note-warn">
      <Icon name="warning" />
      {t('health.unknownNow', { time: formatSince(lastHeardAt, now, format) })}
    </p>
  );
}

function AllWell() {
  const { t } = useTranslation();
  return (
    <div className="empty health-well">
      <Icon name="quiet" className="empty-icon" />
      <h2 className="empty-title">{t('health.allWell')}</h2>
      <p className="empty-text">{t('health.allWellText')}</p>
    </div>
  );
}

function HealthSkeleton() {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('app.loading')} className="problems">
      {[0, 1].map((row) => (
        <span key={row} className="skeleton skeleton-problem" />
      ))}
    </div>
  );
}
