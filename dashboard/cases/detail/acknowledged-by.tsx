// Who accepted a case, and when.
import { useTranslation } from 'react-i18next';
import type { CaseDetail } from '../../../contracts/index.ts';
import { useMomentFormat } from '../../session/use-moment-format.ts';
import { Icon } from '../../shared/icon.tsx';
import { formatMoment } from '../../time/moment.ts';
import { AcknowledgedBefore } from '../acknowledged-before.tsx';
import { isAcknowledgedBefore } from '../case-news.ts';

export function AcknowledgedBy({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  if (detail.acknowledgedAt === null) return null;
  if (isAcknowledgedBefore(detail))
    return <AcknowledgedBefore summary={detail} by={detail.acknowledgedBy} />;
  return (
    <p className="acknowledged" aria-live="polite">
      <Icon name="check" />
      {t('detail.acknowledgedBy', {
        name: detail.acknowledgedBy ?? '–',
        time: formatMoment(detail.acknowledgedAt, format),
      })}
    </p>
  );
}
