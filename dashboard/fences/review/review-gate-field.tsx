// Whether alerts of this fence wait for a review. It applies at once, independent of fence versions.
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewGate } from '../../../contracts/index.ts';
import { useList } from '../../account/use-list.ts';
import type { Failure } from '../../api/answer.ts';
import { useSession } from '../../session/session-provider.tsx';
import { RefusalNote } from '../../shared/refusal-note.tsx';
import { choiceOf, gateChoices, ruleOf, type GateChoice } from './gate-choice.ts';

export function ReviewGateField({ fenceId }: { fenceId: string }) {
  const { client } = useSession();
  const list = useList(useCallback((signal) => client.listGates(signal), [client]));
  if (list.value === null) return null;
  const known = list.value.gates.find(({ of, id }) => of === 'fence' && id === fenceId) ?? null;
  return (
    <GateForm
      key={`${fenceId} ${known?.at ?? 0}`}
      fenceId={fenceId}
      known={known}
      onSet={list.reload}
    />
  );
}

interface GateFormProps {
  fenceId: string;
  known: ReviewGate | null;
  onSet: () => void;
}

function GateForm({ fenceId, known, onSet }: GateFormProps) {
  const { t } = useTranslation();
  const { client } = useSession();
  const now = choiceOf(known);
  const [choice, setChoice] = useState<GateChoice>(now);
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const set = async () => {
    const gate = { of: 'fence', id: fenceId, rule: ruleOf(choice), reason: reason.trim() } as const;
    const answer = await client.setGate(gate);
    setFailure(answer.status === 'error' ? answer : null);
    if (answer.status === 'ok') onSet();
  };
  return (
    <form
      className="gate-form"
      onSubmit={(event) => {
        event.preventDefault();
        void set();
      }}
    >
      <label className="field">
        <span className="field-label">{t('reviews.gate')}</span>
        <select
          className="select"
          value={choice}
          onChange={(event) => {
            setChoice(gateChoices.find((one) => one === event.target.value) ?? now);
          }}
        >
          {gateChoices.map((one) => (
            <option key={one} value={one}>
              {t(`reviews.gateChoice.${one}`)}
            </option>
          ))}
        </select>
      </label>
      {choice !== now && (
        <>
          <label className="field">
            <span className="field-label">{t('shifts.reason')}</span>
            <input
              className="input"
              maxLength={300}
              value={reason}
              onChange={(event) => {
                setReason(event.target.value);
              }}
            />
          </label>
          <button type="submit" className="button" disabled={reason.trim() === ''}>
            {t('reviews.setGate')}
          </button>
        </>
      )}
      <RefusalNote failure={failure} />
    </form>
  );
}
