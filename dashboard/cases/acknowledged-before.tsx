// Shows that an acknowledgement belongs to an earlier opening: "acknowledged 02:10, before it came back 03:40".
import { useTranslation } from 'react-i18next';
import type { CaseSummary } from '../../contracts/index.ts';
import { useMomentFormat } from '../session/use-moment-format.ts';
import { Icon } from '../shared/icon.tsx';
import { useNow } from '../time/clock.tsx';
import { formatSince } from '../time/moment.ts';
import { isAcknowledgedBefore, lastOpening } from './case-news.ts';

type Acknowledged = Pick<CaseSummary, 'openedAt' | 'lastOpenedAt' | 'acknowledgedAt'>;

interface AcknowledgedBeforeProps {
  summary: Acknowledged;
  /** Who accepted it, if there is room. */
  by?: string | null;
}

export function AcknowledgedBefore({ summary, by = null }: AcknowledgedBeforeProps) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const now = useNow(60_000);
  const { acknowledgedAt } = summary;
  if (acknowledgedAt === null || !isAcknowledgedBefore(summary)) return null;
  return (
    <p className="acknowledged-before">
      <Icon name="history" />
      {t('cases.acknowledgedBefore', {
        time: formatSince(acknowledgedAt, now, format),
        back: formatSince(lastOpening(summary), now, format),
      })}
      {by !== null && ` · ${by}`}
    </p>
  );
}
