// Splits the address of a camera from its log-in: the address is shown, the full address is encrypted. Pure.
import { withoutCredentials, type CameraLogIn } from '../../contracts/index.ts';

export interface Address {
  /** Without a log-in. */
  shown: string;
  /** With it; null when there is none. */
  secret: string | null;
}

/**
 * A log-in within the address counts as one that was given.
 * @param known the secret address that the camera has, for `keep`
 * @returns null when `keep` would send a log-in to another host: nobody may obtain a password by editing the address
 */
export function addressOf(
  source: string,
  logIn: CameraLogIn,
  known: string | null,
): Address | null {
  const shown = withoutCredentials(source);
  if (shown !== source && !isMasked(source)) return { shown, secret: source };
  if (logIn === null) return { shown, secret: null };
  if (logIn !== 'keep') return { shown, secret: withLogIn(source, logIn) };
  if (known === null) return { shown, secret: null };
  if (withoutCredentials(known) === shown) return { shown, secret: known };
  if (isMasked(source) || hostOf(known) !== hostOf(source)) return null;
  const ofHost = /^[a-z]+:\/\/(\S*@)?/i.exec(known)?.[1] ?? '';
  return ofHost === '' ? null : { shown, secret: source.replace('://', `://${ofHost}`) };
}

/** As shown, with masked passwords in its parameters. */
function isMasked(source: string): boolean {
  return source.includes('=***');
}

function withLogIn(source: string, { user, password }: { user: string; password: string }): string {
  return source.replace('://', `://${encodeURIComponent(user)}:${encodeURIComponent(password)}@`);
}

/** Scheme, host and port. */
function hostOf(source: string): string {
  return (/^[a-z]+:\/\/[^/?#]*/i.exec(withoutCredentials(source))?.[0] ?? '').toLowerCase();
}
