// Formats points in time for this user: in their language and the site's time zone, which is said where it is not their own.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { isOtherZone, type MomentFormat } from '../time/moment.ts';
import { useSession } from './session-provider.tsx';

export function useMomentFormat(): MomentFormat {
  const { i18n } = useTranslation();
  const { timezone } = useSession();
  const language = i18n.language;
  return useMemo(() => {
    const saysZone = isOtherZone(timezone, Date.now());
    return { language, timezone, saysZone };
  }, [language, timezone]);
}
