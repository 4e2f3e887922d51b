// The active mutes, each with a button to end it, and those that ended in the last day, with who ended them.
import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Mute } from '../../contracts/index.ts';
import type { Failure } from '../api/answer.ts';
import { useMomentFormat } from '../session/use-moment-format.ts';
import { useSession } from '../session/session-provider.tsx';
import { RefusalNote } from '../shared/refusal-note.tsx';
import { useNow } from '../time/clock.tsx';
import { formatSince } from '../time/moment.ts';
import { valueOf } from './desk-queries.ts';
import { mutesByState } from './mutes-by-state.ts';

const everyMs = 60_000;
const dayMs = 24 * 3_600_000;

export function MutePanel({ nameOf }: { nameOf: (id: string) => string }) {
  const { t } = useTranslation();
  const { client, session } = useSession();
  const now = useNow(10_000);
  const [failure, setFailure] = useState<Failure | null>(null);
  const query = useQuery({
    queryKey: ['mutes'],
    queryFn: async ({ signal }) =>
      valueOf(await client.listMutes(Date.now() - dayMs, signal)).mutes,
    refetchInterval: everyMs,
  });
  const { holding, over } = mutesByState(query.data ?? [], now);
  const mayEnd = ['operator', 'admin'].includes(session.user.role);
  const end = async (mute: number) => {
    const answer = await client.endMute(mute);
    setFailure(answer.status === 'error' ? answer : null);
    await query.refetch();
  };
  if (holding.length + over.length === 0) return null;
  return (
    <details className="card desk-duty">
      <summary className="desk-duty-head">
        <h2 className="card-title">{t('desk.mutes')}</h2>
        <span className="desk-duty-sum">{t('desk.mutesHold', { total: holding.length })}</span>
      </summary>
      <RefusalNote failure={failure} />
      <ul className="desk-duty-list">
        {holding.map((mute) => (
          <MuteRow key={mute.mute} mute={mute} now={now} nameOf={nameOf}>
            {mayEnd && (
              <button type="button" className="button" onClick={() => void end(mute.mute)}>
                {t('desk.endMute')}
              </button>
            )}
          </MuteRow>
        ))}
        {over.map((mute) => (
          <MuteRow key={mute.mute} mute={mute} now={now} nameOf={nameOf} />
        ))}
      </ul>
    </details>
  );
}

interface MuteRowProps {
  mute: Mute;
  now: number;
  nameOf: (id: string) => string;
  children?: React.ReactNode;
}

function MuteRow({ mute, now, nameOf, children }: MuteRowProps) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const { of, id, until, reason, author, endedBy } = mute;
  const time = formatSince(until, now, format);
  const state =
    until > now
      ? t('shifts.until', { time })
      : endedBy === null
        ? t('desk.muteOver', { time })
        : t('desk.muteEnded', { time, by: nameOf(endedBy) });
  return (
    <li className="desk-duty-row">
      <span className="desk-duty-unit">
        {t('shifts.muted', { what: t(`shifts.mutedThing.${of}`), id: nameOf(id) })}
      </span>
      <strong>{state}</strong>
      <span className="desk-duty-next">
        {reason} · {nameOf(author)}
      </span>
      {children}
    </li>
  );
}
