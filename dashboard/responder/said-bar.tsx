// Says what waits for a connection, and what dispatch did not take and why. Nothing that was said goes without a word.
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Said } from '../offline/said.ts';
import { useDeviceStore } from '../session/device-store-context.ts';
import { useMomentFormat } from '../session/use-moment-format.ts';
import { Icon } from '../shared/icon.tsx';
import { useNow } from '../time/clock.tsx';
import { formatSince } from '../time/moment.ts';
import { useOutbox, useSaid } from './outbox-provider.tsx';

export function SaidBar() {
  const { t } = useTranslation();
  const { isLasting } = useDeviceStore();
  const said = useSaid();
  const waiting = said.filter(({ refusal }) => refusal === null);
  const refused = said.filter(({ refusal }) => refusal !== null);
  if (said.length === 0) return null;
  return (
    <div className="said-bar" role="status">
      {waiting.length > 0 && (
        <details className="said-waiting">
          <summary>
            <Icon name="clock" />
            {t('say.waiting', { total: waiting.length })}
          </summary>
          {!isLasting && <p>{t('say.notLasting')}</p>}
          <ul>
            {waiting.map((one) => (
              <li key={one.key}>
                <SaidText said={one} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {refused.map((one) => (
        <RefusedLine key={one.key} said={one} />
      ))}
    </div>
  );
}

function SaidText({ said: { action, caseId, saidAt } }: { said: Said }) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const now = useNow(60_000);
  return (
    <>
      {t(`say.${action.action}`)} · <Link href={`/cases/${caseId}`}>{caseId}</Link> ·{' '}
      {formatSince(saidAt, now, format)}
    </>
  );
}

function RefusedLine({ said }: { said: Said }) {
  const { t } = useTranslation();
  const outbox = useOutbox();
  return (
    <div className="said-refused">
      <Icon name="warning" />
      <p>
        {t('say.notTaken')} <SaidText said={said} />
        <br />
        {said.refusal !== null && t(`refusal.${said.refusal}`)}
        {said.action.reason !== undefined && <q className="said-note">{said.action.reason}</q>}
      </p>
      <button
        type="button"
        className="icon-button"
        aria-label={t('say.dismiss')}
        onClick={() => void outbox.dismiss(said.key)}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
