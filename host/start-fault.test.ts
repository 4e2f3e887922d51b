// Messages for real errors of Node when a port or folder cannot be used: one line, with what to do.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StartFault, startFaultOf } from './start-fault.ts';

let dir = '';
let taken: Server;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fencewatch-fault-'));
  await writeFile(join(dir, 'file'), '');
  taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  taken.close();
  await rm(dir, { recursive: true });
});

const portOf = (server: Server) => (server.address() as AddressInfo).port;
const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );
const listenAt = (port: number, host: string) =>
  new Promise((_, reject) => createServer().once('error', reject).listen(port, host));
const system = (parts: object) => Object.assign(new Error('as Node says'), parts);

describe('a port that is not available', () => {
  it('is taken by another program', async () => {
    const port = portOf(taken);
    expect(startFaultOf(await errorOf(listenAt(port, '127.0.0.1')))).toBe(
      `cannot listen on 127.0.0.1:${port}: it is taken by another program: end that one, or choose another port`,
    );
  });

  it('is at an address that this machine does not have', async () => {
    expect(startFaultOf(await errorOf(listenAt(0, '203.0.113.1')))).toMatch(
      /^cannot listen on 203\.0\.113\.1.*: this machine has no such address$/,
    );
  });

  it('needs rights that this user does not have', () => {
    const error = system({ code: 'EACCES', syscall: 'listen', address: '0.0.0.0', port: 80 });
    expect(startFaultOf(error)).toBe(
      'cannot listen on 0.0.0.0:80: this user may not: ports below 1024 need root or CAP_NET_BIND_SERVICE',
    );
  });

  it('is found behind a wrapping error', async () => {
    const cause = await errorOf(listenAt(portOf(taken), '127.0.0.1'));
    expect(startFaultOf(new Error('the MQTT broker cannot listen', { cause }))).toMatch(/taken/);
  });

  it('is at an unknown host', () => {
    const error = system({ code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname: 'nohost' });
    expect(startFaultOf(error)).toBe('cannot listen on nohost: nobody knows a host of this name');
  });
});

describe('a file or folder that cannot be used', () => {
  it.each<[string, () => Promise<unknown>, RegExp]>([
    ['is not there', () => readFile(join(dir, 'none')), /none: there is no such file or folder/],
    ['lies below a file', () => mkdir(join(dir, 'file/x')), /x: a part of its path is a file/],
    ['is a folder', () => writeFile(dir, ''), /it is a folder, not a file/],
    ['has too long a name', () => readFile(join(dir, 'n'.repeat(300))), /its name is too long/],
  ])('%s', async (_, work, line) => {
    const fault = startFaultOf(await errorOf(work()));
    expect(fault).toMatch(line);
  });

  it.each([
    ['EACCES', 'this user has no right to'],
    ['EROFS', 'the disk can only be read'],
    ['ENOSPC', 'the disk is full'],
  ])('is refused with %s', (code, why) => {
    const error = system({ code, syscall: 'mkdir', path: '/data' });
    expect(startFaultOf(error)).toBe(`cannot use /data: ${why} (as Node says)`);
  });
});

describe('a StartFault', () => {
  it('is shown with its own message, for any cause', async () => {
    const cause = await errorOf(listenAt(portOf(taken), '127.0.0.1'));
    expect(startFaultOf(new StartFault('the database is away', { cause }))).toBe(
      'the database is away',
    );
  });
});

describe('anything else', () => {
  it.each([
    ['a defect', new TypeError('x is not a function')],
    ['no error', undefined],
    ['a text', 'EACCES'],
    ['an unknown code', system({ code: 'EWHAT', syscall: 'open', path: '/x' })],
    ['an error behind itself', Object.assign(new Error('a'), { cause: null })],
  ])('has no message: %s', (_, error) => {
    expect(startFaultOf(error)).toBeNull();
  });
});
