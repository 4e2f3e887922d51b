// docker-compose.yml is valid, hardened, and asks for every secret; the Dockerfile builds what it starts.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { parseSite } from '../../contracts/index.ts';
import { repositoryRoot } from '../source-file.ts';
import {
  askedVariables,
  danglingNames,
  hardeningFaults,
  literalSecrets,
  readCompose,
  schemaFaults,
} from './compose-file.ts';

const read = (path: string) => readFileSync(join(repositoryRoot, path), 'utf8');
// Compiling the schema takes a while on a busy machine.
vi.setConfig({ testTimeout: 60_000 });
const text = read('docker-compose.yml');
const content: unknown = parse(text, { merge: true });
const compose = readCompose(content);

const goodService = {
  image: 'redis:7.2-alpine',
  user: 'redis',
  read_only: true,
  cap_drop: ['ALL'],
  security_opt: ['no-new-privileges:true'],
  restart: 'unless-stopped',
  healthcheck: { test: ['CMD', 'true'] },
};
const withService = (extra: object) =>
  readCompose({ services: { x: { ...goodService, ...extra } } });

describe('docker-compose.yml', () => {
  it('fits the Compose Specification', () => {
    expect(schemaFaults(content)).toEqual([]);
  });

  it('runs the whole product', () => {
    expect(Object.keys(compose.services).sort()).toEqual([
      'dispatch',
      'edge',
      'mediamtx',
      'mosquitto',
      'postgres',
      'redis',
    ]);
  });

  it('hardens every service', () => {
    expect(hardeningFaults(compose)).toEqual([]);
  });

  it('refers to nothing that it does not define', () => {
    expect(danglingNames(compose)).toEqual([]);
  });

  it('mounts only files that are in the repository', () => {
    const mounted = Object.values(compose.services)
      .flatMap(({ volumes }) => volumes.map((volume) => volume.split(':')[0] ?? ''))
      .filter((source) => source.startsWith('./'));
    expect(mounted.length).toBeGreaterThan(3);
    expect(mounted.filter((source) => !existsSync(join(repositoryRoot, source)))).toEqual([]);
  });

  it('asks the environment for every secret', () => {
    expect(literalSecrets(compose)).toEqual([]);
  });

  it('opens no port beyond this machine by default', () => {
    const ports = Object.values(compose.services).flatMap(({ ports }) => ports);
    expect(ports.length).toBeGreaterThan(0);
    for (const port of ports) expect(port).toMatch(/^\$\{[A-Z_]+:-127\.0\.0\.1:\d+\}:\d+$/);
  });

  it('asks for the variables that .env.example explains, which has no values', () => {
    const lines = read('.env.example').split('\n');
    const offered = lines.flatMap((line) => /^#?([A-Z_]+)=/.exec(line)?.[1] ?? []);
    const { all, required } = askedVariables(text);
    expect(offered.sort()).toEqual([...all].sort());
    expect(lines.filter((line) => /^[A-Z_]+=./.test(line))).toEqual([]);
    expect(required.length).toBeGreaterThan(5);
  });
});

describe('the rules for a compose file', () => {
  it('accept a good service', () => {
    expect(hardeningFaults(withService({}))).toEqual([]);
  });

  it.each([
    ['no service at all', { services: {} }, []],
    [
      'a key that compose does not know',
      { services: { x: { imagee: 'a' } } },
      ['/services/x: must NOT have additional properties'],
    ],
    ['a list where a map should be', { services: [] }, ['/services: must be object']],
  ])('include the schema, which refuses %s', (_, value, faults) => {
    expect(schemaFaults(value)).toEqual(faults);
  });

  it.each([
    ['no health check', { healthcheck: undefined }, 'x: has no health check'],
    ['no user', { user: undefined }, 'x: runs as root'],
    ['the user root', { user: 'root:root' }, 'x: runs as root'],
    ['the user 0', { user: '0' }, 'x: runs as root'],
    ['a file system to write to', { read_only: false }, 'x: may write to its root file system'],
    ['all capabilities', { cap_drop: [] }, 'x: keeps capabilities'],
    ['new privileges', { security_opt: [] }, 'x: may gain privileges'],
    ['the latest image', { image: 'redis:latest' }, 'x: has no version'],
    ['an image without tag', { image: 'redis' }, 'x: has no version'],
    ['no restart', { restart: undefined }, 'x: does not come back after a crash'],
  ])('refuse %s', (_, extra, fault) => {
    expect(hardeningFaults(withService(extra))).toEqual([fault]);
  });

  it.each([
    ['a volume', { volumes: ['data:/data'] }, 'x: no such volume: data'],
    ['a network', { networks: ['back'] }, 'x: no such network: back'],
    ['a service', { depends_on: { y: {} } }, 'x: no such service: y'],
  ])('find %s that is not defined', (_, extra, fault) => {
    expect(danglingNames(withService(extra))).toEqual([fault]);
  });

  it.each([
    ['a password written out', { A_PASSWORD: 'hunter2' }],
    ['a password with a default', { A_PASSWORD: '${A_PASSWORD:-hunter2}' }],
    ['a password that may be empty', { A_PASSWORD: '${A_PASSWORD}' }],
    ['a token written out', { EDGE_TOKEN: 'abc' }],
    ['a password in an address', { STORE_URL: 'postgres://me:hunter2@store/db' }],
  ])('find %s', (_, environment) => {
    expect(literalSecrets(withService({ environment }))).toHaveLength(1);
  });

  it('accept secrets that are asked for', () => {
    const environment = {
      A_PASSWORD: '${A:?set it}',
      STORE_URL: 'postgres://me:${A:?set it}@store/db',
      HOME: '/root',
    };
    expect(literalSecrets(withService({ environment }))).toEqual([]);
  });

  it('do not treat an escaped dollar as a variable', () => {
    expect(askedVariables('$${NOT} ${ONE:?x} ${TWO:-x} ${ONE:?x}')).toEqual({
      all: ['ONE', 'TWO'],
      required: ['ONE'],
    });
  });
});

describe('Dockerfile', () => {
  const lines = read('Dockerfile')
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n');
  const stages = lines.flatMap((line) => /^FROM \S+ AS (\S+)$/.exec(line)?.[1] ?? []);

  it('has the stages that the compose file builds', () => {
    const targets = [...text.matchAll(/target: (\w+)/g)].map(([, target]) => target);
    expect(targets).toHaveLength(2);
    expect(stages).toEqual(expect.arrayContaining(targets));
  });

  it('copies only files of the repository or of an earlier stage', () => {
    const made = /^\/src\/(dist|node_modules|var\/models)$/;
    const sources = lines.flatMap((line) => {
      const [, words = ''] = /^COPY (?:--from=\w+ )?(.+)$/.exec(line) ?? [];
      return words.split(' ').slice(0, -1);
    });
    const missing = sources.filter(
      (source) =>
        !made.test(source) && !existsSync(join(repositoryRoot, source.replace(/^\/src\//, ''))),
    );
    expect(sources.length).toBeGreaterThan(5);
    expect(missing).toEqual([]);
  });

  it('runs every image as another user than root, with a health check', () => {
    for (const stage of ['dispatch', 'edge']) {
      const start = lines.findIndex((line) => line.endsWith(` AS ${stage}`));
      const next = lines.findIndex((line, index) => index > start && line.startsWith('FROM '));
      const body = lines.slice(start, next < 0 ? undefined : next);
      expect(body.findLast((line) => line.startsWith('USER '))).toBe('USER node');
      expect(body.some((line) => line.startsWith('HEALTHCHECK '))).toBe(true);
    }
  });
});

describe('the image of dispatch', () => {
  // Copies of clips need ffmpeg, reports as PDF a font with Chinese; the image of the edge is built on it.
  it.each(['ffmpeg', 'fonts-wqy-microhei'])('has %s', (name) => {
    const stage = /^FROM \S+ AS dispatch$(.*?)^FROM dispatch AS edge$/ms.exec(
      read('Dockerfile'),
    )?.[1];
    expect(stage).toMatch(new RegExp(`apt-get install [^&]*\\b${name}\\b`));
  });
});

describe('deploy/site/site.example.yaml', () => {
  it('is a good site file with the variables of site.env.example', () => {
    const names = [...read('deploy/site/site.env.example').matchAll(/^([A-Z_]+)=/gm)];
    const environment = Object.fromEntries(names.map(([, name = '']) => [name, 'x']));
    const result = parseSite(parse(read('deploy/site/site.example.yaml')), environment);
    expect(result).toMatchObject({ ok: true });
  });
});
