// The history of a case, oldest first: reports of cameras, and steps of people and of dispatch.
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Asked, CaseDetail } from '../../../contracts/index.ts';
import { useMomentFormat } from '../../session/use-moment-format.ts';
import { formatDuration } from '../../time/duration.ts';
import { formatClock, formatMoment } from '../../time/moment.ts';
import { timelineOf, type Happening, type TimelineEntry } from './timeline-entries.ts';

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
    <li className="timeline-item" data-event={entry.what.name}>
      <span className="timeline-what">
        {wordsOf(t, entry.what)}
        {entry.who !== null && <span className="muted"> · {entry.who}</span>}
      </span>
      <span className="timeline-when">
        <time dateTime={new Date(entry.at).toISOString()}>{formatClock(entry.at, format)}</time>
        {afterMs > 0 && <span className="muted"> +{formatDuration(t, afterMs)}</span>}
      </span>
      <Given entry={entry} />
    </li>
  );
}

function wordsOf(t: TFunction, what: Happening): string {
  switch (what.kind) {
    case 'event':
      return t(`event.${what.name}`);
    case 'effect':
      return t(`effect.${what.name}`);
    case 'step':
      return t(`step.${what.name}`);
  }
}

/** Such as “Officer: West, nobody on duty; City, Wu Di”. */
function askedText(t: TFunction, asked: readonly Asked[]): string {
  const parts = [...new Set(asked.map(({ part }) => part))];
  const wayOf = (part: Asked['part']) =>
    asked
      .filter((one) => one.part === part)
      .map(({ unit, person, result }) =>
        [unit, person, result !== 'on-duty' && t(`asked.${result}`)].filter(Boolean).join(' '),
      );
  return parts.map((part) => `${t(`duty.${part}`)}: ${wayOf(part).join(' → ')}`).join('; ');
}

/** The data of a step: why a case is void, the end of a deferral, a reason in words. */
function Given({ entry }: { entry: TimelineEntry }) {
  const { why, until, leaver, edge, asked, warned, saidAt, reason } = entry;
  const { t } = useTranslation();
  const format = useMomentFormat();
  const parts = [
    why && t(`voidReason.${why}`),
    leaver && t(`leaver.${leaver}`),
    edge !== null && t('detail.edge', { edge }),
    warned && `${t(`timeLeft.${warned.limit}`)}: ${t(`timeLeft.light.${warned.light}`)}`,
    asked.length > 0 && askedText(t, asked),
    until !== null && t('detail.until', { time: formatMoment(until, format) }),
    saidAt !== null && t('detail.saidAt', { time: formatMoment(saidAt, format) }),
    reason,
  ].filter((part) => typeof part === 'string');
  return parts.length === 0 ? null : <span className="timeline-given">{parts.join(' · ')}</span>;
}
