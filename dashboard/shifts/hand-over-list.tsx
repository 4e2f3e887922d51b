// Hand-overs of earlier shifts: unsigned ones are unfolded, signed ones take one line.
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HandOver } from '../../contracts/index.ts';
import { useList } from '../account/use-list.ts';
import type { Failure } from '../api/answer.ts';
import { useMomentFormat } from '../session/use-moment-format.ts';
import { useSession } from '../session/session-provider.tsx';
import { FailureNote } from '../shared/failure-note.tsx';
import { RefusalNote } from '../shared/refusal-note.tsx';
import { Icon } from '../shared/icon.tsx';
import { useNow } from '../time/clock.tsx';
import { formatSince } from '../time/moment.ts';
import { HandOverSummaryView } from './hand-over-summary.tsx';

const shownSigned = 5;

export function HandOverList() {
  const { t } = useTranslation();
  const { client } = useSession();
  const list = useList(useCallback((signal) => client.listHandOvers(signal), [client]));
  const { handOvers = [], unsigned = 0 } = list.value ?? {};
  const open = handOvers.filter(({ signedAt }) => signedAt === null);
  const signed = handOvers.filter(({ signedAt }) => signedAt !== null).slice(0, shownSigned);
  return (
    <section className="card" aria-labelledby="hand-overs">
      <h2 className="card-title" id="hand-overs">
        {t('shifts.handOvers')}
        {unsigned > 0 && <span className="shifts-count">{unsigned}</span>}
      </h2>
      {list.failure && <FailureNote failure={list.failure} onRetry={list.reload} />}
      {list.value !== null && handOvers.length === 0 && (
        <p className="muted">{t('shifts.noHandOver')}</p>
      )}
      {open.map((one, index) => (
        <HandOverItem
          key={one.handOver}
          handOver={one}
          isOpen={index === 0}
          onSigned={list.reload}
        />
      ))}
      {signed.map((one) => (
        <HandOverItem key={one.handOver} handOver={one} isOpen={false} onSigned={list.reload} />
      ))}
    </section>
  );
}

interface ItemProps {
  handOver: HandOver;
  isOpen: boolean;
  onSigned: () => void;
}

function HandOverItem({ handOver, isOpen, onSigned }: ItemProps) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const now = useNow(60_000);
  const { unitName, part, at, outgoing, incoming, signedAt, signedBy, note, maySign } = handOver;
  const nobody = t('shifts.nobody');
  return (
    <details className="shift-item" open={isOpen} data-unsigned={signedAt === null}>
      <summary>
        <strong>
          {unitName} · {t(`duty.${part}`)}
        </strong>
        <span className="shift-when">{formatSince(at, now, format)}</span>
        <span className="shift-who">
          {outgoing.join(', ')} → {incoming.length === 0 ? nobody : incoming.join(', ')}
        </span>
        <span className="shift-state">
          {signedAt === null
            ? t('shifts.unsigned')
            : t('shifts.signed', { by: signedBy, time: formatSince(signedAt, now, format) })}
        </span>
      </summary>
      <HandOverSummaryView handOver={handOver} />
      {note !== null && <p className="shift-note">{note}</p>}
      {maySign && <SignForm handOver={handOver.handOver} onSigned={onSigned} />}
    </details>
  );
}

function SignForm({ handOver, onSigned }: { handOver: number; onSigned: () => void }) {
  const { t } = useTranslation();
  const { client } = useSession();
  const [note, setNote] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const sign = async () => {
    const answer = await client.signHandOver(handOver, note.trim());
    setFailure(answer.status === 'error' ? answer : null);
    if (answer.status === 'ok') onSigned();
  };
  return (
    <form
      className="shift-form"
      onSubmit={(event) => {
        event.preventDefault();
        void sign();
      }}
    >
      <label className="field">
        <span className="field-label">{t('shifts.note')}</span>
        <textarea
          className="input"
          rows={2}
          maxLength={1000}
          value={note}
          onChange={(event) => {
            setNote(event.target.value);
          }}
        />
      </label>
      <RefusalNote failure={failure} />
      <button type="submit" className="button button-primary button-tall">
        <Icon name="check" />
        {t('shifts.sign')}
      </button>
    </form>
  );
}
