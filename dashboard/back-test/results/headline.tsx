// The result of a replay in words: the number of alerts, the gained and lost ones against the armed version, and the cost for the
// night shift.
import { useTranslation } from 'react-i18next';
import type { SpanName } from '../replay/log-parts.ts';
import { formatPerNight, type Headline as Numbers } from './entries.ts';

interface HeadlineProps {
  numbers: Numbers;
  hasDraft: boolean;
  span: SpanName;
}

export function Headline({ numbers, hasDraft, span }: HeadlineProps) {
  const { t } = useTranslation();
  const { total, perNight, against } = numbers;
  const alerts = t('backTest.alerts', { count: total });
  const over = t(`backTest.over-${span}`);
  return (
    <div className="back-test-headline" aria-live="polite">
      <p className="back-test-says">
        {t(hasDraft ? 'backTest.draftSays' : 'backTest.allArmedSay', { alerts, over })}
      </p>
      {against && (
        <p className="back-test-against">
          {against.gained === 0 && against.lost === 0 ? (
            <span className="chip">{t('backTest.same')}</span>
          ) : (
            <>
              <span className="muted">{t('backTest.armedToo', { total: against.total })}</span>
              {(['gained', 'lost', 'kept'] as const).map((mark) => (
                <span key={mark} className="chip mark-chip" data-mark={mark}>
                  {t(`backTest.${mark}`, { total: against[mark] })}
                </span>
              ))}
            </>
          )}
        </p>
      )}
      <p className="muted">
        {against
          ? t('backTest.costWas', {
              total: formatPerNight(perNight),
              armed: formatPerNight(against.perNight),
            })
          : t('backTest.cost', { total: formatPerNight(perNight) })}
      </p>
    </div>
  );
}
