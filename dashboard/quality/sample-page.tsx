// One sample: what was drawn, then one's own blind check, then the agreement.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { SampleAgain, SampleView } from '../../contracts/index.ts';
import type { Answer, Failure } from '../api/answer.ts';
import { LeaderQueries } from '../duty-desk/leader-queries.tsx';
import { useMomentFormat } from '../session/use-moment-format.ts';
import { useSession } from '../session/session-provider.tsx';
import { FailureNote } from '../shared/failure-note.tsx';
import { Icon } from '../shared/icon.tsx';
import { Page } from '../shared/page.tsx';
import { formatMoment } from '../time/moment.ts';
import { BlindCheck } from './blind-check.tsx';
import { ResultView } from './result-view.tsx';
import { useSample } from './use-samples.ts';
import './quality.css';

export default function SamplePage({ id }: { id: string }) {
  return (
    <LeaderQueries>
      <Sample number={Number(id)} />
    </LeaderQueries>
  );
}

function Sample({ number }: { number: number }) {
  const { t } = useTranslation();
  const { value: sample, failure, reload } = useSample(number);
  const title = t('quality.sample', { number });
  return (
    <Page
      title={title}
      documentTitle={title}
      above={
        <Link href="/quality" className="sample-back">
          <Icon name="back" />
          {t('quality.title')}
        </Link>
      }
    >
      {failure && <FailureNote failure={failure} onRetry={reload} />}
      {sample !== null && <Content sample={sample} onChanged={reload} />}
    </Page>
  );
}

interface ContentProps {
  sample: SampleView;
  onChanged: () => void;
}

function Content({ sample, onChanged }: ContentProps) {
  const { standing, next } = sample;
  const [wants, setWants] = useState(false);
  const knows = standing === 'finished' || standing === 'has-seen';
  if (standing === 'checking' && next !== null)
    return <BlindCheck key={next} sample={sample} position={next} onChanged={onChanged} />;
  return (
    <>
      <Facts sample={sample} />
      {!knows && !wants && (
        <Start
          sample={sample}
          onChanged={onChanged}
          onResult={() => {
            setWants(true);
          }}
        />
      )}
      {(knows || wants) && <ResultView sample={sample.sample} />}
    </>
  );
}

function Facts({ sample }: { sample: SampleView }) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const { drawnAt, drawnBy, size, population, seed, isOwnSeed, filter, reason } = sample;
  return (
    <section className="card sample-facts">
      <p>{t('quality.ofAll', { size, population })}</p>
      <p className="muted">
        {formatMoment(drawnAt, format)} · {drawnBy}
        {reason !== null && ` · ${reason}`}
      </p>
      <p>
        {t(isOwnSeed ? 'quality.ownSeed' : 'quality.madeSeed')} <code className="code">{seed}</code>
      </p>
      {filter === null ? (
        <p className="muted">{t('quality.filterHidden')}</p>
      ) : (
        <p>
          {t('quality.filter')}{' '}
          {Object.keys(filter).length === 0 ? (
            t('quality.noFilter')
          ) : (
            <code className="code">{JSON.stringify(filter)}</code>
          )}
        </p>
      )}
      <Again sample={sample.sample} />
    </section>
  );
}

/** Draws it again, and reports whether it is the same. */
function Again({ sample }: { sample: number }) {
  const { t } = useTranslation();
  const { client } = useSession();
  const [answer, setAnswer] = useState<Answer<SampleAgain> | null>(null);
  return (
    <>
      <button
        type="button"
        className="button"
        onClick={() => {
          void client.drawAgain(sample).then(setAnswer);
        }}
      >
        {t('quality.again')}
      </button>
      {answer?.status === 'error' && <FailureNote failure={answer} />}
      {answer?.status === 'ok' && (
        <p role="status">
          {t(answer.value.isSame ? 'quality.same' : 'quality.changed', { ...answer.value })}
        </p>
      )}
    </>
  );
}

interface StartProps extends ContentProps {
  onResult: () => void;
}

function Start({ sample, onChanged, onResult }: StartProps) {
  const { t } = useTranslation();
  const { client } = useSession();
  const [failure, setFailure] = useState<Failure | null>(null);
  const begin = async () => {
    const answer = await client.beginCheck(sample.sample);
    setFailure(answer.status === 'error' ? answer : null);
    onChanged();
  };
  const isEnded = sample.checks.some(({ finishedAt }) => finishedAt !== null);
  return (
    <section className="card sample-facts">
      {sample.standing === 'may-check' && (
        <>
          <p>{t('quality.beginHint')}</p>
          <button
            type="button"
            className="button button-primary button-tall"
            onClick={() => void begin()}
          >
            {t('quality.begin')}
          </button>
        </>
      )}
      {isEnded && (
        <>
          <p className="muted">{t('quality.seeHint')}</p>
          <button type="button" className="button" onClick={onResult}>
            {t('quality.see')}
          </button>
        </>
      )}
      {failure !== null && <FailureNote failure={failure} />}
    </section>
  );
}
