import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  fileSealHeader,
  nonceHeader,
  sealHeader,
  type UploadReceipt,
} from '../../contracts/index.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { sealOf } from './dispatch-answer.ts';
import {
  openDispatch,
  putToDispatch,
  sendUpload,
  uploadSchema,
  type HistoryUpload,
} from './upload.ts';

const token = 'a token of some length';
const upload = { kind: 'picture', incidentId: 'exit-1-a', opening: 3, file: 'a.jpg' } as const;

interface Asked {
  method: string | undefined;
  path: string;
  query: Record<string, string>;
  headers: IncomingMessage['headers'];
  body: Buffer;
}
type Answer = (asked: Asked, response: ServerResponse) => void;

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function serve(answer: Answer, options: { stallMs?: number; prefix?: string } = {}) {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://x');
      const { method, headers } = request;
      const query = Object.fromEntries(searchParams);
      asked.push({ method, path: pathname, query, headers, body: Buffer.concat(chunks) });
      answer(asked.at(-1)!, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const { prefix = '', stallMs = 500 } = options;
  const dispatch = openDispatch({ url: `http://127.0.0.1:${port}${prefix}`, token, stallMs });
  return { asked, dispatch };
}

const named = (asked: Asked) => ({
  receipt: 'fencewatch' as const,
  sha256: asked.path.split('/').at(-1) ?? '',
});

function say(response: ServerResponse, asked: Asked, receipt: UploadReceipt, status = 200): void {
  const body = JSON.stringify(receipt);
  const nonce = String(asked.headers[nonceHeader]);
  const seal = sealOf(token, { nonce, status, body: Buffer.from(body) });
  response.writeHead(status, { [sealHeader]: seal }).end(body);
}

const keepAll: Answer = (asked, response) => {
  say(response, asked, {
    ...named(asked),
    state: 'kept',
    bytes: Number(asked.query['bytes']),
    as: 'first',
  });
};

async function aFile(content: Buffer | string = 'jpeg') {
  const dir = await temporaryFolder();
  await mkdir(join(dir, 'files'));
  const path = join(dir, 'files', 'a.jpg');
  await writeFile(path, content);
  return { dir, path, aside: join(dir, 'refused') };
}

describe('an upload', () => {
  it('identifies its file by hash, incident and opening, and sends the token', async () => {
    const { asked, dispatch } = await serve(keepAll);
    const { path } = await aFile();
    expect(await sendUpload(upload, path, dispatch)).toEqual({ outcome: 'delivered' });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      method: 'PUT',
      path: `/api/edge/uploads/${createHash('sha256').update('jpeg').digest('hex')}`,
      query: { kind: 'picture', incidentId: 'exit-1-a', opening: '3', bytes: '4', offset: '0' },
      headers: { authorization: `Bearer ${token}` },
    });
    expect(asked[0]?.body.toString()).toBe('jpeg');
  });

  it.each<[HistoryUpload, Record<string, string>]>([
    [
      { kind: 'thumbnail', cameraId: 'gate', at: 5, file: 'g.jpg' },
      { kind: 'thumbnail', cameraId: 'gate', at: '5' },
    ],
    [
      { kind: 'observations', cameraId: 'gate', from: 5, to: 9, file: 'o.fwlog' },
      { kind: 'observations', cameraId: 'gate', from: '5', to: '9' },
    ],
  ])("of a camera's history names the camera: %j", async (past, query) => {
    const { asked, dispatch } = await serve(keepAll);
    await sendUpload(past, (await aFile()).path, dispatch);
    expect(asked[0]?.query).toEqual({ ...query, bytes: '4', offset: '0' });
  });

  it('has the edge’s signature in each piece, or the mark for none', async () => {
    const { asked, dispatch } = await serve((one, response) => {
      const there = Number(one.query['offset']) + one.body.length;
      if (there === Number(one.query['bytes'])) keepAll(one, response);
      else say(response, one, { ...named(one), state: 'partial', have: there });
    });
    const content = Buffer.alloc(600_000, 1);
    const { path } = await aFile(content);
    const texts: string[] = [];
    const seal = { key: 'ab'.repeat(32), signature: `${'A'.repeat(86)}==` };
    const sign = (text: string) => {
      texts.push(text);
      return seal;
    };
    await sendUpload(upload, path, dispatch, { sign });
    expect(asked.length).toBeGreaterThan(2);
    const headers = asked.map((one) => one.headers[fileSealHeader]);
    expect(new Set(headers)).toEqual(new Set([`${seal.key} ${seal.signature}`]));
    const hash = createHash('sha256').update(content).digest('hex');
    expect(texts).toEqual([`fencewatch file 1\npicture\n"exit-1-a"\n3\n${hash}\n600000\n`]);
    await sendUpload(upload, path, dispatch);
    expect(asked.at(-1)?.headers[fileSealHeader]).toBe('none');
  });

  it("uses the path of dispatch's address when it has one", async () => {
    const { asked, dispatch } = await serve(keepAll, { prefix: '/fencewatch/' });
    await sendUpload(upload, (await aFile()).path, dispatch);
    expect(asked[0]?.path).toMatch(/^\/fencewatch\/api\/edge\/uploads\/[0-9a-f]{64}$/);
  });

  it('asks how much of a large file dispatch has, and resumes there', async () => {
    const have = 700_000;
    const { asked, dispatch } = await serve((one, response) => {
      const offset = Number(one.query['offset']);
      const there = one.method === 'GET' ? have : offset + one.body.length;
      if (there === Number(one.query['bytes'])) keepAll(one, response);
      else say(response, one, { ...named(one), state: 'partial', have: there });
    });
    const content = Buffer.alloc(1_300_000, 'x');
    const { path } = await aFile(content);
    expect((await sendUpload(upload, path, dispatch)).outcome).toBe('delivered');
    expect(asked[0]?.method).toBe('GET');
    const sent = asked.reduce((sum, { body }) => sum + body.length, 0);
    expect(sent).toBe(content.length - have);
  });

  it('is dropped when its file is gone', async () => {
    const { dispatch } = await serve(keepAll);
    expect((await sendUpload(upload, '/nowhere', dispatch)).outcome).toBe('permanent');
  });

  it('waits when its file cannot be read', async () => {
    const { asked, dispatch } = await serve(keepAll);
    const { dir } = await aFile();
    expect((await sendUpload(upload, dir, dispatch)).outcome).toBe('retry');
    expect(asked).toEqual([]);
  });

  it('that dispatch refuses is moved aside with the reason', async () => {
    const { dispatch } = await serve((asked, response) => {
      const state = { state: 'refused', reason: 'wrong-content', detail: 'no JPEG' } as const;
      say(response, asked, { ...named(asked), ...state });
    });
    const { path, aside } = await aFile();
    const outcome = await sendUpload(upload, path, dispatch, { aside, now: 7 });
    expect(outcome.outcome).toBe('permanent');
    expect((await readdir(aside)).sort()).toEqual(['7-a.jpg', '7-a.jpg.json']);
    expect(await readFile(join(aside, '7-a.jpg'), 'utf8')).toBe('jpeg');
    const note: unknown = JSON.parse(await readFile(join(aside, '7-a.jpg.json'), 'utf8'));
    expect(note).toMatchObject({ reason: 'wrong-content', detail: 'no JPEG', upload });
    expect(dispatch.link.watch.problems()).toMatchObject([
      { code: 'dispatch-refuses', values: { count: 1, reason: 'wrong-content' } },
    ]);
  });

  it('never names a file outside its folder', () => {
    for (const file of ['../a.jpg', '/etc/passwd', ''])
      expect(uploadSchema.safeParse({ ...upload, file }).success).toBe(false);
  });

  it('of an earlier release has no opening', () => {
    const old = { kind: 'clip', incidentId: 'a', file: 'a.mp4' };
    expect(uploadSchema.parse(old)).toEqual(old);
  });
});

/** Answers that do not come from dispatch itself, with their codes in the health report. */
const foreignAnswers: [string, string, Answer][] = [
  ['200 with a page', 'answer-not-from-dispatch', page(200)],
  ['201 without a body', 'answer-not-from-dispatch', page(201, '')],
  ['204', 'answer-not-from-dispatch', page(204, '')],
  ['303 to a log-in page', 'answer-not-from-dispatch', redirect(303)],
  ['307 to itself', 'answer-not-from-dispatch', redirect(307)],
  ['400', 'answer-not-from-dispatch', page(400)],
  ['403', 'answer-not-from-dispatch', page(403)],
  ['404', 'answer-not-from-dispatch', page(404)],
  ['405', 'answer-not-from-dispatch', page(405)],
  ['410', 'answer-not-from-dispatch', page(410)],
  ['413', 'answer-not-from-dispatch', page(413)],
  ['502', 'answer-not-from-dispatch', page(502)],
  ['511', 'answer-not-from-dispatch', page(511)],
  [
    'its own log-in refusal',
    'dispatch-login-refused',
    page(401, '{"error":"token-needed","message":"x"}'),
  ],
  ['a receipt without a seal', 'answer-not-from-dispatch', forged((receipt) => receipt, null)],
  ['a receipt with a made-up seal', 'answer-not-from-dispatch', forged((one) => one, 'made up')],
  ['a receipt sealed with another token', 'answer-not-from-dispatch', forged((one) => one, 'key')],
  [
    'a receipt that was sealed for something else',
    'answer-not-from-dispatch',
    forged((one) => one, 'nonce'),
  ],
  ['a receipt that was changed', 'answer-not-from-dispatch', forged((one) => one, 'changed')],
  ['an endless page', 'answer-not-from-dispatch', page(200, 'x'.repeat(200_000))],
  ['nothing', 'dispatch-unreachable', () => undefined],
  ['half an answer', 'dispatch-unreachable', half()],
  ['the end of the connection', 'dispatch-unreachable', (_, response) => response.destroy()],
];

describe('an upload waits, and its file stays, when the answer is', () => {
  it.each(foreignAnswers)('%s', async (_, code, answer) => {
    const { asked, dispatch } = await serve(answer, { stallMs: 200 });
    const { path, aside } = await aFile();
    const outcome = await sendUpload(upload, path, dispatch, { aside });
    expect(outcome.outcome).toBe('retry');
    expect(await readFile(path, 'utf8')).toBe('jpeg');
    expect(await readdir(aside).catch(() => [])).toEqual([]);
    expect(asked.map((one) => one.path.slice(0, 18))).toContain('/api/edge/uploads/');
    expect(asked.every((one) => one.path.startsWith('/api/edge/uploads/'))).toBe(true);
    expect(dispatch.link.watch.problems().map((one) => one.code)).toEqual([code]);
  });

  it.each<[string, (asked: Asked) => UploadReceipt]>([
    [
      'of another file',
      () => ({
        receipt: 'fencewatch',
        sha256: 'ab'.repeat(32),
        state: 'kept',
        bytes: 4,
        as: 'first',
      }),
    ],
    ['of another size', (asked) => ({ ...named(asked), state: 'kept', bytes: 3, as: 'first' })],
    ['that it waits', (asked) => ({ ...named(asked), state: 'waits', reason: 'unknown-camera' })],
    ['that nothing came', (asked) => ({ ...named(asked), state: 'partial', have: 0 })],
  ])("dispatch's own receipt %s", async (_, receiptOf) => {
    const { dispatch } = await serve((asked, response) => {
      say(response, asked, receiptOf(asked));
    });
    const { path } = await aFile();
    expect((await sendUpload(upload, path, dispatch)).outcome).toBe('retry');
    expect(await readFile(path, 'utf8')).toBe('jpeg');
  });

  it('a failure of dispatch itself, which is reported', async () => {
    const { dispatch } = await serve((asked, response) => {
      say(response, asked, { ...named(asked), state: 'partial', have: 0 }, 500);
    });
    const { path } = await aFile();
    expect(await sendUpload(upload, path, dispatch)).toMatchObject({ outcome: 'retry' });
    expect(dispatch.link.watch.problems()).toMatchObject([
      { code: 'dispatch-refuses', values: { status: 500 } },
    ]);
  });

  it('no answer at all', async () => {
    const dispatch = openDispatch({ url: 'http://127.0.0.1:9', token });
    const outcome = await sendUpload(upload, (await aFile()).path, dispatch);
    expect(outcome).toMatchObject({ outcome: 'retry', scope: 'everything' });
  });

  it('accepted, when the edge has no token to check it with', async () => {
    const { dispatch } = await serve(keepAll);
    const without = openDispatch({ url: dispatch.url, token: null });
    expect((await sendUpload(upload, (await aFile()).path, without)).outcome).toBe('retry');
  });
});

describe('a report', () => {
  it('does not count as sent when something else answers', async () => {
    const { dispatch } = await serve(page(204, ''));
    const content = { type: 'application/json', body: '{}' };
    expect((await putToDispatch(dispatch, '/x', content)).outcome).toBe('retry');
  });

  it('waits while dispatch cannot be reached', async () => {
    const cause = new Error('connect ECONNREFUSED');
    const fetch = () => Promise.reject(new TypeError('fetch failed', { cause }));
    const dispatch = { url: 'http://dispatch:8080/below', token, fetch };
    const outcome = await putToDispatch(dispatch, '/x', { type: 'text/plain', body: '' });
    expect(outcome).toEqual({
      outcome: 'retry',
      reason: 'dispatch: connect ECONNREFUSED',
      scope: 'everything',
      problem: { code: 'dispatch-unreachable', subject: 'http://dispatch:8080/below' },
    });
  });
});

function page(status: number, body = '<html><title>Please log in</title></html>'): Answer {
  return (_, response) => response.writeHead(status).end(body);
}

function redirect(status: number): Answer {
  return (asked, response) => {
    const isPortal = !asked.path.startsWith('/api/');
    response.writeHead(isPortal ? 200 : status, { location: '/login?from=x' }).end();
  };
}

function half(): Answer {
  return (_, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('{"receipt"');
    setTimeout(() => response.destroy(), 20);
  };
}

function forged(
  change: (receipt: UploadReceipt) => UploadReceipt,
  how: null | 'made up' | 'key' | 'nonce' | 'changed',
): Answer {
  return (asked, response) => {
    const bytes = Number(asked.query['bytes']);
    const body = JSON.stringify(change({ ...named(asked), state: 'kept', bytes, as: 'first' }));
    const nonce = how === 'nonce' ? '0'.repeat(32) : String(asked.headers[nonceHeader]);
    const sealed = how === 'changed' ? `${body} ` : body;
    const key = how === 'key' ? 'another token' : token;
    const seal = sealOf(key, { nonce, status: 200, body: Buffer.from(sealed) });
    const headers = how === null ? {} : { [sealHeader]: how === 'made up' ? 'made up' : seal };
    response.writeHead(200, headers).end(body);
  };
}
