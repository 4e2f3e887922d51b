// Swaps: requests to the user, the user's own requests, and the form for a new one.
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Swap, SwapAnswer } from '../../contracts/index.ts';
import { useList } from '../account/use-list.ts';
import type { Failure } from '../api/answer.ts';
import type { DutyNow } from '../api/desk-calls.ts';
import { useMomentFormat } from '../session/use-moment-format.ts';
import { useSession } from '../session/session-provider.tsx';
import { RefusalNote } from '../shared/refusal-note.tsx';
import { useNow } from '../time/clock.tsx';
import { formatSince } from '../time/moment.ts';
import { SwapForm } from './swap-form.tsx';

interface SwapListProps {
  duty: DutyNow | null;
  me: string | null;
  onChanged: () => void;
}

export function SwapList({ duty, me, onChanged }: SwapListProps) {
  const { t } = useTranslation();
  const { client } = useSession();
  const list = useList(useCallback((signal) => client.listSwaps(signal), [client]));
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const answerOne = async (swap: number, said: SwapAnswer) => {
    const answer = await client.answerSwap(swap, said);
    setFailure(answer.status === 'error' ? answer : null);
    list.reload();
    onChanged();
  };
  const unitName = (id: string) => duty?.duties.find(({ unit }) => unit === id)?.unitName ?? id;
  const swaps = list.value?.swaps ?? [];
  return (
    <section className="card">
      <h2 className="card-title">{t('shifts.swaps')}</h2>
      <RefusalNote failure={failure} />
      {list.value !== null && swaps.length === 0 && <p className="muted">{t('shifts.noSwap')}</p>}
      <ul className="shift-list">
        {swaps.map((swap) => (
          <SwapItem key={swap.swap} swap={swap} unitName={unitName} onAnswer={answerOne} />
        ))}
      </ul>
      {me !== null && duty !== null && !isAsking && (
        <button
          type="button"
          className="button button-tall"
          onClick={() => {
            setIsAsking(true);
          }}
        >
          {t('shifts.ask')}
        </button>
      )}
      {me !== null && duty !== null && isAsking && (
        <SwapForm
          duty={duty}
          me={me}
          onEnd={() => {
            setIsAsking(false);
            list.reload();
          }}
        />
      )}
    </section>
  );
}

interface SwapItemProps {
  swap: Swap;
  unitName: (unit: string) => string;
  onAnswer: (swap: number, answer: SwapAnswer) => Promise<void>;
}

function SwapItem({ swap, unitName, onAnswer }: SwapItemProps) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const now = useNow(60_000);
  const { give, inReturn, askerName, otherName, state, reason, answers } = swap;
  const wordsOf = ({ unit, part, from, until }: Swap['give']) => {
    const span = `${formatSince(from, now, format)} – ${formatSince(until, from, format)}`;
    return `${unitName(unit)} · ${t(`duty.${part}`)} · ${span}`;
  };
  return (
    <li className="shift-row" data-open={state === 'asked'}>
      <span className="shift-what">
        <strong>
          {askerName} → {otherName}
        </strong>
        <span>{wordsOf(give)}</span>
        {inReturn !== null && (
          <span>
            {t('shifts.inReturnFor', { name: askerName })} {wordsOf(inReturn)}
          </span>
        )}
        <span className="muted">
          {t(`shifts.swapState.${state}`)} · {reason}
        </span>
      </span>
      {answers.length > 0 && (
        <span className="shift-answers">
          {answers.map((answer) => (
            <button
              key={answer}
              type="button"
              className={
                answer === 'agree' ? 'button button-primary button-tall' : 'button button-tall'
              }
              onClick={() => void onAnswer(swap.swap, answer)}
            >
              {t(`shifts.answer.${answer}`)}
            </button>
          ))}
        </span>
      )}
    </li>
  );
}
