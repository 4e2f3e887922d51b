// Asks a colleague to take over one of the user's coming shifts, and offers to serve one of the colleague's in return.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../api/answer.ts';
import type { DutyNow } from '../api/desk-calls.ts';
import { useSession } from '../session/session-provider.tsx';
import { RefusalNote } from '../shared/refusal-note.tsx';
import { ComingField } from './coming-field.tsx';
import { ReturnField, type Stretch } from './return-field.tsx';

interface SwapFormProps {
  duty: DutyNow;
  me: string;
  onEnd: () => void;
}

export function SwapForm({ duty, me, onEnd }: SwapFormProps) {
  const { t } = useTranslation();
  const { client } = useSession();
  const [index, setIndex] = useState('0');
  const [other, setOther] = useState('');
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [inReturn, setInReturn] = useState<Stretch>();
  const coming = duty.coming ?? [];
  const give = coming[Number(index)];
  const isReady = give !== undefined && other !== '' && reason.trim() !== '';
  const ask = async () => {
    if (give === undefined) return;
    const answer = await client.askSwap({
      give,
      other,
      reason: reason.trim(),
      ...(inReturn && { inReturn }),
    });
    setFailure(answer.status === 'error' ? answer : null);
    if (answer.status === 'ok') onEnd();
  };
  if (coming.length === 0) return <p className="muted">{t('shifts.noComing')}</p>;
  return (
    <form
      className="shift-form"
      onSubmit={(event) => {
        event.preventDefault();
        void ask();
      }}
    >
      <ComingField
        label={t('shifts.which')}
        duty={duty}
        coming={coming}
        index={index}
        onChange={setIndex}
      />
      <ColleagueField
        duty={duty}
        me={me}
        other={other}
        onChange={(person) => {
          setOther(person);
          setInReturn(undefined);
        }}
      />
      {other !== '' && (
        <ReturnField key={other} person={other} duty={duty} onChange={setInReturn} />
      )}
      <label className="field">
        <span className="field-label">{t('shifts.reason')}</span>
        <textarea
          className="input"
          rows={2}
          maxLength={200}
          value={reason}
          onChange={(event) => {
            setReason(event.target.value);
          }}
        />
      </label>
      <RefusalNote failure={failure} />
      <span className="shift-answers">
        <button type="submit" className="button button-primary button-tall" disabled={!isReady}>
          {t('shifts.ask')}
        </button>
        <button type="button" className="button button-tall" onClick={onEnd}>
          {t('shifts.cancel')}
        </button>
      </span>
    </form>
  );
}

interface ColleagueFieldProps {
  duty: DutyNow;
  me: string;
  other: string;
  onChange: (person: string) => void;
}

function ColleagueField({ duty, me, other, onChange }: ColleagueFieldProps) {
  const { t } = useTranslation();
  return (
    <label className="field">
      <span className="field-label">{t('shifts.withWhom')}</span>
      <select
        className="select"
        value={other}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      >
        <option value="">{t('shifts.choose')}</option>
        {duty.colleagues
          ?.filter(({ person }) => person !== me)
          .map(({ person, name }) => (
            <option key={person} value={person}>
              {name}
            </option>
          ))}
      </select>
    </label>
  );
}
