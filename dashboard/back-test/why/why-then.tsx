// Why there was no alert in the replayed nights: counted on request, because it takes longer than a replay. Takes the replayed
// question and the worker; shows a button, and then the reasons.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fence, WhyCount } from '../../../contracts/index.ts';
import { OriginalText } from '../../shared/original-text.tsx';
import type { Job, WhyJob } from '../replay/message.ts';
import type { WhyAnswer } from '../replay/replay-worker.ts';
import { WhyList } from './why-list.tsx';
import { countedReason } from './why-now.tsx';
import './why.css';

interface WhyThenProps {
  job: Job;
  onAsk: (job: WhyJob) => Promise<WhyAnswer>;
}

type State =
  | { status: 'idle' }
  | { status: 'busy'; job: Job }
  | { status: 'ready'; job: Job; counts: readonly WhyCount[] }
  | { status: 'failed'; job: Job; message: string };

export function WhyThen({ job, onAsk }: WhyThenProps) {
  const { t } = useTranslation();
  const [kept, setState] = useState<State>({ status: 'idle' });
  // Counts for another draft or time are dropped.
  const state: State = kept.status !== 'idle' && kept.job !== job ? { status: 'idle' } : kept;
  const fences = job.draft ? [job.draft] : job.armed;
  const ask = async () => {
    setState({ status: 'busy', job });
    const { parts, span, timezone, calendar } = job;
    const { why, message } = await onAsk({ fences, parts, span, timezone, calendar });
    setState(why ? { status: 'ready', job, counts: why } : { status: 'failed', job, message });
  };
  return (
    <section className="why" aria-labelledby="why-then-title">
      <h3 className="why-title" id="why-then-title">
        {t('why.pastTitle')}
      </h3>
      {state.status === 'ready' ? (
        <WhyList reasons={state.counts.map(countedReason)} names={namesOf(fences)} />
      ) : (
        <button
          type="button"
          className="button"
          disabled={state.status === 'busy'}
          onClick={() => void ask()}
        >
          {t(state.status === 'busy' ? 'why.counting' : 'why.ask')}
        </button>
      )}
      {state.status === 'failed' && (
        <p className="note note-danger" role="alert">
          {t('backTest.failed')} <OriginalText text={state.message} />
        </p>
      )}
    </section>
  );
}

function namesOf(fences: readonly Fence[]): ReadonlyMap<string, string> {
  return new Map(fences.map(({ id, name }) => [id, name]));
}
