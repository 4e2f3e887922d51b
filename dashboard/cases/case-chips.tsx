// The two small labels of a case: where it stands with people, and whether the thing is still there.
import { useTranslation } from 'react-i18next';
import type { CaseState, CaseSummary } from '../../contracts/index.ts';
import { Icon } from '../shared/icon.tsx';
import { useNow } from '../time/clock.tsx';
import { useMomentFormat } from '../session/use-moment-format.ts';
import { useSeen } from '../watch/use-seen.ts';
import { presenceText, unseenText, type Presence } from './case-presence.ts';

/** `todo` waits for somebody, `going` is in somebody's hands, `done` needs nobody. */
const toneOf: Record<CaseState, 'todo' | 'going' | 'done'> = {
  reported: 'todo',
  accepted: 'todo',
  dispatched: 'todo',
  acknowledged: 'going',
  'on-site': 'going',
  handled: 'going',
  returned: 'todo',
  verified: 'done',
  closed: 'done',
  void: 'done',
  deferred: 'done',
};

export function StateChip({ state }: { state: CaseState }) {
  const { t } = useTranslation();
  return (
    <span className="chip" data-tone={toneOf[state]}>
      {toneOf[state] !== 'todo' && <Icon name="check" />}
      {t(`caseState.${state}`)}
    </span>
  );
}

type PresenceSummary = Presence & Pick<CaseSummary, 'cameraId' | 'alsoSeenBy'>;

export function PresenceText({ summary }: { summary: PresenceSummary }) {
  const { t } = useTranslation();
  const now = useNow();
  const format = useMomentFormat();
  const seen = useSeen(summary);
  if (!summary.present)
    return (
      <span className="presence">
        <Icon name="check" />
        {presenceText(t, summary, now)}
      </span>
    );
  if (!seen.isSeen)
    return (
      <span className="presence presence-unseen">
        <Icon name="eye-off" />
        {unseenText(t, seen.since, { now, format })}
      </span>
    );
  return (
    <span className="presence presence-now">
      <span className="pulse" aria-hidden="true" />
      {presenceText(t, summary, now)}
    </span>
  );
}
