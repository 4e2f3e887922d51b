// The labelled set as a folder, from a dispatch that answers in pages, has lost files, refuses, or is unreachable.
import { createServer, type Server } from 'node:http';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Label } from '../contracts/index.ts';
import { exportLabels } from './labels-export.ts';

const label = (caseId: string, picture: string | null): Label => ({
  caseId,
  incidentId: caseId,
  kind: 'debris-pile',
  cameraId: 'exit-3',
  fenceId: 'floor',
  fenceVersion: 1,
  polygon: [],
  verdict: 'false-alarm',
  step: 'dismissed',
  person: 'chen',
  at: 2,
  reason: 'a shadow',
  openedAt: 1,
  region: { x: 0, y: 0, width: 1, height: 1 },
  confidence: 0.5,
  trace: { rule: 'debris-pile' },
  picture,
  observations: caseId === 'b' ? '/empty' : '/log',
});

let server: Server;
let url = '';
let out = '';
beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'labels-'));
  const answers: Record<string, string> = { '/log': 'FWLOG', '/a.jpg': 'JPEG', '/empty': '' };
  server = createServer((request, response) => {
    const asked = new URL(request.url ?? '', 'http://d');
    if (request.headers.authorization !== 'Bearer right') response.writeHead(401).end();
    else if (asked.pathname === '/api/labels') {
      const isFirst = asked.searchParams.get('cursor') === null;
      const labels = isFirst ? [label('a', '/a.jpg')] : [label('b', '/gone.jpg'), label('c', null)];
      response.end(JSON.stringify({ labels, nextCursor: isFirst ? 'next' : null }));
    } else if (answers[asked.pathname] === undefined) response.writeHead(404).end();
    else response.end(answers[asked.pathname]);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await rm(out, { recursive: true });
});

const days = { from: '2026-11-01', to: '2026-11-30' };

describe('labels export', () => {
  it('writes a line for each label, with its picture and observations if they still exist', async () => {
    const done = await exportLabels({ url, token: 'right', out, ...days });
    expect(done).toEqual({ ok: true, labels: 3, pictures: 1, observations: 2 });
    const lines = (await readFile(join(out, 'labels.jsonl'), 'utf8')).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as Label)).toMatchObject([
      { caseId: 'a', verdict: 'false-alarm', person: 'chen', picture: 'pictures/a.jpg' },
      { caseId: 'b', picture: null, observations: null },
      { caseId: 'c', picture: null, observations: 'observations/c.fwlog' },
    ]);
    expect(await readFile(join(out, 'pictures/a.jpg'), 'utf8')).toBe('JPEG');
    expect(await readdir(out)).not.toContain('labels.jsonl.part');
  });

  it('reports why dispatch refuses or is unreachable', async () => {
    const refused = await exportLabels({ url, token: 'wrong', out, ...days });
    expect(refused).toEqual({ ok: false, reason: `${url} refuses the labels with 401` });
    const away = await exportLabels({ url: 'http://127.0.0.1:1', token: 'right', out, ...days });
    expect(away).toMatchObject({ ok: false });
  });
});
