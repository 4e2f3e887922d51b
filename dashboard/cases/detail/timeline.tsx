// What happened, first to last: the camera's reports and the acknowledgement.
import { useTranslation } from 'react-i18next';
import type { CaseDetail } from '../../../contracts/index.ts';
import { useMomentFormat } from '../../session/use-moment-format.ts';
import { formatDuration } from '../../time/duration.ts';
import { formatClock } from '../../time/moment.ts';
import { timelineOf, type TimelineEntry } from './timeline-entries.ts';

export function Timeline({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation();
  return (
    <section className="card">
      <h2 className="card-title">{t('detail.timeline')}</h2>
      <ol className="timeline">
        {timelineOf(detail).map((entry) => (
          <TimelineItem key={entry.id} entry={entry} openedAt={detail.openedAt} />
        ))}
      </ol>
    </section>
  );
}

function TimelineItem({ entry, openedAt }: { entry: TimelineEntry; openedAt: number }) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const afterMs = entry.at - openedAt;
  return (
    <li className="timeline-item" data-event={entry.event}>
      <span className="timeline-what">
        {entry.effect ? t(`effect.${entry.effect}`) : t(`event.${entry.event}`)}
        {entry.who !== null && <span className="muted"> · {entry.who}</span>}
      </span>
      <span className="timeline-when">
        <time dateTime={new Date(entry.at).toISOString()}>{formatClock(entry.at, format)}</time>
        {afterMs > 0 && <span className="muted"> +{formatDuration(t, afterMs)}</span>}
      </span>
    </li>
  );
}
