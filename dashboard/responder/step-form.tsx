// The form of a step that needs input: handled (photos, a note), not a matter (a listed reason), handed over (to whom, why),
// escalated (why), put aside. The phone keeps a draft until the step is sent.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { voidReasons, type CaseDetail, type VoidReason } from '../../contracts/index.ts';
import type { QueuedStep, ResponderStep } from '../offline/queued-step.ts';
import { useSession } from '../session/session-provider.tsx';
import { Icon } from '../shared/icon.tsx';
import { formatDuration } from '../time/duration.ts';
import { PhotoField } from '../shared/photo-field.tsx';
import { PeopleField } from './people-field.tsx';
import { useOutbox } from './outbox-provider.tsx';
import { useDraft } from './use-draft.ts';
import { actionOf, lackOf, type Filled } from './fill-action.ts';

export type OnePressStep = 'acknowledge' | 'arrive' | 'wake';

interface StepFormProps {
  step: ResponderStep;
  detail: CaseDetail;
  onEnd: () => void;
}

export function StepForm({ step, detail, onEnd }: StepFormProps) {
  const { t } = useTranslation();
  const outbox = useOutbox();
  const { session } = useSession();
  const about = `${session.user.username} ${detail.id} ${step}`;
  const { draft, change, drop } = useDraft(about);
  const [why, setWhy] = useState<VoidReason | null>(null);
  const [person, setPerson] = useState('');
  const [minutes, setMinutes] = useState<RestMinutes>(30);
  const [trouble, setTrouble] = useState<ReturnType<typeof lackOf> | 'full'>(null);
  const send = async () => {
    const until = Date.now() + minutes * 60_000;
    const photos = draft.photos.length;
    const filled: Filled = { step, why, person, note: draft.note, photos, until };
    const lack = lackOf(filled, Boolean(detail.report));
    setTrouble(lack);
    const action: QueuedStep['action'] | null = lack === null ? actionOf(filled) : null;
    if (action === null) return;
    const kept = await outbox.put({ caseId: detail.id, action, photos: draft.photos });
    if (kept === 'full') {
      setTrouble('full');
      return;
    }
    await drop();
    onEnd();
    void outbox.sendAll();
  };
  return (
    <form
      className="step-form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h2 className="card-title">{t(`responder.${step}`)}</h2>
      {step === 'void' && <ReasonField why={why} onChange={setWhy} />}
      {step === 'transfer' && <PeopleField person={person} onChange={setPerson} />}
      {step === 'snooze' && <RestField minutes={minutes} onChange={setMinutes} />}
      {step === 'handle' && (
        <PhotoField
          photos={draft.photos}
          onChange={(photos) => {
            change({ photos: [...photos] });
          }}
        />
      )}
      <label className="field">
        <span className="field-label">
          {t(step === 'handle' ? 'responder.done' : 'responder.why')}
        </span>
        <textarea
          className="input"
          rows={2}
          maxLength={1000}
          value={draft.note}
          onChange={(event) => {
            change({ note: event.target.value });
          }}
        />
      </label>
      {trouble !== null && (
        <p className="note note-danger" role="alert">
          {trouble === 'full' ? t('responder.full') : t(`refusal.${trouble}`)}
        </p>
      )}
      <div className="step-row">
        <button type="submit" className="button button-primary button-tall step-next">
          <Icon name="check" />
          {t('responder.send')}
        </button>
        <button type="button" className="button button-tall" onClick={onEnd}>
          {t('responder.back')}
        </button>
      </div>
    </form>
  );
}

const restMinutes = [15, 30, 60, 120] as const;
type RestMinutes = (typeof restMinutes)[number];

interface RestFieldProps {
  minutes: RestMinutes;
  onChange: (minutes: RestMinutes) => void;
}

function RestField({ minutes, onChange }: RestFieldProps) {
  const { t } = useTranslation();
  return (
    <fieldset className="step-reasons">
      <legend className="field-label">{t('responder.asideFor')}</legend>
      {restMinutes.map((one) => (
        <label key={one} className="step-reason">
          <input
            type="radio"
            name="rest"
            checked={minutes === one}
            onChange={() => {
              onChange(one);
            }}
          />
          {formatDuration(t, one * 60_000)}
        </label>
      ))}
    </fieldset>
  );
}

interface ReasonFieldProps {
  why: VoidReason | null;
  onChange: (why: VoidReason) => void;
}

/** A duplicate needs the number of the other case, so it is chosen on the duty desk. */
const reasonsOnSpot = voidReasons.filter((one) => one !== 'duplicate');

function ReasonField({ why, onChange }: ReasonFieldProps) {
  const { t } = useTranslation();
  return (
    <fieldset className="step-reasons">
      <legend className="visually-hidden">{t('responder.reason')}</legend>
      {reasonsOnSpot.map((one) => (
        <label key={one} className="step-reason">
          <input
            type="radio"
            name="void-reason"
            checked={why === one}
            onChange={() => {
              onChange(one);
            }}
          />
          {t(`voidReason.${one}`)}
        </label>
      ))}
    </fieldset>
  );
}
