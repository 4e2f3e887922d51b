// A real OpenID provider for tests (`oidc-provider`) on a free port of this machine. It logs in every request at once as the person
// that the test has set. Returns its address, its claims, and a function to stop it.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

export interface TestProvider {
  issuer: string;
  /** Claims of the next log-in; `sub` is the identity. Null: the person cancels at the provider. */
  person: { sub: string; [claim: string]: unknown } | null;
  stop(): Promise<void>;
}

export const testClient = { id: 'fencewatch', secret: 'a secret of the client' };

export async function startOpenIdProvider(redirectUri: string): Promise<TestProvider> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const own: Pick<TestProvider, 'person'> = { person: null };
  const provider = makeProvider(issuer, redirectUri, own);
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) {
      void answer(request, response);
      return;
    }
    const result =
      own.person === null
        ? { error: 'access_denied', error_description: 'he gave up' }
        : { login: { accountId: own.person.sub } };
    void provider.interactionFinished(request, response, result);
  });
  return Object.assign(own, {
    issuer,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  });
}

function makeProvider(issuer: string, redirectUri: string, own: Pick<TestProvider, 'person'>) {
  return new Provider(issuer, {
    clients: [
      {
        client_id: testClient.id,
        client_secret: testClient.secret,
        redirect_uris: [redirectUri],
      },
    ],
    claims: { openid: ['sub'], profile: ['preferred_username', 'groups', 'grid_cells'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    cookies: { keys: ['of this test'] },
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: () => ({ ...own.person, sub }),
    }),
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        accountId: oidc.session?.accountId ?? '',
        clientId: oidc.client?.clientId ?? '',
      });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
  });
}

/** Follows the provider's redirects like a browser, until it is sent back to dispatch; returns that address. */
export async function throughProvider(start: string, backTo: string): Promise<string> {
  const cookies = new Map<string, string>();
  let url = start;
  for (let steps = 0; steps < 10 && !url.startsWith(backTo); steps += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    if (location === null) throw new Error(`the provider says ${answer.status} at ${url}`);
    url = new URL(location, url).href;
    await answer.arrayBuffer();
  }
  return url;
}
