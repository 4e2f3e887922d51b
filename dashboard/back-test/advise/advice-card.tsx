// Advice on the edited fence: a button that asks, then the proposed change with the alerts that it avoids and keeps, as pictures,
// and a button that puts it into the draft. It arms nothing.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { FenceFile } from '../../../contracts/index.ts';
import type { Advice, Proposal, Verdict } from '../../../geofences/index.ts';
import { casePictureAddress } from '../../api/addresses.ts';
import type { Failure } from '../../api/answer.ts';
import { useMomentFormat } from '../../session/use-moment-format.ts';
import { FailureNote } from '../../shared/failure-note.tsx';
import { Icon } from '../../shared/icon.tsx';
import { formatMoment } from '../../time/moment.ts';
import { changeWords } from './change-words.ts';
import { OriginalText } from '../../shared/original-text.tsx';

export type AdviceState =
  | { status: 'idle' | 'busy' }
  | { status: 'failed'; failure: Failure }
  | { status: 'broken'; message: string }
  | { status: 'ready'; advice: Advice };

interface AdviceCardProps {
  state: AdviceState;
  onAsk: () => void;
  onPropose?: ((part: Partial<FenceFile>) => void) | undefined;
}

export function AdviceCard({ state, onAsk, onPropose }: AdviceCardProps) {
  const { t } = useTranslation();
  return (
    <section className="advice" aria-label={t('backTest.advice.title')} data-advice={state.status}>
      <div className="sweep-head">
        <h3 className="back-test-subtitle">{t('backTest.advice.title')}</h3>
        <button type="button" className="button" disabled={state.status === 'busy'} onClick={onAsk}>
          {t('backTest.advice.ask')}
        </button>
      </div>
      {state.status === 'busy' && (
        <p className="muted" role="status">
          {t('backTest.advice.busy')}
        </p>
      )}
      {state.status === 'failed' && <FailureNote failure={state.failure} onRetry={onAsk} />}
      {state.status === 'broken' && (
        <p className="note note-danger" role="alert">
          <Icon name="warning" />
          {t('backTest.failed')} <OriginalText text={state.message} />
        </p>
      )}
      {state.status === 'ready' && <Found advice={state.advice} onPropose={onPropose} />}
    </section>
  );
}

function Found({ advice, onPropose }: { advice: Advice } & Pick<AdviceCardProps, 'onPropose'>) {
  const { t } = useTranslation();
  const { proposal, reason, places, voids, confirmed, unmatched } = advice;
  return (
    <>
      <p className="muted">{t('backTest.advice.judged', { voids, confirmed })}</p>
      {unmatched.length > 0 && (
        <p className="muted">{t('backTest.advice.unmatched', { total: unmatched.length })}</p>
      )}
      {proposal ? (
        <Proposed proposal={proposal} onPropose={onPropose} />
      ) : (
        <p>{t(`backTest.advice.reason-${reason ?? 'nothing-helps'}`)}</p>
      )}
      {places.map((place) => (
        <div key={JSON.stringify(place.change.holes)} className="advice-place">
          <p>{t('backTest.advice.place', { times: place.times, total: place.removed.length })}</p>
          <Take proposal={place} onPropose={onPropose} label={t('backTest.advice.exclude')} />
        </div>
      ))}
    </>
  );
}

function Proposed({
  proposal,
  onPropose,
}: { proposal: Proposal } & Pick<AdviceCardProps, 'onPropose'>) {
  const { t } = useTranslation();
  const { removed, kept, confirmed, unjudgedLost } = proposal;
  return (
    <div className="advice-proposal">
      <p className="back-test-says">{changeWords(t, proposal.change).join('; ')}</p>
      <Take proposal={proposal} onPropose={onPropose} label={t('backTest.advice.take')} />
      <Verdicts title={t('backTest.advice.spares', { total: removed.length })} verdicts={removed} />
      <Verdicts
        title={t('backTest.advice.keeps', { total: confirmed.length })}
        verdicts={confirmed}
      />
      {kept.length > 0 && (
        <Verdicts title={t('backTest.advice.leaves', { total: kept.length })} verdicts={kept} />
      )}
      {unjudgedLost.length > 0 && (
        <p className="muted">{t('backTest.advice.unjudged', { total: unjudgedLost.length })}</p>
      )}
    </div>
  );
}

interface TakeProps extends Pick<AdviceCardProps, 'onPropose'> {
  proposal: Proposal;
  label: string;
}

function Take({ proposal, onPropose, label }: TakeProps) {
  if (!onPropose) return null;
  return (
    <button
      type="button"
      className="button"
      onClick={() => {
        onPropose(proposal.change);
      }}
    >
      {label}
    </button>
  );
}

function Verdicts({ title, verdicts }: { title: string; verdicts: readonly Verdict[] }) {
  return (
    <div className="advice-list">
      <h4>{title}</h4>
      <ul>
        {verdicts.map((verdict) => (
          <li key={verdict.id}>
            <VerdictPicture verdict={verdict} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function VerdictPicture({ verdict: { id, at } }: { verdict: Verdict }) {
  const format = useMomentFormat();
  const [isBroken, setBroken] = useState(false);
  const when = formatMoment(at, format);
  return (
    <Link href={`/cases/${encodeURIComponent(id)}`} className="advice-case">
      {isBroken ? (
        <Icon name="no-picture" />
      ) : (
        <img
          src={casePictureAddress(id)}
          alt=""
          loading="lazy"
          decoding="async"
          onError={() => {
            setBroken(true);
          }}
        />
      )}
      <span>{when}</span>
    </Link>
  );
}
