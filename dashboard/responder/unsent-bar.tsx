// Shows which steps wait for a connection, and which ones dispatch refused and why.
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { QueuedStep } from '../offline/queued-step.ts';
import { useDeviceStore } from '../session/device-store-context.ts';
import { useMomentFormat } from '../session/use-moment-format.ts';
import { Icon } from '../shared/icon.tsx';
import { useNow } from '../time/clock.tsx';
import { formatSince } from '../time/moment.ts';
import { useOutbox, useQueuedSteps } from './outbox-provider.tsx';

export function UnsentBar() {
  const { t } = useTranslation();
  const { isLasting } = useDeviceStore();
  const queued = useQueuedSteps();
  const waiting = queued.filter(({ refusal }) => refusal === null);
  const refused = queued.filter(({ refusal }) => refusal !== null);
  if (queued.length === 0) return null;
  return (
    <div className="unsent-bar" role="status">
      {waiting.length > 0 && (
        <details className="unsent-waiting">
          <summary>
            <Icon name="clock" />
            {t('responder.waiting', { total: waiting.length })}
          </summary>
          {!isLasting && <p>{t('responder.notLasting')}</p>}
          <ul>
            {waiting.map((one) => (
              <li key={one.key}>
                <StepText queued={one} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {refused.map((one) => (
        <RefusedLine key={one.key} queued={one} />
      ))}
    </div>
  );
}

function StepText({ queued: { action, caseId, saidAt } }: { queued: QueuedStep }) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const now = useNow(60_000);
  return (
    <>
      {t(`responder.${action.action}`)} · <Link href={`/cases/${caseId}`}>{caseId}</Link> ·{' '}
      {formatSince(saidAt, now, format)}
    </>
  );
}

function RefusedLine({ queued }: { queued: QueuedStep }) {
  const { t } = useTranslation();
  const outbox = useOutbox();
  return (
    <div className="unsent-refused">
      <Icon name="warning" />
      <p>
        {t('responder.notTaken')} <StepText queued={queued} />
        <br />
        {queued.refusal !== null && t(`refusal.${queued.refusal}`)}
        {queued.action.reason !== undefined && (
          <q className="unsent-note">{queued.action.reason}</q>
        )}
      </p>
      <button
        type="button"
        className="icon-button"
        aria-label={t('responder.dismiss')}
        onClick={() => void outbox.dismiss(queued.key)}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
