// Several locks in one process, which the system treats like several processes, and locks of processes that are killed.
import { once } from 'node:events';
import { link, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { spawnTypescript } from '../e2e/servers/typescript-process.ts';
import { FolderInUse, lockFolder, type FolderLock } from './folder-lock.ts';

async function folder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'fencewatch-lock-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

async function lock(dir: string, who?: string): Promise<FolderLock> {
  const held = await lockFolder(dir, who);
  onTestFinished(() => held.release());
  return held;
}

describe('the lock of a folder', () => {
  it('is granted to the first and refused to the next, with the name of the holder', async () => {
    const dir = await folder();
    await lock(dir, 'edge-1');
    const refused = lockFolder(dir);
    await expect(refused).rejects.toThrow(FolderInUse);
    await expect(refused).rejects.toThrow(
      `${dir} is in use by another process: edge-1, process ${process.pid}`,
    );
  });

  it('is free after its release, and leaves no file', async () => {
    const dir = await folder();
    for (let n = 0; n < 3; n++) await (await lockFolder(dir)).release();
    expect(await readdir(dir)).toEqual([]);
  });

  it('is granted to exactly one of many simultaneous requests, repeatedly', async () => {
    const dir = await folder();
    for (let round = 0; round < 10; round++) {
      const asked = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(dir)));
      const given = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      const refused = asked.flatMap((one) =>
        one.status === 'rejected' ? [one.reason as unknown] : [],
      );
      expect(given).toHaveLength(1);
      for (const reason of refused) expect(reason).toBeInstanceOf(FolderInUse);
      await given[0]!.release();
    }
  }, 60_000);

  it('is granted to exactly one of many in a folder with stale locks', async () => {
    const dir = await folder();
    for (const name of ['in-use.sock', 'in-use-1.sock', 'in-use-7.sock', 'claim-1-a.sock'])
      await deadSocket(join(dir, name));
    const asked = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(dir)));
    const given = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(given).toHaveLength(1);
    expect(await readdir(dir)).toEqual([expect.stringMatching(/^in-use-\d+\.sock$/)]);
    await given[0]!.release();
  });

  it('is refused while a process of an earlier release holds it', async () => {
    const dir = await folder();
    const server = createServer((socket) => socket.destroy());
    server.listen(join(dir, 'in-use.sock'));
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    await expect(lockFolder(dir)).rejects.toThrow('it does not say which');
  });

  it('works in a folder whose path is longer than a socket path may be', async () => {
    const dir = join(await folder(), 'x'.repeat(120), 'y'.repeat(120));
    await mkdir(dir, { recursive: true });
    await lock(dir);
    await expect(lockFolder(dir)).rejects.toThrow(FolderInUse);
    expect(await readdir(dir)).toEqual(['in-use-1.sock']);
  });

  it('is refused a second time even if the folder is not writable', async () => {
    const dir = join(await folder(), 'a-file');
    await writeFile(dir, '');
    const held = await lock(dir);
    await expect(lockFolder(dir)).rejects.toThrow(FolderInUse);
    await held.release();
    await lock(dir);
  });

  it('is the same lock for every path to the folder', async () => {
    const dir = await folder();
    await lock(dir);
    await expect(lockFolder(join(dir, '..', dir.split('/').at(-1)!))).rejects.toThrow(FolderInUse);
  });
});

describe('the lock of a process', () => {
  const holder = join(import.meta.dirname, 'testing', 'hold-folder.ts');

  it('survives SIGSTOP, and is free as soon as its owner is killed', async () => {
    const dir = await folder();
    const child = spawnTypescript(holder, [dir, 'edge-1']);
    onTestFinished(() => void child.kill('SIGKILL'));
    await once(child.stdout!, 'data');
    await expect(lockFolder(dir)).rejects.toThrow(`edge-1, process ${child.pid ?? 0}`);
    child.kill('SIGSTOP');
    await expect(lockFolder(dir)).rejects.toThrow('it does not say which');
    child.kill('SIGKILL');
    await once(child, 'exit');
    await lock(dir);
  }, 60_000);
});

/** What a killed process leaves behind: a socket file without a listener. */
async function deadSocket(path: string): Promise<void> {
  const draft = `${path}.draft`;
  const server = createServer();
  server.listen(draft);
  await once(server, 'listening');
  await link(draft, path);
  server.close();
  await once(server, 'close');
}
