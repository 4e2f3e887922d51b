// The one thing to do about an alert: say that somebody has it. On a phone it stays within reach of the thumb.
import { useTranslation } from 'react-i18next';
import type { CaseDetail } from '../../../contracts/index.ts';
import { useMomentFormat } from '../../session/use-moment-format.ts';
import { useSession } from '../../session/session-provider.tsx';
import { Icon } from '../../shared/icon.tsx';
import { formatMoment } from '../../time/moment.ts';
import { AcknowledgedBefore } from '../acknowledged-before.tsx';
import { isAcknowledgedBefore } from '../case-news.ts';
import { canAcknowledge } from './case-detail-state.ts';
import type { CaseDetailFeed } from './use-case-detail.ts';

interface AcknowledgeBarProps {
  feed: CaseDetailFeed;
  detail: CaseDetail;
}

export function AcknowledgeBar({ feed, detail }: AcknowledgeBarProps) {
  const { t } = useTranslation();
  const { session } = useSession();
  const { acknowledgeFailure: failure } = feed;
  const mayAct = session.user.role !== 'auditor';
  return (
    <div className="acknowledge" aria-live="polite">
      {detail.acknowledgedAt !== null && <AcknowledgedBy detail={detail} feed={feed} />}
      {failure && (
        <p className="note note-danger">
          <Icon name="warning" />
          {t('detail.acknowledgeFailed')} {t(`failure.${failure.reason}`)}
        </p>
      )}
      {mayAct && canAcknowledge(detail) && (
        <button
          type="button"
          className="button button-primary button-wide button-tall"
          onClick={feed.acknowledge}
        >
          <Icon name="check" />
          {t('detail.acknowledge')}
        </button>
      )}
    </div>
  );
}

function AcknowledgedBy({ detail, feed }: AcknowledgeBarProps) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  if (feed.isAcknowledging) return <p className="acknowledged">{t('detail.acknowledging')}</p>;
  if (isAcknowledgedBefore(detail))
    return <AcknowledgedBefore summary={detail} by={detail.acknowledgedBy} />;
  return (
    <p className="acknowledged">
      <Icon name="check" />
      {t('detail.acknowledgedBy', {
        name: detail.acknowledgedBy ?? '–',
        time: formatMoment(detail.acknowledgedAt ?? 0, format),
      })}
    </p>
  );
}
