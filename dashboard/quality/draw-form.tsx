// The form that draws a sample: size, seed, reason. Takes the filter; opens the sample when it is drawn.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Failure } from '../api/answer.ts';
import type { CaseFilter } from '../cases/case-filter.ts';
import { ReasonField } from '../evidence/reason-field.tsx';
import { useSession } from '../session/session-provider.tsx';
import { FailureNote } from '../shared/failure-note.tsx';
import { drawWish, type DrawFields } from './draw-wish.ts';

export function DrawForm({ filter }: { filter: CaseFilter }) {
  const { t } = useTranslation();
  const { client, timezone } = useSession();
  const [, open] = useLocation();
  const [fields, setFields] = useState<DrawFields>({ size: '50', seed: '', reason: '' });
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isWaiting, setWaiting] = useState(false);
  const wish = drawWish(fields, filter, timezone);
  const draw = async () => {
    if (wish === null) return;
    setWaiting(true);
    const answer = await client.drawSample(wish);
    setWaiting(false);
    setFailure(answer.status === 'error' ? answer : null);
    if (answer.status === 'ok') open(`/quality/${answer.value.sample}`);
  };
  const set = (name: keyof DrawFields) => (value: string) => {
    setFields({ ...fields, [name]: value });
  };
  return (
    <form
      className="draw-form"
      onSubmit={(event) => {
        event.preventDefault();
        void draw();
      }}
    >
      <Field name="size" label={t('quality.size')} value={fields.size} onChange={set('size')} />
      <Field
        name="seed"
        label={t('quality.seed')}
        hint={t('quality.seedHint')}
        value={fields.seed}
        onChange={set('seed')}
      />
      <ReasonField
        name="draw-reason"
        label={t('quality.reason')}
        value={fields.reason}
        onChange={set('reason')}
      />
      <button
        type="submit"
        className="button button-primary button-tall"
        disabled={wish === null || isWaiting}
      >
        {t('quality.drawNow')}
      </button>
      <p className="field-hint draw-hint">{t('quality.drawHint')}</p>
      {failure !== null && <FailureNote failure={failure} />}
    </form>
  );
}

interface FieldProps {
  name: 'size' | 'seed';
  label: string;
  hint?: string;
  value: string;
  onChange: (value: string) => void;
}

function Field({ name, label, hint, value, onChange }: FieldProps) {
  return (
    <label className="field">
      <span className="field-label">{label}</span>
      <input
        className="input"
        name={name}
        inputMode={name === 'size' ? 'numeric' : 'text'}
        placeholder={hint}
        pattern={name === 'seed' ? '[0-9A-Za-z\\-]{1,64}' : '[0-9]{1,4}'}
        maxLength={name === 'size' ? 4 : 64}
        value={value}
        onChange={({ target }) => {
          onChange(target.value);
        }}
      />
    </label>
  );
}
