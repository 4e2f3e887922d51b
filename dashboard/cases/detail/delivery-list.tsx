// Who was notified, and the progress: the latest opening in full, earlier ones folded.
import { useTranslation } from 'react-i18next';
import type { CaseDetail } from '../../../contracts/index.ts';
import { useMomentFormat } from '../../session/use-moment-format.ts';
import { useNow } from '../../time/clock.tsx';
import { formatSince } from '../../time/moment.ts';
import { gatherDeliveries, type DeliveryGroup } from './delivery-groups.ts';
import { DeliveryItem } from './delivery-item.tsx';

export function DeliveryList({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation();
  const [newest, ...earlier] = gatherDeliveries(detail);
  return (
    <section className="card">
      <h2 className="card-title">{t('detail.deliveries')}</h2>
      {newest ? <Rows group={newest} /> : <p className="muted">{t('detail.noDeliveries')}</p>}
      <NotTold untold={detail.untold ?? []} />
      <OpenedInDashboard detail={detail} />
      {earlier.length > 0 && <Earlier groups={earlier} />}
    </section>
  );
}

function Rows({ group: { rows } }: { group: DeliveryGroup }) {
  return (
    <ul className="deliveries">
      {rows.map((row) => (
        <DeliveryItem key={row.latest.notificationId} row={row} />
      ))}
    </ul>
  );
}

function Earlier({ groups }: { groups: readonly DeliveryGroup[] }) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const now = useNow(60_000);
  const total = groups.reduce((sum, group) => sum + group.total, 0);
  return (
    <details className="earlier-deliveries">
      <summary>{t('detail.earlierDeliveries', { times: groups.length, total })}</summary>
      {groups.map((group) => (
        <details key={group.since} className="earlier-deliveries">
          <summary>
            {formatSince(group.since, now, format)} · {t('detail.messages', { total: group.total })}
          </summary>
          <Rows group={group} />
        </details>
      ))}
    </details>
  );
}

/** Newest first. A person who got another message about the same event is not listed as missed. */
function NotTold({ untold }: { untold: NonNullable<CaseDetail['untold']> }) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const now = useNow(60_000);
  const shown = untold.filter(({ reason }) => reason !== 'told-already').reverse();
  if (shown.length === 0) return null;
  return (
    <details className="earlier-deliveries not-told">
      <summary>{t('untold.title', { total: shown.length })}</summary>
      <ul>
        {shown.map(({ notificationId, person, reason, at }) => (
          <li key={`${notificationId} ${reason}`} className="muted">
            {person ?? t('detail.nobody')} · {t(`untold.${reason}`)} ·{' '}
            {formatSince(at, now, format)}
          </li>
        ))}
      </ul>
    </details>
  );
}

function OpenedInDashboard({ detail: { openedBy } }: { detail: CaseDetail }) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const now = useNow(60_000);
  if (openedBy.length === 0) return null;
  const names = openedBy.map(({ username, at }) => `${username} ${formatSince(at, now, format)}`);
  return <p className="muted opened-by">{t('detail.openedBy', { names: names.join(', ') })}</p>;
}
