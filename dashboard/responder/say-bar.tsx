// What somebody on the spot can say about a case, with one thumb: the next step as one wide button, the rest behind another.
// What is said is kept on the phone first, and sent as soon as there is a line.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseDetail } from '../../contracts/index.ts';
import type { Saying } from '../offline/said.ts';
import { useSession } from '../session/session-provider.tsx';
import { Icon, type IconName } from '../shared/icon.tsx';
import { nextSteps } from './next-steps.ts';
import { useOutbox, useSaid } from './outbox-provider.tsx';
import { SayForm, type PressSaying } from './say-form.tsx';

const icons: Record<Saying, IconName> = {
  acknowledge: 'check',
  arrive: 'place',
  handle: 'report',
  void: 'close',
  transfer: 'forward',
  escalate: 'flag',
  snooze: 'clock',
  wake: 'alerts',
};

export function SayBar({ detail }: { detail: CaseDetail }) {
  const { session } = useSession();
  const outbox = useOutbox();
  const [form, setForm] = useState<Saying | null>(null);
  const [isFull, setIsFull] = useState(false);
  const waiting = useSaid().filter(
    ({ caseId, refusal }) => caseId === detail.id && refusal === null,
  );
  const steps = nextSteps(detail, session.user.role, waiting);
  const say = async (saying: Saying) => {
    if (!isPress(saying)) {
      setForm(saying);
      return;
    }
    const kept = await outbox.say({ caseId: detail.id, action: { action: saying }, photos: [] });
    setIsFull(kept === 'full');
    void outbox.sendAll();
  };
  const isOpen = form !== null && [steps.next, ...steps.others].includes(form);
  return (
    <div className="say-bar">
      <WaitingLines waiting={waiting} isFull={isFull} />
      {isOpen ? (
        <SayForm
          key={form}
          saying={form}
          detail={detail}
          onEnd={() => {
            setForm(null);
          }}
        />
      ) : (
        <SayButtons steps={steps} onSay={(saying) => void say(saying)} />
      )}
    </div>
  );
}

/** What needs nothing but a press. */
function isPress(saying: Saying): saying is PressSaying {
  return saying === 'acknowledge' || saying === 'arrive' || saying === 'wake';
}

interface WaitingLinesProps {
  waiting: readonly { key: string; action: { action: Saying } }[];
  isFull: boolean;
}

function WaitingLines({ waiting, isFull }: WaitingLinesProps) {
  const { t } = useTranslation();
  return (
    <>
      {waiting.map(({ key, action }) => (
        <p key={key} className="say-waits">
          <Icon name="clock" />
          {t(`say.${action.action}`)} · {t('say.goesOut')}
        </p>
      ))}
      {isFull && <p className="note note-danger">{t('say.full')}</p>}
    </>
  );
}

interface SayButtonsProps {
  steps: ReturnType<typeof nextSteps>;
  onSay: (saying: Saying) => void;
}

function SayButtons({ steps: { next, others }, onSay }: SayButtonsProps) {
  const { t } = useTranslation();
  const [isMore, setIsMore] = useState(false);
  if (next === null && others.length === 0) return null;
  const button = (saying: Saying, className: string) => (
    <button
      key={saying}
      type="button"
      className={`button ${className}`}
      data-say={saying}
      onClick={() => {
        onSay(saying);
      }}
    >
      <Icon name={icons[saying]} />
      {t(`say.${saying}`)}
    </button>
  );
  return (
    <div className="say-buttons">
      {(isMore || next === null) && (
        <div className="say-others">{others.map((one) => button(one, ''))}</div>
      )}
      <div className="say-row">
        {next !== null && button(next, 'button-primary button-tall say-next')}
        {next !== null && others.length > 0 && (
          <button
            type="button"
            className="button button-tall"
            aria-expanded={isMore}
            onClick={() => {
              setIsMore(!isMore);
            }}
          >
            {t('say.more')}
          </button>
        )}
      </div>
    </div>
  );
}
