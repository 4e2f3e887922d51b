// The two small labels of a case: where it stands with people, and whether the thing is still there.
import { useTranslation } from 'react-i18next';
import type { CaseState } from '../../contracts/index.ts';
import { Icon } from '../shared/icon.tsx';
import { useNow } from '../time/clock.tsx';
import { presenceText, type Presence } from './case-presence.ts';

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

export function PresenceText({ summary }: { summary: Presence }) {
  const { t } = useTranslation();
  const now = useNow();
  return (
    <span className={summary.present ? 'presence presence-now' : 'presence'}>
      {summary.present ? <span className="pulse" aria-hidden="true" /> : <Icon name="check" />}
      {presenceText(t, summary, now)}
    </span>
  );
}
