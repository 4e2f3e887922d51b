// The remaining time for the next step: a colour, and the same in words.
import { useTranslation } from 'react-i18next';
import { lightAt, mostPressing, type CaseDeadline } from '../../contracts/index.ts';
import { Icon } from '../shared/icon.tsx';
import { useNow } from '../time/clock.tsx';
import { formatDuration } from '../time/duration.ts';

export function TimeLeft({ deadlines }: { deadlines: readonly CaseDeadline[] }) {
  const { t } = useTranslation();
  const now = useNow();
  const deadline = mostPressing(deadlines);
  if (deadline === null) return null;
  const light = lightAt(deadline, now);
  const { yellowUntil, name } = deadline;
  return (
    <p className="time-left" data-light={light}>
      <Icon name={light === 'red' ? 'warning' : 'clock'} />
      <span>
        <strong>{t(`timeLeft.light.${light}`)}</strong> · {t(`timeLeft.${name}`)}
        {yellowUntil !== null && (
          <>
            {' · '}
            {now <= yellowUntil
              ? t('timeLeft.left', { duration: formatDuration(t, yellowUntil - now) })
              : t('timeLeft.over', { duration: formatDuration(t, now - yellowUntil) })}
          </>
        )}
        {!deadline.isRunning && ` · ${t('timeLeft.stands')}`}
      </span>
    </p>
  );
}
