// An export is cut off: dispatch is killed while it sends the zip file, or the program that receives it is. What was received does not verify, the
// export can be made again, and the custody log says which one was not finished.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseEntry, type LogEntry } from '../evidence/log-entry.ts';
import { parseVerifierKey } from '../evidence/signed-note.ts';
import { verifyBundle } from '../evidence/verify-bundle.ts';
import { nodeCrypto } from '../host/seal/node-crypto.ts';
import { startRedis, type RedisServer } from '../e2e/servers/redis.ts';
import { spawnTypescript } from '../e2e/servers/typescript-process.ts';
import { catchOutput } from '../cli/testing/catch-output.ts';
import { verifyCommand } from '../cli/verify.ts';
import { openCustodyFiles } from './evidence/custody-files.ts';
import { anAlert } from './testing/alerts.ts';
import { checkCustodyIn } from './testing/check-custody.ts';
import { enqueue } from './testing/enqueue.ts';
import { eventually } from './testing/eventually.ts';
import { anMp4 } from './testing/media.ts';
import { testAdminPassword } from './testing/secrets.ts';
import { sendClip } from './testing/send-clips.ts';
import { dataFolder } from './testing/temporary-folder.ts';

const runner = `${import.meta.dirname}/testing/run-dispatch.ts`;
/** More than the buffers of the system hold. */
const clipBytes = 20_000_000;

let redis: RedisServer;
let data: { path: string; remove: () => Promise<void> };
let folder: string;
let caseId: string;
let dispatch: Awaited<ReturnType<typeof runDispatch>>;
const keys = () => join(folder, 'keys.txt');

async function runDispatch() {
  const child = spawnTypescript(runner, [redis.url, data.path, '', '', '', '0']);
  if (child.stdout === null) throw new Error('no output');
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const url = line.toString().trim();
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password: testAdminPassword }),
  });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  const get = (path: string) => fetch(`${url}${path}`, { headers: { cookie } });
  return { child, url, cookie, get };
}

/** A program of its own: curl, slowed down so that the export lasts. */
function receive(name: string, rate: string) {
  const { url, cookie } = dispatch;
  const file = join(folder, name);
  const headers = ['-H', `cookie: ${cookie}`, '-H', 'content-type: application/json'];
  const child = spawn('curl', [
    ...['-sS', '--limit-rate', rate, '-o', file, ...headers],
    ...['-d', '{"reason":"asked by the court"}', `${url}/api/cases/${caseId}/export`],
  ]);
  const exit = once(child, 'exit') as Promise<[number | null]>;
  const hasBegun = () =>
    eventually(
      () =>
        stat(file).then(
          ({ size }) => size,
          () => 0,
        ),
      (size) => size > 200_000,
      60_000,
    );
  return { child, file, exit, hasBegun };
}

async function verified(file: string) {
  const run = () => verifyCommand().parseAsync([file, '--key', keys()], { from: 'user' });
  const { output } = await catchOutput(run);
  const code = process.exitCode;
  process.exitCode = undefined;
  return { code, output };
}

/** The exports in the log, each with how it ended. */
async function exportsInLog(): Promise<string[]> {
  const files = openCustodyFiles(join(data.path, 'custody-log'));
  const size = (await files.checkpoint())?.size ?? 0;
  const entries = (await files.entries(0, size)).flatMap((entry) => parseEntry(entry) ?? []);
  const idOf = ({ details }: LogEntry) => details['export'];
  const ended = entries.filter(({ act }) => act === 'export-ended');
  return entries
    .filter(({ act }) => act === 'case-exported')
    .map((one) => ended.find((end) => idOf(end) === idOf(one))?.outcome ?? 'no end');
}

const exportsReach = (wanted: string[]) =>
  eventually(exportsInLog, (found) => JSON.stringify(found) === JSON.stringify(wanted), 30_000);

beforeAll(async () => {
  redis = await startRedis();
  data = await dataFolder();
  folder = await mkdtemp(join(tmpdir(), 'fencewatch-export-cut-'));
  dispatch = await runDispatch();
  await enqueue(redis.url, anAlert({ incidentId: 'long' }));
  const idOfFirst = async () =>
    /"id":"(\d{8}-\d{4})"/.exec(await (await dispatch.get('/api/cases')).text())?.[1] ?? '';
  caseId = await eventually(idOfFirst, (id) => id !== '', 60_000);
  expect(await sendClip(dispatch.url, { incidentId: 'long', content: anMp4(clipBytes) })).toBe(
    true,
  );
  await writeFile(keys(), await (await dispatch.get('/api/custody/keys')).text());
}, 240_000);
afterAll(async () => {
  dispatch.child.kill('SIGKILL');
  await redis.stop();
  await data.remove();
  await rm(folder, { recursive: true, force: true });
});

describe('an export', () => {
  it('is recorded as cut off when its receiver is killed', async () => {
    const receiver = receive('client-killed.zip', '1M');
    await receiver.hasBegun();
    receiver.child.kill('SIGKILL');
    await receiver.exit;
    expect(await verified(receiver.file)).toEqual({
      code: 1,
      output: 'not valid: the zip file: cut-off',
    });
    await exportsReach(['failed']);
  }, 120_000);

  it('has no end in the log when dispatch is killed, and the receiver learns of it', async () => {
    const receiver = receive('dispatch-killed.zip', '1M');
    await receiver.hasBegun();
    dispatch.child.kill('SIGKILL');
    await once(dispatch.child, 'exit');
    const [code] = await receiver.exit;
    expect(code).not.toBe(0);
    expect(await verified(receiver.file)).toMatchObject({ code: 1 });
    dispatch = await runDispatch();
    await exportsReach(['failed', 'no end']);
  }, 120_000);

  it('is made again, complete, and the log has its hash', async () => {
    const receiver = receive('again.zip', '1G');
    expect(await receiver.exit).toEqual([0, null]);
    const zip = new Uint8Array(await readFile(receiver.file));
    const lines = (await readFile(keys(), 'utf8')).trim().split('\n');
    const known = lines.flatMap((line) => parseVerifierKey(nodeCrypto.sha256, line) ?? []);
    expect(await verifyBundle(nodeCrypto, zip, known)).toMatchObject({ result: 'holds' });
    expect(zip.length).toBeGreaterThan(clipBytes);
    await exportsReach(['failed', 'no end', 'done']);
    expect((await checkCustodyIn(data.path)).findings).toEqual([]);
  }, 120_000);
});
