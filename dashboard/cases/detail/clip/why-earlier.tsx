// Why the alert did not come earlier: each reason at its place with the number of looks, folded up; or why it is unknown.
import { useTranslation } from 'react-i18next';
import { useMomentFormat } from '../../../session/use-moment-format.ts';
import { whyText } from '../../../shared/why-text.ts';
import { formatClock } from '../../../time/moment.ts';
import type { WhyThen } from './use-judged-then.ts';

export function WhyEarlier({ why }: { why: WhyThen }) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  if (why.status === 'loading') return null;
  return (
    <details className="why-earlier">
      <summary>{t('clip.earlier.title')}</summary>
      {why.status === 'unknown' ? (
        <p className="muted">{t(`clip.earlier.${why.why}`)}</p>
      ) : (
        <ul>
          {why.counts.map(({ fenceId, reason, looks, lastAt, longest }) => (
            <li key={reason} data-reason={reason}>
              {whyText(t, { fenceId, reason, stay: longest })}{' '}
              <span className="muted">
                {t('why.looks', { total: looks, time: formatClock(lastAt, format) })}
              </span>
            </li>
          ))}
          {why.counts.length === 0 && <li>{t('why.nothing')}</li>}
        </ul>
      )}
    </details>
  );
}
