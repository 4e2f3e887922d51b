// Who was told, and whether it got there.
import { useTranslation } from 'react-i18next';
import type { Delivery } from '../../../contracts/index.ts';
import { useMomentFormat } from '../../session/use-moment-format.ts';
import { Icon, type IconName } from '../../shared/icon.tsx';
import { formatClock } from '../../time/moment.ts';

const iconOf: Record<Delivery['state'], IconName> = {
  'handed-over': 'check',
  waiting: 'clock',
  refused: 'warning',
  failed: 'warning',
};

export function DeliveryList({ deliveries }: { deliveries: readonly Delivery[] }) {
  const { t } = useTranslation();
  return (
    <section className="card">
      <h2 className="card-title">{t('detail.deliveries')}</h2>
      {deliveries.length === 0 && <p className="muted">{t('detail.noDeliveries')}</p>}
      <ul className="deliveries">
        {deliveries.map((delivery) => (
          <DeliveryItem
            key={`${delivery.role}-${delivery.event}-${delivery.at}`}
            delivery={delivery}
          />
        ))}
      </ul>
    </section>
  );
}

function DeliveryItem({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const { state, role, recipient, event, attempts, error, at, topic } = delivery;
  return (
    <li className="delivery" data-state={state}>
      <Icon name={iconOf[state]} className="delivery-icon" />
      <div className="delivery-main">
        <p>
          <strong>{t(`duty.${role}`)}</strong> · {recipient ?? t('detail.nobody')}
        </p>
        <p className="muted">
          {t(`event.${event}`)} · {formatClock(at, format)}
          {attempts > 1 && ` · ${t('detail.attempts', { total: attempts })}`}
        </p>
        <p className="muted code delivery-topic">{topic}</p>
        {error !== null && (
          <p className="delivery-error" lang="en">
            {error}
          </p>
        )}
      </div>
      <p className="delivery-state">{t(`delivery.${state}`)}</p>
    </li>
  );
}
