// What the address of the log-in page says of a log-in at the provider, and where to go back to after one. Pure.
import { providerRefusals, type ProviderRefusal } from '../../contracts/index.ts';

/** Null when it says nothing, or nothing that is known. */
export function refusalIn(search: string): ProviderRefusal | null {
  const named = new URLSearchParams(search).get('logIn');
  return providerRefusals.find((one) => one === named) ?? null;
}

/** The page that somebody wanted, without what an earlier refusal has put there, below dispatch's own path. */
export function returnTo(place: { pathname: string; search: string }, base: string): string {
  const query = new URLSearchParams(place.search);
  query.delete('logIn');
  const path = place.pathname.startsWith(base) ? place.pathname.slice(base.length) : '/';
  const text = query.size > 0 ? `?${query.toString()}` : '';
  return `${path.startsWith('/') ? path : `/${path}`}${text}`;
}
