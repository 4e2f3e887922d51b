// The user's sessions, each with a button to end it, except this one.
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionEntry } from '../../contracts/index.ts';
import { useSession } from '../session/session-provider.tsx';
import { useMomentFormat } from '../session/use-moment-format.ts';
import { FailureNote } from '../shared/failure-note.tsx';
import { formatMoment } from '../time/moment.ts';
import { useList } from './use-list.ts';

export function SessionsCard() {
  const { t } = useTranslation();
  const { client } = useSession();
  const load = useCallback((signal: AbortSignal) => client.listSessions(signal), [client]);
  const { value, failure, reload } = useList(load);
  const end = async (id: string) => {
    await client.endSession(id);
    reload();
  };
  return (
    <section className="card">
      <h2 className="card-title">{t('account.sessions')}</h2>
      {failure && <FailureNote failure={failure} onRetry={reload} />}
      <ul className="account-list">
        {value?.sessions.map((one) => (
          <SessionRow key={one.id} entry={one} onEnd={() => void end(one.id)} />
        ))}
      </ul>
    </section>
  );
}

function SessionRow({ entry, onEnd }: { entry: SessionEntry; onEnd: () => void }) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  return (
    <li className="account-row">
      <p>
        {t('account.since', { moment: formatMoment(entry.createdAt, format) })}
        <small>{[entry.address, entry.agent].filter((part) => part !== '').join(' · ')}</small>
      </p>
      {entry.current ? (
        <span>{t('account.thisOne')}</span>
      ) : (
        <button type="button" className="button" onClick={onEnd}>
          {t('account.end')}
        </button>
      )}
    </li>
  );
}
