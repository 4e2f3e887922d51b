// The people of a night with a server that fails like dispatch: it is down, has lost its sessions, or dies between a call and its
// answer.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { startOfficers, type Officers } from './officers.ts';
import type { PlannedIncident } from './night-plan.ts';

interface Call {
  caseId: string;
  action: string;
  key: string;
  cookie: string;
}
/** A status, or `hang-up` after the call was taken. */
type Reply = number | 'hang-up';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** Each call gets the next reply, then 200. */
async function aDispatch(...replies: Reply[]) {
  const calls: Call[] = [];
  let logIns = 0;
  const server = createServer((request, response) => {
    if (request.url === '/api/session') {
      logIns += 1;
      response.setHeader('set-cookie', `session=${logIns}; Path=/`).end('{}');
      return;
    }
    void take(request, calls).then(() => {
      answer(response, replies.shift() ?? 200);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  stops.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, calls, logIns: () => logIns };
}

async function take(request: IncomingMessage, calls: Call[]): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const { action } = JSON.parse(Buffer.concat(parts).toString()) as { action: string };
  const { cookie = '', 'idempotency-key': key } = request.headers;
  calls.push({ caseId: request.url!.split('/')[3]!, action, key: String(key), cookie });
}

function answer(response: ServerResponse, reply: Reply): void {
  if (reply === 'hang-up') response.destroy();
  else response.writeHead(reply).end('{}');
}

const planned = (id: string, parts: Partial<PlannedIncident> = {}) =>
  ({ id, takenAfter: 3, isHandled: false, ...parts }) as PlannedIncident;

function officersOf(url: string, ...incidents: PlannedIncident[]): Officers {
  const time = { sleepMinutes: () => Promise.resolve() };
  const officers = startOfficers({ incidents, time, url: () => url });
  stops.push(() => officers.stop());
  return officers;
}

const untilCalls = (calls: Call[], count: number) =>
  expect.poll(() => calls.length, { timeout: 5000 }).toBe(count);

describe('the people of a night', () => {
  it('accept a case once, however often they are notified of it', async () => {
    const { url, calls } = await aDispatch();
    const officers = officersOf(url, planned('i-1'), planned('i-2'));
    for (const id of ['i-1', 'i-1', 'i-2', 'i-1']) officers.told(`case-${id}`, id);
    await untilCalls(calls, 2);
    expect(calls.map(({ caseId, action }) => `${caseId} ${action}`).sort()).toEqual([
      'case-i-1 acknowledge',
      'case-i-2 acknowledge',
    ]);
  });

  it('arrive at a case that they handle, and leave those that nobody accepts', async () => {
    const { url, calls } = await aDispatch();
    const nobodys = planned('i-2', { takenAfter: null, isHandled: true });
    const officers = officersOf(url, planned('i-1', { isHandled: true }), nobodys);
    for (const id of ['i-2', 'i-1', 'not-planned']) officers.told(`case-${id}`, id);
    await untilCalls(calls, 2);
    expect(calls.map(({ caseId, action }) => `${caseId} ${action}`)).toEqual([
      'case-i-1 acknowledge',
      'case-i-1 arrive',
    ]);
  });

  it.each<[string, Reply]>([
    ['was away', 503],
    ['was busy', 429],
    ['died before it answered', 'hang-up'],
  ])('call again with the same key when dispatch %s', async (_, reply) => {
    const { url, calls, logIns } = await aDispatch(reply);
    officersOf(url, planned('i-1')).told('case-1', 'i-1');
    await untilCalls(calls, 2);
    expect(calls.map(({ key }) => key)).toEqual(['case-1-acknowledge', 'case-1-acknowledge']);
    expect(logIns()).toBe(1);
  });

  it('log in again when their session is lost, all of them with one log-in', async () => {
    const { url, calls, logIns } = await aDispatch(401);
    officersOf(url, planned('i-1')).told('case-1', 'i-1');
    await untilCalls(calls, 2);
    expect(calls.map(({ cookie }) => cookie)).toEqual(['session=1', 'session=2']);
    expect(logIns()).toBe(2);
  });

  it('do not retry when dispatch refuses', async () => {
    const { url, calls } = await aDispatch(409);
    const officers = officersOf(url, planned('i-1'), planned('i-2'));
    officers.told('case-1', 'i-1');
    await untilCalls(calls, 1);
    officers.told('case-2', 'i-2');
    await untilCalls(calls, 2);
    expect(calls.map(({ caseId }) => caseId)).toEqual(['case-1', 'case-2']);
  });

  it('stop while dispatch is down', async () => {
    const officers = officersOf('http://127.0.0.1:1', planned('i-1'));
    officers.told('case-1', 'i-1');
    await officers.stop();
  });
});
