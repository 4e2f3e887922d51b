// One kind of problem on the health page: what it is, what to do, and its subjects, each with its start.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ReportedProblem } from '../../contracts/index.ts';
import { useMomentFormat } from '../session/use-moment-format.ts';
import { Icon } from '../shared/icon.tsx';
import { useNow } from '../time/clock.tsx';
import { formatDuration } from '../time/duration.ts';
import { formatSince } from '../time/moment.ts';
import { subjectOf } from './problem-subject.ts';
import type { ProblemGroup } from './problem-groups.ts';
import { valueTexts } from '../problem-wording/problem-values.ts';
import { useWatch } from '../watch/watch-provider.tsx';
import { OriginalText } from '../shared/original-text.tsx';

const shownAtFirst = 6;

export function ProblemCard({ group }: { group: ProblemGroup }) {
  const { t } = useTranslation();
  const [showsAll, setShowsAll] = useState(false);
  const { code, severity, problems } = group;
  const shown = showsAll ? problems : problems.slice(0, shownAtFirst);
  return (
    <li className="card problem" data-code={code} data-severity={severity}>
      <header className="problem-head">
        <Icon name={severity === 'notice' ? 'clock' : 'warning'} className="problem-icon" />
        <div>
          <h2 className="problem-title">{t(`problem.${code}.title`)}</h2>
          <p className="problem-since">
            <span className="problem-severity">{t(`health.${severity}`)}</span>
            <GroupSince group={group} />
          </p>
        </div>
      </header>
      <p className="problem-advice">{t(`problem.${code}.advice`)}</p>
      <ul className="problem-subjects">
        {shown.map((problem) => (
          <SubjectRow key={`${problem.edgeId ?? ''} ${problem.subject}`} problem={problem} />
        ))}
      </ul>
      {shown.length < problems.length && (
        <button
          type="button"
          className="link-button"
          onClick={() => {
            setShowsAll(true);
          }}
        >
          {t('health.showAll', { total: problems.length })}
        </button>
      )}
    </li>
  );
}

function GroupSince({ group: { problems, since, isOneTime } }: { group: ProblemGroup }) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const now = useNow();
  const time = formatSince(since, now, format);
  return (
    <>
      {problems.length > 1 && <span>{t('health.affected', { total: problems.length })}</span>}
      <span>{isOneTime ? t('health.since', { time }) : t('health.sinceFirst', { time })}</span>
      <span className="muted">({formatDuration(t, now - since)})</span>
    </>
  );
}

function SubjectRow({ problem }: { problem: ReportedProblem }) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const now = useNow(10_000);
  const { cameras } = useWatch().cameras;
  const { name, link } = subjectOf(problem, cameras);
  const { edgeId, lastHeardAt, since, times, values } = problem;
  return (
    <li className="problem-subject">
      <p className="problem-name">
        <strong>{name}</strong>
        <span className="muted">
          {t('health.since', { time: formatSince(since, now, format) })}
        </span>
        {times > 1 && <span className="muted">· {t('health.times', { total: times })}</span>}
        {link && (
          <Link
            href={link.href}
            className="problem-link"
            aria-label={`${t(`health.${link.text}`)}: ${name}`}
          >
            {t(`health.${link.text}`)}
            <Icon name="forward" />
          </Link>
        )}
      </p>
      {valueTexts(t, values, format).map((value) => (
        <p key={value.name} className="problem-value">
          {value.isRaw ? <OriginalText text={value.text} /> : value.text}
        </p>
      ))}
      {edgeId !== null && edgeId !== name && (
        <p className="muted problem-value">{t('health.seenBy', { edge: edgeId })}</p>
      )}
      {lastHeardAt !== null && (
        <p className="problem-value problem-old">
          {t('health.bySilentEdge', { time: formatSince(lastHeardAt, now, format) })}
        </p>
      )}
    </li>
  );
}
