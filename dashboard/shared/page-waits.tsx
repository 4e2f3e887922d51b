// The placeholder of a page while its code loads.
import { useTranslation } from 'react-i18next';

export function PageWaits() {
  const { t } = useTranslation();
  return (
    <div className="page-waits" role="status" aria-label={t('app.loading')}>
      <span className="skeleton skeleton-tile" />
    </div>
  );
}
