// Shows above the alerts why the list may be incomplete, and links to the health page.
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useMomentFormat } from '../session/use-moment-format.ts';
import { Icon } from '../shared/icon.tsx';
import { useNow } from '../time/clock.tsx';
import { formatSince } from '../time/moment.ts';
import type { Doubt } from './doubts.ts';

const shownAtMost = 4;

export function WatchNote({ doubts }: { doubts: readonly Doubt[] }) {
  const { t } = useTranslation();
  const shown = doubts.slice(0, shownAtMost);
  return (
    <div className="note note-warn watch-note" role="status">
      <Icon name="eye-off" />
      <ul>
        {shown.map((doubt, index) => (
          <DoubtLine key={index} doubt={doubt} />
        ))}
        {doubts.length > shown.length && (
          <li>{t('doubt.more', { total: doubts.length - shown.length })}</li>
        )}
      </ul>
      <Link href="/health" className="watch-note-link">
        {t('health.title')}
        <Icon name="forward" />
      </Link>
    </div>
  );
}

function DoubtLine({ doubt }: { doubt: Doubt }) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const now = useNow(10_000);
  if (doubt.kind === 'not-known') return <li>{t('doubt.not-known')}</li>;
  const since =
    doubt.since === null
      ? ''
      : ` ${t('health.since', { time: formatSince(doubt.since, now, format) })}`;
  return (
    <li>
      {wordsOf(doubt)}
      {since}
    </li>
  );

  function wordsOf(known: Exclude<Doubt, { kind: 'not-known' }>): string {
    if (known.kind === 'connection') return t('doubt.connection');
    if (known.kind === 'problem') return `${t(`problem.${known.code}.title`)} · ${known.subject}`;
    return t(`doubt.${known.kind}`, { total: known.total, of: known.of });
  }
}
