// Links to hand-overs and reviews, with the number of waiting ones.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useSession } from '../session/session-provider.tsx';
import { valueOf } from './desk-queries.ts';

const everyMs = 30_000;

export function DeskLinks() {
  const { t } = useTranslation();
  const { client } = useSession();
  const handOvers = useQuery({
    queryKey: ['hand-overs'],
    queryFn: async ({ signal }) => valueOf(await client.listHandOvers(signal)).unsigned,
    refetchInterval: everyMs,
  });
  const reviews = useQuery({
    queryKey: ['reviews'],
    queryFn: async ({ signal }) => valueOf(await client.listReviews(signal)).reviews.length,
    refetchInterval: everyMs,
  });
  const unsigned = handOvers.data ?? 0;
  const waiting = reviews.data ?? 0;
  return (
    <nav className="desk-links" aria-label={t('desk.title')}>
      <Link href="/shifts" className="button">
        {t('desk.toShifts')}
        {unsigned > 0 && <strong>{t('desk.unsigned', { total: unsigned })}</strong>}
      </Link>
      <Link href="/reviews" className="button">
        {t('desk.toReviews')}
        {waiting > 0 && <strong>{waiting}</strong>}
      </Link>
    </nav>
  );
}
