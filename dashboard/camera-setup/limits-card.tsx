// What an administrator must know about added cameras, and what is not possible here.
import { useTranslation } from 'react-i18next';

const limits = ['masks', 'edge', 'which', 'soon', 'secret', 'disk'] as const;

export function LimitsCard() {
  const { t } = useTranslation();
  return (
    <section className="card" aria-label={t('cameraSetup.limits')}>
      <h2 className="card-title">{t('cameraSetup.limits')}</h2>
      <ul className="limits">
        {limits.map((one) => (
          <li key={one}>{t(`cameraSetup.limit.${one}`)}</li>
        ))}
      </ul>
    </section>
  );
}
