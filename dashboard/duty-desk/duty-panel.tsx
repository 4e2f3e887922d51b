// Who is on duty now and who is next, unit by unit. Units without anybody come first, in red.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMomentFormat } from '../session/use-moment-format.ts';
import { useSession } from '../session/session-provider.tsx';
import { FailureNote } from '../shared/failure-note.tsx';
import { useNow } from '../time/clock.tsx';
import { formatSince } from '../time/moment.ts';
import { failureOf, valueOf } from './desk-queries.ts';
import { dutyLines, nextMoments, type DutyLine } from './duty-now.ts';

const everyMs = 60_000;

export function DutyPanel({ nameOf }: { nameOf: (id: string) => string }) {
  const { t } = useTranslation();
  const { lines, failure, retry } = useDuty();
  if (failure) return <FailureNote failure={failure} onRetry={retry} />;
  const empty = lines?.filter(({ now }) => now.length === 0).length ?? 0;
  return (
    <details className="card desk-duty">
      <summary className="desk-duty-head">
        <h2 className="card-title">{t('desk.duty')}</h2>
        {lines && (
          <span className="desk-duty-sum" data-gap={empty > 0}>
            {empty > 0 ? t('desk.dutyGaps', { count: empty }) : summaryOf(lines, nameOf)}
          </span>
        )}
      </summary>
      {lines?.length === 0 && <p>{t('desk.noDuty')}</p>}
      <ul className="desk-duty-list">
        {lines?.map((line) => (
          <DutyRow key={`${line.unit} ${line.part}`} line={line} nameOf={nameOf} />
        ))}
      </ul>
    </details>
  );
}

/** The first few names; the whole list is one press away. */
function summaryOf(lines: readonly DutyLine[], nameOf: (id: string) => string): string {
  const people = [...new Set(lines.flatMap(({ now }) => now))].map(nameOf);
  const shown = people.slice(0, 3);
  const rest = people.length - 3;
  return rest > 0 ? `${shown.join(', ')} +${rest}` : shown.join(', ');
}

function DutyRow({ line, nameOf }: { line: DutyLine; nameOf: (id: string) => string }) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const now = useNow(everyMs);
  const names = (people: readonly string[]) =>
    people.length === 0 ? t('desk.nobodyOnDuty') : people.map(nameOf).join(', ');
  return (
    <li className="desk-duty-row">
      <span className="desk-duty-unit">
        {nameOf(line.unit)} · {t(`duty.${line.part}`)}
      </span>
      <strong data-gap={line.now.length === 0}>{names(line.now)}</strong>
      {line.nextAt !== null && (
        <span className="desk-duty-next">
          {t('desk.dutyNext', { time: formatSince(line.nextAt, now, format) })}
          {line.next && ` ${names(line.next)}`}
        </span>
      )}
    </li>
  );
}

function useDuty() {
  const { client } = useSession();
  const query = useQuery({
    queryKey: ['duty'],
    queryFn: async ({ signal }) => {
      const now = valueOf(await client.getDuty(null, signal));
      const moments = nextMoments(now.duties);
      const later = await Promise.all(moments.map((at) => client.getDuty(at, signal)));
      return dutyLines(now, later.map(valueOf));
    },
    refetchInterval: everyMs,
  });
  return {
    lines: query.data ?? null,
    failure: failureOf(query.error),
    retry: () => void query.refetch(),
  };
}
