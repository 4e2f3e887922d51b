// Recently ended problems, the latest end first.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PastProblem } from '../../contracts/index.ts';
import { useMomentFormat } from '../session/use-moment-format.ts';
import { useNow } from '../time/clock.tsx';
import { formatDuration } from '../time/duration.ts';
import { formatSince } from '../time/moment.ts';
import { useWatch } from '../watch/watch-provider.tsx';
import { subjectOf } from './problem-subject.ts';

const shownAtFirst = 20;

export function PastProblems({ past }: { past: readonly PastProblem[] }) {
  const { t } = useTranslation();
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? past : past.slice(0, shownAtFirst);
  return (
    <section className="card past-problems">
      <h2 className="card-title">{t('health.past')}</h2>
      {past.length === 0 && <p className="muted">{t('health.noPast')}</p>}
      <ul>
        {shown.map((problem) => (
          <PastRow
            key={`${problem.code} ${problem.edgeId ?? ''} ${problem.subject} ${problem.since}`}
            problem={problem}
          />
        ))}
      </ul>
      {shown.length < past.length && (
        <button
          type="button"
          className="link-button"
          onClick={() => {
            setShowsAll(true);
          }}
        >
          {t('health.showAll', { total: past.length })}
        </button>
      )}
    </section>
  );
}

function PastRow({ problem }: { problem: PastProblem }) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const now = useNow(60_000);
  const { cameras } = useWatch().cameras;
  const { code, since, until, times } = problem;
  const from = formatSince(since, now, format);
  const to = formatSince(until, now, format);
  return (
    <li className="past-problem">
      <p>
        <strong>{t(`problem.${code}.title`)}</strong> · {subjectOf(problem, cameras).name}
      </p>
      <p className="muted">
        {t('health.fromTo', { from, to })} ·{' '}
        {t('health.lasted', { duration: formatDuration(t, until - since) })}
        {times > 1 && ` · ${t('health.times', { total: times })}`}
      </p>
    </li>
  );
}
