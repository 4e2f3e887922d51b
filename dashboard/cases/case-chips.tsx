// The two labels of a case: its state, and whether the object is still there.
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { CaseState, CaseSummary } from '../../contracts/index.ts';
import { Icon } from '../shared/icon.tsx';
import { useNow } from '../time/clock.tsx';
import { useMomentFormat } from '../session/use-moment-format.ts';
import { useSeen } from '../watch/use-seen.ts';
import { isAcknowledgedBefore } from './case-news.ts';
import { presenceText, unseenText, type Presence } from './case-presence.ts';

/** `todo` waits for somebody, `going` is being handled, `done` needs nobody. */
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

type StateSummary = Pick<CaseSummary, 'state' | 'openedAt' | 'lastOpenedAt' | 'acknowledgedAt'>;

export function StateChip({ summary }: { summary: StateSummary }) {
  const { t } = useTranslation();
  return <StateMark summary={summary} t={t} />;
}

/** For a row of a long list, whose translator is that of the list. */
export function StateMark({ summary, t }: { summary: StateSummary; t: TFunction }) {
  const { state } = summary;
  // A case that was being handled waits for somebody again when its object comes back.
  const isOld = state === 'acknowledged' && isAcknowledgedBefore(summary);
  const tone = isOld ? 'todo' : toneOf[state];
  return (
    <span className="chip" data-tone={tone}>
      {tone !== 'todo' && <Icon name="check" />}
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
