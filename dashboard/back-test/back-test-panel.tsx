// A back-test of a draft and the armed fences of one camera over the last nights: figures, nights, alerts as pictures, and sweep
// curves.
import { useContext, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FenceFile, FenceVersion } from '../../contracts/index.ts';
import { useSession } from '../session/session-provider.tsx';
import { Choice } from '../settings/choice.tsx';
import { FailureNote } from '../shared/failure-note.tsx';
import { ClockContext } from '../time/clock.tsx';
import { AdviceCard } from './advise/advice-card.tsx';
import { useAdvice } from './advise/use-advice.ts';
import { createQuestion } from './question.ts';
import { lookBack, spanNames, type SpanName } from './replay/log-parts.ts';
import { useReplay } from './replay/use-replay.ts';
import { BackTestBody } from './results/back-test-body.tsx';
import { useThumbnails } from './results/use-thumbnails.ts';

export interface BackTestPanelProps {
  cameraId: string;
  /** The current draft; null while it is invalid or there is none. */
  draft: FenceFile | null;
  /** The camera's armed fences. */
  fences: readonly FenceVersion[];
  /** The edited fence, if it is armed: advice is on this one. */
  advised?: FenceFile | null;
  /** Called with a setting chosen on the sweep curve, for the draft. When absent, the curve is read-only. */
  onPropose?: (part: Partial<FenceFile>) => void;
}

export function BackTestPanel(props: BackTestPanelProps) {
  // Another camera has another log: start again.
  return <CameraHistory key={props.cameraId} {...props} />;
}

function CameraHistory({ cameraId, draft, fences, advised = null, onPropose }: BackTestPanelProps) {
  const { t } = useTranslation();
  const { session, timezone } = useSession();
  const clock = useContext(ClockContext);
  const [name, setName] = useState<SpanName>('3n');
  const [now, setNow] = useState(clock);
  const span = useMemo(() => lookBack(name, now), [name, now]);
  const question = createQuestion({
    draft,
    fences,
    timezone,
    calendar: session.site?.calendar,
  });
  const replay = useReplay({ cameraId, span, question });
  const thumbnails = useThumbnails(cameraId, span);
  const log = replay.log.status === 'ready' ? replay.log.log : null;
  const advice = useAdvice({
    cameraId,
    file: advised,
    log,
    advise: async (job) => {
      const { advice: found, message } = await replay.advise(job);
      return found ? { status: 'ready', advice: found } : { status: 'broken', message };
    },
  });
  return (
    <section className="back-test card" aria-labelledby="back-test-title" data-back-test={cameraId}>
      <header className="back-test-head">
        <h2 className="card-title" id="back-test-title">
          {t('backTest.title')}
        </h2>
        <Choice
          label={t('backTest.span')}
          value={name}
          options={spanNames.map((value) => ({ value, label: t(`backTest.span-${value}`) }))}
          onChange={setName}
        />
        <button
          type="button"
          className="link-button"
          onClick={() => {
            setNow(clock());
          }}
        >
          {t('backTest.refresh')}
        </button>
      </header>
      {replay.log.status === 'failed' ? (
        <FailureNote failure={replay.log.failure} onRetry={replay.retry} />
      ) : (
        <BackTestBody
          {...{ cameraId, replay, thumbnails, span: name }}
          onWhy={replay.why}
          {...(onPropose ? { onPropose } : {})}
          hasFences={question !== null}
        />
      )}
      {advised && log && log.parts.length > 0 && (
        <AdviceCard
          state={advice.state}
          onAsk={() => {
            void advice.ask();
          }}
          onPropose={onPropose}
        />
      )}
    </section>
  );
}
