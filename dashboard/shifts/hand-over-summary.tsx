// The summary of one hand-over: open cases with red ones first, events, mutes, and broken cameras.
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { handedSteps, type HandOver } from '../../contracts/index.ts';
import { useMomentFormat } from '../session/use-moment-format.ts';
import { kindText } from '../shared/kind-text.ts';
import { useNow } from '../time/clock.tsx';
import { formatSince } from '../time/moment.ts';

export function HandOverSummaryView({ handOver }: { handOver: HandOver }) {
  const { t } = useTranslation();
  const { summary, at, madeAt } = handOver;
  const format = useMomentFormat();
  const now = useNow(60_000);
  const isLate = madeAt - at > 60_000;
  return (
    <div className="shift-summary">
      <p className="shift-figures">
        {t('shifts.open', { total: summary.open })}
        {summary.red > 0 && (
          <strong className="shift-red"> {t('shifts.red', { total: summary.red })}</strong>
        )}
        {isLate && ` · ${t('shifts.madeLate', { time: formatSince(madeAt, now, format) })}`}
      </p>
      <Happened happened={summary.happened} />
      <OpenCases cases={summary.cases} />
      <Rest summary={summary} />
    </div>
  );
}

function Happened({ happened }: Pick<HandOver['summary'], 'happened'>) {
  const { t } = useTranslation();
  const lines = handedSteps.flatMap((step) => {
    const total = happened[step];
    return total === undefined
      ? []
      : [t('shifts.happened', { what: t(`shifts.did.${step}`), total })];
  });
  return <p className="muted">{lines.length === 0 ? t('shifts.quietShift') : lines.join(' · ')}</p>;
}

const shownAtFirst = 20;

function OpenCases({ cases }: Pick<HandOver['summary'], 'cases'>) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const now = useNow(60_000);
  const more = cases.length - shownAtFirst;
  return (
    <ul className="shift-cases">
      {cases
        .slice(0, shownAtFirst)
        .map(({ caseId, kind, where, state, light, holder, snoozedUntil }) => (
          <li key={caseId} data-light={light ?? 'none'}>
            <Link href={`/cases/${encodeURIComponent(caseId)}`}>
              {kindText(t, kind)} · {where}
            </Link>
            <span className="muted">
              {light !== null && `${t(`light.${light}`)} · `}
              {t(`caseState.${state}`)}
              {holder !== null && ` · ${holder}`}
              {snoozedUntil !== null &&
                ` · ${t('shifts.aside', { time: formatSince(snoozedUntil, now, format) })}`}
            </span>
          </li>
        ))}
      {more > 0 && <li className="muted">{t('shifts.more', { total: more })}</li>}
    </ul>
  );
}

function Rest({ summary: { mutes, cameras } }: Pick<HandOver, 'summary'>) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const now = useNow(60_000);
  return (
    <>
      {mutes.map(({ mute, of, id, until, reason }) => (
        <p key={mute} className="muted">
          {t('shifts.muted', { what: t(`shifts.mutedThing.${of}`), id })} ·{' '}
          {t('shifts.until', { time: formatSince(until, now, format) })} · {reason}
        </p>
      ))}
      {cameras.map(({ cameraId, name, state }) => (
        <p key={cameraId} className="shift-broken">
          {name}: {t(`shifts.camera.${state}`, { defaultValue: state })}
        </p>
      ))}
    </>
  );
}
