// One notified person or role, and the known progress: handed over, received by a device, opened by a person. Only a confirmed
// receipt is shown as good.
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { Delivery } from '../../../contracts/index.ts';
import { useMomentFormat } from '../../session/use-moment-format.ts';
import { Icon, type IconName } from '../../shared/icon.tsx';
import { formatClock } from '../../time/moment.ts';
import type { DeliveryRow, Standing } from './delivery-groups.ts';
import { OriginalText } from '../../shared/original-text.tsx';

const iconOf: Record<Standing, IconName> = {
  opened: 'check',
  received: 'check',
  'handed-over': 'forward',
  nobody: 'warning',
  waiting: 'clock',
  refused: 'warning',
  failed: 'warning',
};

export function DeliveryItem({ row }: { row: DeliveryRow }) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const { latest, standing, count, events } = row;
  const { role, recipient, attempts, error, fault, at, topic, channel } = latest;
  return (
    <li className="delivery" data-standing={standing}>
      <Icon name={iconOf[standing]} className="delivery-icon" />
      <div className="delivery-main">
        <p>
          <strong>{t(`duty.${role}`)}</strong> · {recipient ?? t('detail.nobody')}
        </p>
        <p className="delivery-state">{t(`delivery.${standing}`)}</p>
        <Receipt delivery={latest} />
        <p className="muted">
          {events.map((event) => t(`event.${event}`)).join(', ')} · {formatClock(at, format)}
          {count > 1 && ` · ${t('detail.messages', { total: count })}`}
          {attempts > 1 && ` · ${t('detail.attempts', { total: attempts })}`}
        </p>
        <TopicText topic={channel ?? topic} />
        {error !== null && (
          <p className="delivery-error">
            {fault !== undefined && `${t(`deliveryFault.${fault}`)} `}
            <OriginalText text={error} />
          </p>
        )}
      </div>
    </li>
  );
}

/** May wrap between its parts. */
function TopicText({ topic }: { topic: string }) {
  const parts = topic.split(/(?<=\/)/);
  return (
    <p className="muted code delivery-topic">
      {parts.map((part, index) => (
        <Fragment key={index}>
          {part}
          <wbr />
        </Fragment>
      ))}
    </p>
  );
}

function Receipt({ delivery: { opened, received } }: { delivery: Delivery }) {
  const format = useMomentFormat();
  const receipt = opened ?? received;
  if (receipt === null) return null;
  return (
    <p>
      {receipt.by !== null && `${receipt.by} · `}
      {formatClock(receipt.at, format)}
    </p>
  );
}
