// A verdict in words.
import { useTranslation } from 'react-i18next';
import type { SecondVerdict } from '../../contracts/index.ts';

export function useVerdictText(): (verdict: SecondVerdict) => string {
  const { t } = useTranslation();
  return (verdict) => {
    if (verdict === 'confirmed') return t('cases.verdict.confirmed');
    return verdict === 'cannot-be-said' ? t('quality.cannotBeSaid') : t(`voidReason.${verdict}`);
  };
}
