// Lets the demo's edge sign its alerts like a real one: creates an invitation over the API, as an administrator would. Takes
// dispatch's address and the administrator's password; returns the invitation.
import { madeInvitationSchema } from '../../contracts/index.ts';

export const demoEdge = 'demo-edge';

/** @throws when dispatch refuses */
export async function inviteEdge(url: string, password: string): Promise<string> {
  const session = await post(url, '/api/session', { username: 'admin', password });
  const cookie = session.headers.getSetCookie().map((one) => one.split(';')[0] ?? '');
  const invited = await post(
    url,
    '/api/edge-invitations',
    { edgeId: demoEdge },
    { cookie: cookie.join('; ') },
  );
  return madeInvitationSchema.parse(await invited.json()).invitation;
}

async function post(
  url: string,
  path: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<Response> {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(20_000),
  });
  if (!response.ok) throw new Error(`dispatch answers ${response.status} to ${path}`);
  return response;
}
