// Log-in with an OpenID provider: authorization code with PKCE, state and nonce. Takes the provider's settings; returns the
// redirect address, and later the user's identity or the reason for a refusal. Keeps no state in between.
import * as client from 'openid-client';
import { z } from 'zod';
import {
  userOfClaims,
  type LogInProvider,
  type ProviderRefusal,
  type User,
} from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import { messageOf } from '../../host/error-message.ts';
import type { Identity } from './people-store.ts';

/** What must come back with the user; stored in a cookie of the browser. */
export const pendingSchema = z.strictObject({
  state: z.string().min(1).max(200),
  nonce: z.string().min(1).max(200),
  verifier: z.string().min(1).max(200),
  beganAt: z.number(),
  returnTo: z.string().max(500),
});
export type PendingLogIn = z.infer<typeof pendingSchema>;

interface Refused {
  ok: false;
  reason: ProviderRefusal;
  /** For the log. */
  detail: string;
}
export type Begun = { ok: true; url: string; pending: PendingLogIn } | Refused;
export type Finished = { ok: true; user: User & Identity } | Refused;

export interface OpenId {
  name: string;
  begin(redirectUri: string, returnTo: string): Promise<Begun>;
  /** @param current the full address of the callback */
  finish(current: URL, pending: PendingLogIn): Promise<Finished>;
}

/** Long enough to type a password and a code from a phone. */
export const pendingMs = 10 * 60_000;
const timeoutSeconds = 10;
/** Between our clock and the provider's. */
const toleranceSeconds = 60;

export function createOpenId(provider: LogInProvider, clock: Clock): OpenId {
  let known: client.Configuration | null = null;
  const configuration = async () => {
    known ??= await discover(provider, clock);
    return known;
  };
  return {
    name: provider.name,
    begin: async (redirectUri, returnTo) => {
      try {
        return await begin(await configuration(), { provider, redirectUri, returnTo, clock });
      } catch (error) {
        return refusalOf(error);
      }
    },
    finish: async (current, pending) => {
      const age = clock.now() - pending.beganAt;
      if (age < 0 || age > pendingMs)
        return { ok: false, reason: 'log-in-expired', detail: `begun ${age} ms ago` };
      try {
        return userOf(await claimsOf(await configuration(), current, pending), provider);
      } catch (error) {
        return refusalOf(error);
      }
    },
  };
}

function discover(provider: LogInProvider, clock: Clock): Promise<client.Configuration> {
  const { issuer, clientId, clientSecret } = provider;
  const metadata = {
    [client.clockTolerance]: toleranceSeconds,
    // Times are checked against dispatch's clock.
    [client.clockSkew]: Math.round((clock.now() - Date.now()) / 1000),
  };
  // The site file allows http only for providers on this machine.
  const isPlain = new URL(issuer).protocol === 'http:';
  return client.discovery(
    new URL(issuer),
    clientId,
    metadata,
    clientSecret === undefined ? client.None() : client.ClientSecretBasic(clientSecret),
    // oxlint-disable-next-line typescript/no-deprecated -- marked so that nobody uses it beyond one machine
    { timeout: timeoutSeconds, execute: isPlain ? [client.allowInsecureRequests] : [] },
  );
}

interface Beginning {
  provider: LogInProvider;
  redirectUri: string;
  returnTo: string;
  clock: Clock;
}

async function begin(
  configuration: client.Configuration,
  { provider, redirectUri, returnTo, clock }: Beginning,
): Promise<Begun> {
  const pending = {
    state: client.randomState(),
    nonce: client.randomNonce(),
    verifier: client.randomPKCECodeVerifier(),
    beganAt: clock.now(),
    returnTo,
  };
  const url = client.buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri,
    scope: provider.scopes.join(' '),
    code_challenge: await client.calculatePKCECodeChallenge(pending.verifier),
    code_challenge_method: 'S256',
    state: pending.state,
    nonce: pending.nonce,
  });
  return { ok: true, url: url.href, pending };
}

/** Claims of the signed id token, and of the userinfo endpoint. */
async function claimsOf(
  configuration: client.Configuration,
  current: URL,
  { state, nonce, verifier }: PendingLogIn,
): Promise<Record<string, unknown>> {
  const tokens = await client.authorizationCodeGrant(configuration, current, {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (claims === undefined) throw new Error('there is no id token');
  if (configuration.serverMetadata().userinfo_endpoint === undefined) return { ...claims };
  const more = await client.fetchUserInfo(configuration, tokens.access_token, claims.sub);
  return { ...more, ...claims };
}

function userOf(claims: Record<string, unknown>, provider: LogInProvider): Finished {
  const claimed = userOfClaims(claims, provider);
  if (!claimed.ok) return { ...claimed, detail: `claims: ${Object.keys(claims).join(', ')}` };
  const issuer = String(claims['iss']);
  const subject = String(claims['sub']);
  return { ok: true, user: { ...claimed.user, issuer, subject } };
}

const reasonOfCode: Readonly<Record<string, ProviderRefusal>> = {
  OAUTH_TIMEOUT: 'provider-away',
  OAUTH_RESPONSE_IS_NOT_CONFORM: 'provider-away',
  OAUTH_RESPONSE_IS_NOT_JSON: 'provider-away',
  OAUTH_PARSE_ERROR: 'provider-away',
  OAUTH_JWT_TIMESTAMP_CHECK_FAILED: 'clock-skew',
  OAUTH_AUTHORIZATION_RESPONSE_ERROR: 'provider-refused',
  OAUTH_RESPONSE_BODY_ERROR: 'provider-refuses-us',
  OAUTH_WWW_AUTHENTICATE_CHALLENGE: 'provider-refuses-us',
};

function refusalOf(error: unknown): Refused {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const isAway =
    error instanceof TypeError || (error instanceof Error && awayNames.has(error.name));
  const known = isAway ? 'provider-away' : reasonOfCode[code];
  // A code that was used before or is not for us: the answer is invalid.
  const isGrant = error instanceof client.ResponseBodyError && error.error === 'invalid_grant';
  const reason = isGrant ? 'wrong-answer' : (known ?? 'wrong-answer');
  return { ok: false, reason, detail: [code, messageOf(error)].filter(Boolean).join(' ') };
}

const awayNames = new Set(['TimeoutError', 'AbortError']);
