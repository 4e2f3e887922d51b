// Formats points in time for this user: in their language and the site's time zone.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { MomentFormat } from '../time/moment.ts';
import { useSession } from './session-provider.tsx';

export function useMomentFormat(): MomentFormat {
  const { i18n } = useTranslation();
  const { timezone } = useSession();
  const language = i18n.language;
  return useMemo(() => ({ language, timezone }), [language, timezone]);
}
