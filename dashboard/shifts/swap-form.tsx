// Asks a colleague to take over one of the user's coming shifts.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../api/answer.ts';
import type { DutyNow } from '../api/desk-calls.ts';
import { useMomentFormat } from '../session/use-moment-format.ts';
import { useSession } from '../session/session-provider.tsx';
import { RefusalNote } from '../shared/refusal-note.tsx';
import { useNow } from '../time/clock.tsx';
import { formatSince } from '../time/moment.ts';

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
  const coming = duty.coming ?? [];
  const give = coming[Number(index)];
  const isReady = give !== undefined && other !== '' && reason.trim() !== '';
  const ask = async () => {
    if (give === undefined) return;
    const answer = await client.askSwap({ give, other, reason: reason.trim() });
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
      <ComingField duty={duty} index={index} onChange={setIndex} />
      <label className="field">
        <span className="field-label">{t('shifts.withWhom')}</span>
        <select
          className="select"
          value={other}
          onChange={(event) => {
            setOther(event.target.value);
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

interface ComingFieldProps {
  duty: DutyNow;
  index: string;
  onChange: (index: string) => void;
}

function ComingField({ duty, index, onChange }: ComingFieldProps) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const now = useNow(60_000);
  const nameOf = (id: string) => duty.duties.find(({ unit }) => unit === id)?.unitName ?? id;
  return (
    <label className="field">
      <span className="field-label">{t('shifts.which')}</span>
      <select
        className="select"
        value={index}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      >
        {duty.coming?.map(({ unit, part, from, until }, place) => (
          <option key={`${unit} ${part} ${from}`} value={place}>
            {`${formatSince(from, now, format)} – ${formatSince(until, from, format)} · ${nameOf(unit)} · ${t(`duty.${part}`)}`}
          </option>
        ))}
      </select>
    </label>
  );
}
