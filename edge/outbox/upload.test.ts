import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import {
  outcomeOf,
  pastUploadSchema,
  putToDispatch,
  sendUpload,
  uploadSchema,
  type PastUpload,
} from './upload.ts';

const upload = { kind: 'picture', incidentId: 'exit 1/a', file: 'a.jpg' } as const;

function fakeDispatch(answer: () => Promise<Response>) {
  const requests: { url: string; headers: Record<string, string>; method: string | undefined }[] =
    [];
  const send: typeof fetch = (url, init) => {
    const headers = init?.headers as Record<string, string>;
    requests.push({ url: (url as URL).href, headers, method: init?.method });
    return answer();
  };
  return { requests, dispatch: { url: 'http://dispatch:8080', token: 't1', fetch: send } };
}

describe('an upload', () => {
  it('goes to its incident with the token', async () => {
    const path = join(await temporaryFolder(), 'a.jpg');
    await writeFile(path, 'jpeg');
    const { requests, dispatch } = fakeDispatch(() =>
      Promise.resolve(new Response(null, { status: 204 })),
    );
    expect(await sendUpload(upload, path, dispatch)).toEqual({ outcome: 'delivered' });
    expect(requests).toEqual([
      {
        url: 'http://dispatch:8080/api/edge/incidents/exit%201%2Fa/picture',
        method: 'PUT',
        headers: { 'content-type': 'image/jpeg', authorization: 'Bearer t1' },
      },
    ]);
  });

  it.each<[PastUpload, string, string]>([
    [
      { kind: 'glimpse', cameraId: 'gate', at: 5, file: 'g.jpg' },
      '/api/edge/cameras/gate/glimpses/5',
      'image/jpeg',
    ],
    [
      { kind: 'observations', cameraId: 'gate', from: 5, to: 9, file: 'o.fwlog' },
      '/api/edge/cameras/gate/observations/5-9',
      'application/octet-stream',
    ],
  ])('of the past goes to its camera: %j', async (past, address, type) => {
    expect(pastUploadSchema.parse(past)).toEqual(past);
    const path = join(await temporaryFolder(), past.file);
    await writeFile(path, 'content');
    const { requests, dispatch } = fakeDispatch(() =>
      Promise.resolve(new Response(null, { status: 204 })),
    );
    await sendUpload(past, path, dispatch);
    expect(new URL(requests[0]!.url).pathname).toBe(address);
    expect(requests[0]!.headers['content-type']).toBe(type);
  });

  it('whose file is gone is given up', async () => {
    const { dispatch } = fakeDispatch(() => Promise.reject(new Error('not asked')));
    expect((await sendUpload(upload, '/nowhere', dispatch)).outcome).toBe('permanent');
  });

  it('waits while dispatch cannot be reached', async () => {
    const cause = new Error('connect ECONNREFUSED');
    const { dispatch } = fakeDispatch(() =>
      Promise.reject(new TypeError('fetch failed', { cause })),
    );
    const outcome = await putToDispatch(dispatch, '/x', { type: 'text/plain', body: '' });
    expect(outcome).toEqual({
      outcome: 'retry',
      reason: 'dispatch: connect ECONNREFUSED',
      scope: 'everything',
      problem: { code: 'dispatch-unreachable', subject: 'http://dispatch:8080' },
    });
  });

  it.each([
    [200, 'delivered', undefined],
    [204, 'delivered', undefined],
    [400, 'permanent', undefined],
    [404, 'permanent', undefined],
    [413, 'permanent', undefined],
    [401, 'retry', 'everything'],
    [403, 'retry', 'everything'],
    [408, 'retry', 'this'],
    [429, 'retry', 'everything'],
    [500, 'retry', 'this'],
    [503, 'retry', 'this'],
  ])('that is answered %i is %s', (status, outcome, scope) => {
    expect(outcomeOf(status)).toMatchObject({ outcome, ...(scope && { scope }) });
  });

  it('never names a file outside its folder', () => {
    for (const file of ['../a.jpg', '/etc/passwd', ''])
      expect(uploadSchema.safeParse({ ...upload, file }).success).toBe(false);
  });
});
