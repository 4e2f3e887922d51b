// The settings of `fencewatch dispatch`: what is accepted, what is refused, and that no secret is repeated.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dispatchCommand, readSettings } from './dispatch.ts';
import { usersCommand } from './users.ts';

let folder: string;
let site: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fencewatch-cli-'));
  site = join(folder, 'site.yaml');
  const text = 'version: 1\ntimezone: UTC\ncameras: [{ id: a, source: rtsp://camera/1 }]\n';
  await writeFile(site, text);
});
afterAll(() => rm(folder, { recursive: true }));

const defaults = () => ({
  site,
  host: '127.0.0.1',
  port: '8080',
  data: 'data/dispatch',
  redis: 'redis://127.0.0.1:6379',
  keepPast: '14d',
  session: '8h',
  mqttHost: '127.0.0.1',
  mqttPort: '1883',
});
const read = (change: object, environment = {}) =>
  readSettings({ ...defaults(), ...change }, environment);

describe('readSettings', () => {
  it('returns the options of dispatch', async () => {
    const environment = {
      FENCEWATCH_EDGE_TOKEN: 'a-token-of-16-and-more',
      FENCEWATCH_ADMIN_PASSWORD: 'long enough',
    };
    const change = { port: '0', mqtt: 'mqtts://broker:8883', trustProxy: 'true' };
    expect(await read(change, environment)).toMatchObject({
      ok: true,
      options: {
        port: 0,
        dataDir: resolve('data/dispatch'),
        databaseUrl: undefined,
        trustProxy: { hops: 1 },
        keepPastMs: 14 * 86_400_000,
        sessionMs: 8 * 3600_000,
        edgeToken: 'a-token-of-16-and-more',
        adminPassword: 'long enough',
        mqtt: { url: 'mqtts://broker:8883', port: 1883, username: undefined },
      },
    });
  });

  it.each<[string, object, object, RegExp]>([
    ['a port that is none', { port: 'http' }, {}, /^--port: expected a port/],
    ['a port out of range', { mqttPort: '70000' }, {}, /^--mqtt-port: /],
    ['a queue that is not Redis', { redis: 'http://x' }, {}, /^--redis: .*redis:\/\//],
    ['a database of another kind', { database: 'mysql://x' }, {}, /^--database: .*postgres:/],
    ['a public address without https', { publicUrl: 'ftp://x' }, {}, /^--public-url: /],
    [
      'a public address with a query',
      { publicUrl: 'https://x/?a' },
      {},
      /^--public-url: .*without/,
    ],
    ['a path that is our own', { publicUrl: 'https://x/api/' }, {}, /^--public-url: .*begin with/],
    ['a broker address without a protocol', { mqtt: 'broker:1883' }, {}, /^--mqtt: /],
    ['a time without a unit', { keepPast: '14' }, {}, /^--keep-past: expected a duration/],
    ['an unknown setting', { colour: 'red' }, {}, /^--colour: unknown key/],
    ['a short edge token', {}, { FENCEWATCH_EDGE_TOKEN: 'short' }, /^FENCEWATCH_EDGE_TOKEN: .*16/],
    ['a short password', {}, { FENCEWATCH_ADMIN_PASSWORD: 'abc' }, /^FENCEWATCH_ADMIN_PASSWORD: /],
    ['no site file', { site: '/nowhere/site.yaml' }, {}, /^\/nowhere\/site\.yaml: cannot be read/],
  ])('refuses %s', async (_, change, environment, line) => {
    const result = await read(change, environment);
    expect(result.ok ? [] : result.lines).toEqual([expect.stringMatching(line)]);
  });

  it('never repeats a secret', async () => {
    const change = { database: 'mysql://me:hunter2@host/db', redis: 'radis://:hunter2@host' };
    const result = await read(change, { FENCEWATCH_EDGE_TOKEN: 'hunter2' });
    expect(result.ok).toBe(false);
    expect(JSON.stringify(result)).not.toContain('hunter2');
  });
});

describe('the commands', () => {
  it('accept no secret on the command line', () => {
    const commands = [dispatchCommand(), ...usersCommand().commands];
    const flags = commands.flatMap(({ options }) => options.map(({ long }) => long));
    expect(flags).not.toEqual([]);
    for (const flag of flags) expect(flag).not.toMatch(/password|token|secret/);
  });
});
