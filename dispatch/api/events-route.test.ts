// Live events over a real connection: what is sent, how the stream ends, and a listener that does not keep up. Also the dashboard's
// files.
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { liveEventSchema, type CaseSummary } from '../../contracts/index.ts';
import { toSummary } from '../cases/case-summary.ts';
import { anAlert } from '../testing/alerts.ts';
import { planFor } from '../testing/plan.ts';
import { openTestApi, type TestApi } from '../testing/test-api.ts';
import { eventually } from '../testing/eventually.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { sessionMs } from '../auth/sessions.ts';
import { formatEvent } from './event-stream.ts';

const heartbeatSchema = z.object({
  type: z.literal('heartbeat'),
  at: z.number(),
  everyMs: z.number(),
});

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let api: TestApi;
let url: string;
let summary: CaseSummary;
let headers: { cookie: string };

beforeAll(async () => {
  folder = await temporaryFolder();
  await mkdir(join(folder.path, 'assets'));
  await writeFile(join(folder.path, 'index.html'), '<!doctype html><title>front page</title>');
  await writeFile(join(folder.path, 'assets', 'main-Ab12Cd34.js'), 'export {};');
  api = await openTestApi({ dashboardDir: folder.path });
  await api.store.cases.record(planFor(anAlert()));
  const file = await api.store.cases.findByIncident('exit-3-0001');
  if (file === null) throw new Error('no case');
  summary = toSummary(file);
  headers = await api.as('operator');
  url = await api.app.listen({ port: 0, host: '127.0.0.1' });
}, 120_000);
afterAll(async () => {
  await api.close();
  await folder.remove();
});

/** A listener that collects the text that it is sent. */
async function listen(as = headers) {
  const stop = new AbortController();
  const response = await fetch(`${url}/api/events`, { headers: as, signal: stop.signal });
  const heard = { text: '', ended: false };
  const reading = (async () => {
    for await (const chunk of response.body ?? []) heard.text += Buffer.from(chunk).toString();
    heard.ended = true;
  })().catch(() => undefined);
  return { response, heard, reading, stop };
}

describe('live events', () => {
  it('begin with a heartbeat and carry each event to every listener', async () => {
    const listeners = [await listen(), await listen()];
    expect(listeners[0]?.response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    api.parts.hub.publish({ type: 'case', case: summary });
    for (const { heard, stop, reading } of listeners) {
      await eventually(
        () => heard.text,
        (text) => text.includes('\n\nevent: case'),
      );
      expect(heard.text.startsWith(': connected\n\n')).toBe(true);
      const data = /^event: case\ndata: (.*)$/m.exec(heard.text)?.[1] ?? '';
      const event: unknown = { type: 'case', ...(JSON.parse(data) as object) };
      expect(liveEventSchema.parse(event)).toEqual({ type: 'case', case: summary });
      stop.abort();
      await reading;
    }
  });

  it('announce the heartbeat interval at once', async () => {
    const { heard, stop, reading } = await listen();
    const data = await eventually(
      () => /^event: heartbeat\ndata: (.*)$/m.exec(heard.text)?.[1] ?? '',
      (text) => text !== '',
    );
    const event: unknown = { type: 'heartbeat', ...(JSON.parse(data) as object) };
    const { at, everyMs } = heartbeatSchema.parse(event);
    expect(at).toBe(api.clock.now());
    expect(everyMs).toBeLessThanOrEqual(10_000);
    stop.abort();
    await reading;
  });

  it('continue for others when one listener does not read', async () => {
    const stuck = connect(Number(new URL(url).port), '127.0.0.1');
    await once(stuck, 'connect');
    stuck.pause();
    stuck.write(`GET /api/events HTTP/1.1\r\nHost: x\r\nCookie: ${headers.cookie}\r\n\r\n`);
    const good = await listen();
    const big = { ...summary, reason: 'x'.repeat(200_000) };
    let closed = false;
    stuck.on('close', () => (closed = true));
    stuck.on('error', () => (closed = true));
    for (let count = 0; count < 60; count += 1) {
      api.parts.hub.publish({ type: 'case', case: big });
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    stuck.resume();
    await eventually(() => closed, Boolean);
    await eventually(
      () => good.heard.text.split('event: case').length - 1,
      (count) => count === 60,
    );
    good.stop.abort();
    await good.reading;
  }, 60_000);

  it('end at log-out, and nothing more is sent', async () => {
    const own = await api.as('auditor');
    const listener = await listen(own);
    await api.app.inject({ method: 'DELETE', url: '/api/session', headers: own });
    api.parts.hub.publish({ type: 'case', case: summary });
    await listener.reading;
    expect(listener.heard.ended).toBe(true);
    expect(listener.heard.text).not.toContain('event: case');
  }, 60_000);

  it('end when the session expires, and later events are not sent', async () => {
    const listener = await listen(await api.as('auditor'));
    api.clock.advance(sessionMs);
    api.parts.hub.publish({ type: 'case', case: summary });
    await listener.reading;
    api.clock.advance(-sessionMs);
    expect(listener.heard.ended).toBe(true);
    expect(listener.heard.text).not.toContain('event: case');
  }, 60_000);

  it('of a listener that stops reading end with its session, and dispatch goes on', async () => {
    const own = await api.as('auditor');
    const stuck = connect(Number(new URL(url).port), '127.0.0.1');
    const closed = once(stuck, 'close');
    stuck.on('error', () => undefined);
    await once(stuck, 'connect');
    stuck.write(`GET /api/events HTTP/1.1\r\nHost: x\r\nCookie: ${own.cookie}\r\n\r\n`);
    await once(stuck, 'data');
    stuck.pause();
    const big = { type: 'case', case: { ...summary, reason: 'x'.repeat(300_000) } } as const;
    for (let count = 0; count < 3; count += 1) api.parts.hub.publish(big);
    await api.app.inject({ method: 'DELETE', url: '/api/session', headers: own });
    for (let count = 0; count < 9; count += 1) api.parts.hub.publish(big);
    await new Promise((resolve) => setTimeout(resolve, 1200));
    stuck.resume();
    await closed;
    expect((await fetch(`${url}/api/session`, { headers })).status).toBe(200);
  }, 60_000);

  it('are limited to twenty per session: the oldest ends', async () => {
    const own = await api.as('auditor');
    const all = [];
    for (let count = 0; count < 21; count += 1) all.push(await listen(own));
    await all[0]?.reading;
    expect(all.map(({ heard }) => heard.ended).filter(Boolean)).toHaveLength(1);
    for (const { stop } of all) stop.abort();
  }, 60_000);

  it('are one line of JSON each', () => {
    const text = formatEvent({ type: 'case', case: { ...summary, reason: 'two\nlines' } });
    expect(text.split('\n')).toHaveLength(4);
    expect(text.startsWith('event: case\ndata: {')).toBe(true);
  });
});

describe('the dashboard', () => {
  const page = { accept: 'text/html' };
  it.each([
    ['/', page, 200, /front page/, /no-cache/],
    ['/cases/20261122-0001', page, 200, /front page/, /no-cache/],
    ['/assets/main-Ab12Cd34.js', {}, 200, /export/, /immutable/],
    ['/assets/gone-Ab12Cd34.js', {}, 404, /not-found/, null],
    ['/api/gone', page, 404, /not-found/, null],
    ['/..%2f..%2fetc/passwd', {}, 404, /not-found/, null],
  ])('%s', async (path, accept, status, body, caching) => {
    const answer = await api.app.inject({ method: 'GET', url: path, headers: accept });
    expect(answer.statusCode).toBe(status);
    expect(answer.body).toMatch(body);
    if (caching !== null) expect(answer.headers['cache-control']).toMatch(caching);
  });
});

describe('at the end', () => {
  it('every listener gets a final message and the server stops', async () => {
    const listener = await listen();
    await api.app.close();
    await listener.reading;
    expect(listener.heard.ended).toBe(true);
  });
});
