// Reads from the log-in page's address why a log-in with the OpenID provider failed, and where to go after one. Pure.
import { providerRefusals, type ProviderRefusal } from '../../contracts/index.ts';

/** Null when there is none, or an unknown one. */
export function refusalIn(search: string): ProviderRefusal | null {
  const named = new URLSearchParams(search).get('logIn');
  return providerRefusals.find((one) => one === named) ?? null;
}

/** The requested page, without the parameters of an earlier refusal, below dispatch's own path. */
export function returnTo(place: { pathname: string; search: string }, base: string): string {
  const query = new URLSearchParams(place.search);
  query.delete('logIn');
  const path = place.pathname.startsWith(base) ? place.pathname.slice(base.length) : '/';
  const text = query.size > 0 ? `?${query.toString()}` : '';
  return `${path.startsWith('/') ? path : `/${path}`}${text}`;
}
