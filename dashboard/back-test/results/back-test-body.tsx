// The body of the panel when the log is known: the progress of loading and replaying, and the results.
import { useTranslation } from 'react-i18next';
import type { Fence, FenceFile } from '../../../contracts/index.ts';
import { SweepCard } from '../curve/sweep-card.tsx';
import { coverageTotals, joinCoverage } from '../replay/coverage.ts';
import type { LoadedLog } from '../replay/load-log.ts';
import type { SpanName } from '../replay/log-parts.ts';
import type { Job, WhyJob } from '../replay/message.ts';
import type { WhyAnswer } from '../replay/replay-worker.ts';
import { WhyThen } from '../why/why-then.tsx';
import type { ReplayState } from '../replay/replay-state.ts';
import { Icon } from '../../shared/icon.tsx';
import { formatDuration } from '../../time/duration.ts';
import { entriesOf, headlineOf, type WouldBe } from './entries.ts';
import { Headline } from './headline.tsx';
import { NightStrip } from './night-strip.tsx';
import { UnwatchedNote } from './unwatched-note.tsx';
import { WouldBeList } from './would-be-list.tsx';
import { OriginalText } from '../../shared/original-text.tsx';

interface BackTestBodyProps {
  cameraId: string;
  replay: ReplayState;
  thumbnails: readonly number[];
  span: SpanName;
  /** Whether there is anything to replay. */
  hasFences: boolean;
  onPropose?: (part: Partial<FenceFile>) => void;
  onWhy: (job: WhyJob) => Promise<WhyAnswer>;
}

export function BackTestBody(props: BackTestBodyProps) {
  const { t } = useTranslation();
  const { log, problem } = props.replay;
  if (!props.hasFences) return <p className="back-test-none">{t('backTest.noFences')}</p>;
  if (log.status === 'ready' && log.log.parts.length === 0) return <NoLog />;
  return (
    <>
      {problem !== null && (
        <p className="note note-danger" role="alert">
          <Icon name="warning" />
          {t('backTest.failed')} <OriginalText text={problem} />
        </p>
      )}
      <Progress replay={props.replay} />
      {log.status === 'ready' && <LogNotes log={log.log} />}
      <Shown {...props} />
    </>
  );
}

function NoLog() {
  const { t } = useTranslation();
  return (
    <div className="back-test-empty">
      <Icon name="clock" className="empty-icon" />
      <p className="back-test-says">{t('backTest.noLogTitle')}</p>
      <p className="muted">{t('backTest.noLogText')}</p>
    </div>
  );
}

/** A progress bar. It keeps its place when done, so that the layout does not jump. */
function Progress({ replay: { log, share } }: Pick<BackTestBodyProps, 'replay'>) {
  const { t } = useTranslation();
  const reading = log.status === 'loading' ? log.share : null;
  const value = reading ?? share;
  const percent = `${Math.round((value ?? 1) * 100)}\u00a0%`;
  const label = t(reading === null ? 'backTest.counting' : 'backTest.loading', { percent });
  return (
    <div className="back-test-progress" data-busy={value !== null}>
      {value !== null && <progress aria-label={label} max={1} value={value} />}
      {reading !== null && <span className="muted">{label}</span>}
    </div>
  );
}

function LogNotes({ log }: { log: LoadedLog }) {
  const { t } = useTranslation();
  const coverage = joinCoverage(
    log.loaded.map((part) => part.coverage),
    log.span,
  );
  const { suspendedMs, missingMs } = coverageTotals(coverage, log.span);
  const fault = log.loaded.find((part) => part.fault !== null)?.fault;
  const minute = 60_000;
  return (
    <ul className="back-test-notes">
      {suspendedMs >= minute && (
        <li>{t('backTest.suspended', { duration: formatDuration(t, suspendedMs) })}</li>
      )}
      {missingMs >= 5 * minute && (
        <li>{t('backTest.gaps', { duration: formatDuration(t, missingMs) })}</li>
      )}
      {fault && (
        <li>
          {t('backTest.faultTitle')}: <OriginalText text={fault} />
        </li>
      )}
    </ul>
  );
}

function Shown({ cameraId, replay, thumbnails, span, onPropose, onWhy }: BackTestBodyProps) {
  const { shown, log } = replay;
  if (!shown) return null;
  const { job, outcome } = shown;
  const entries = entriesOf(outcome, job.armed.length > 0);
  const swept = job.draft ?? (job.armed.length === 1 ? job.armed[0] : undefined);
  const loaded = log.status === 'ready' ? log.log.loaded : [];
  const isStale = replay.share !== null || log.status === 'loading';
  return (
    <div className="back-test-shown" data-stale={isStale || undefined} aria-busy={isStale}>
      <Headline
        numbers={headlineOf(outcome, job.armed.length > 0)}
        hasDraft={job.draft !== null}
        span={span}
      />
      <UnwatchedNote
        unwatched={outcome.unwatched ?? []}
        fences={job.draft ? [job.draft] : job.armed}
      />
      <NightStrip
        entries={entries}
        coverage={joinCoverage(
          loaded.map((part) => part.coverage),
          job.span,
        )}
        span={job.span}
      />
      <WouldBeList
        {...{ cameraId, entries, thumbnails, span: job.span }}
        fenceOf={(entry) => fenceOf(entry, job)}
      />
      <WhyThen job={job} onAsk={onWhy} />
      {swept && (
        <SweepCard
          curves={replay.curves}
          isStale={replay.curvesAreStale}
          fence={swept}
          onPropose={onPropose}
        />
      )}
      <Counted replay={replay} />
    </div>
  );
}

/** Lost alerts were judged by the armed fence, all others by the draft. */
function fenceOf({ mark, incident }: WouldBe, { armed, draft }: Job): Fence | null {
  if (draft && mark !== 'lost') return draft;
  return armed.find(({ id }) => id === incident.fenceId) ?? null;
}

function Counted({ replay: { shown } }: Pick<BackTestBodyProps, 'replay'>) {
  const { t, i18n } = useTranslation();
  if (!shown) return null;
  const { job, outcome } = shown;
  return (
    <p className="back-test-counted muted" data-took={Math.round(outcome.tookMs)}>
      {t('backTest.counted', {
        observations: outcome.observations.toLocaleString(i18n.language),
        hours: formatDuration(t, job.span.to - job.span.from),
        duration: `${(outcome.tookMs / 1000).toFixed(1)}\u00a0s`,
      })}
    </p>
  );
}
