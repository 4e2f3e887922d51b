// The logo: a fence around a watched point.
import { useTranslation } from 'react-i18next';

export function Brand() {
  const { t } = useTranslation();
  return (
    <span className="brand">
      <svg className="brand-mark" viewBox="0 0 32 32" aria-hidden="true">
        <path className="brand-fence" d="M6 11 16 5.5l10 5.5v10L16 26.5 6 21z" />
        <circle className="brand-point" cx="16" cy="16" r="3.5" />
      </svg>
      <span className="brand-name">{t('app.name')}</span>
    </span>
  );
}
