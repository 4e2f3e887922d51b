// The steps that somebody on the spot can take with one thumb: the next step as one wide button, the others behind another. A
// step is kept on the phone first, and sent when there is a connection.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseDetail } from '../../contracts/index.ts';
import type { ResponderStep } from '../offline/queued-step.ts';
import { useSession } from '../session/session-provider.tsx';
import { Icon, type IconName } from '../shared/icon.tsx';
import { nextSteps } from './next-steps.ts';
import { useOutbox, useQueuedSteps } from './outbox-provider.tsx';
import { StepForm, type OnePressStep } from './step-form.tsx';

const icons: Record<ResponderStep, IconName> = {
  acknowledge: 'check',
  arrive: 'place',
  handle: 'report',
  void: 'close',
  transfer: 'forward',
  escalate: 'flag',
  snooze: 'clock',
  wake: 'alerts',
};

export function StepBar({ detail }: { detail: CaseDetail }) {
  const { session } = useSession();
  const outbox = useOutbox();
  const [form, setForm] = useState<ResponderStep | null>(null);
  const [isFull, setIsFull] = useState(false);
  const waiting = useQueuedSteps().filter(
    ({ caseId, refusal }) => caseId === detail.id && refusal === null,
  );
  const steps = nextSteps(detail, session.user.role, waiting);
  const take = async (step: ResponderStep) => {
    if (!isPress(step)) {
      setForm(step);
      return;
    }
    const kept = await outbox.put({ caseId: detail.id, action: { action: step }, photos: [] });
    setIsFull(kept === 'full');
    void outbox.sendAll();
  };
  const isOpen = form !== null && [steps.next, ...steps.others].includes(form);
  return (
    <div className="step-bar">
      <WaitingLines waiting={waiting} isFull={isFull} />
      {isOpen ? (
        <StepForm
          key={form}
          step={form}
          detail={detail}
          onEnd={() => {
            setForm(null);
          }}
        />
      ) : (
        <StepButtons steps={steps} onStep={(step) => void take(step)} />
      )}
    </div>
  );
}

/** Steps without further input. */
function isPress(step: ResponderStep): step is OnePressStep {
  return step === 'acknowledge' || step === 'arrive' || step === 'wake';
}

interface WaitingLinesProps {
  waiting: readonly { key: string; action: { action: ResponderStep } }[];
  isFull: boolean;
}

function WaitingLines({ waiting, isFull }: WaitingLinesProps) {
  const { t } = useTranslation();
  return (
    <>
      {waiting.map(({ key, action }) => (
        <p key={key} className="step-waits">
          <Icon name="clock" />
          {t(`responder.${action.action}`)} · {t('responder.goesOut')}
        </p>
      ))}
      {isFull && <p className="note note-danger">{t('responder.full')}</p>}
    </>
  );
}

interface StepButtonsProps {
  steps: ReturnType<typeof nextSteps>;
  onStep: (step: ResponderStep) => void;
}

function StepButtons({ steps: { next, others }, onStep }: StepButtonsProps) {
  const { t } = useTranslation();
  const [isMore, setIsMore] = useState(false);
  if (next === null && others.length === 0) return null;
  const button = (step: ResponderStep, className: string) => (
    <button
      key={step}
      type="button"
      className={`button ${className}`}
      data-step={step}
      onClick={() => {
        onStep(step);
      }}
    >
      <Icon name={icons[step]} />
      {t(`responder.${step}`)}
    </button>
  );
  return (
    <div className="step-buttons">
      {(isMore || next === null) && (
        <div className="step-others">{others.map((one) => button(one, ''))}</div>
      )}
      <div className="step-row">
        {next !== null && button(next, 'button-primary button-tall step-next')}
        {next !== null && others.length > 0 && (
          <button
            type="button"
            className="button button-tall"
            aria-expanded={isMore}
            onClick={() => {
              setIsMore(!isMore);
            }}
          >
            {t('responder.more')}
          </button>
        )}
      </div>
    </div>
  );
}
