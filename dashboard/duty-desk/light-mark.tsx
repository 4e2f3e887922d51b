// The light of a case with its name and the remaining time: a colour is never shown alone.
import type { TFunction } from 'i18next';
import type { CaseDeadline } from '../../contracts/index.ts';
import { formatDuration } from '../time/duration.ts';
import { leftMs, deskLightAt } from './light.ts';

interface LightMarkProps {
  deadline: CaseDeadline | null | undefined;
  now: number;
  t: TFunction;
}

export function LightMark({ deadline, now, t }: LightMarkProps) {
  const light = deskLightAt(deadline, now);
  const left = leftMs(deadline, now);
  return (
    <span className="light-mark" data-light={light}>
      <span className="light-word">{t(`light.${light}`)}</span>
      {deadline && (
        <span className="light-left">
          {t(`limitName.${deadline.name}`)}
          {left !== null && ` · ${leftText(t, left)}`}
          {left === null && !deadline.isRunning && ` · ${t('desk.clockStands')}`}
        </span>
      )}
    </span>
  );
}

function leftText(t: TFunction, left: number): string {
  const duration = formatDuration(t, Math.abs(left));
  return t(left < 0 ? 'desk.over' : 'desk.left', { duration });
}
