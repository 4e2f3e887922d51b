// Which Redis addresses are accepted, and that a refusal says what was expected without repeating a log-in.
import { describe, expect, it } from 'vitest';
import { readRedisAddress, redisAddressOf } from './redis-address.ts';

const plain = { logIn: null, sentinelLogIn: null, masterName: '', db: 0, tls: false };

describe('an address of Redis', () => {
  it('may be one server', () => {
    expect(redisAddressOf('redis://10.0.0.1:6380')).toEqual({
      ...plain,
      kind: 'single',
      nodes: [{ host: '10.0.0.1', port: 6380 }],
      shown: 'redis://10.0.0.1:6380',
    });
  });

  it.each([
    ['redis://queue', { host: 'queue', port: 6379 }, 0],
    ['redis://queue/', { host: 'queue', port: 6379 }, 0],
    ['REDIS://queue:1/3', { host: 'queue', port: 1 }, 3],
    ['redis://[::1]:6379/0', { host: '::1', port: 6379 }, 0],
  ])('may leave out defaults: %s', (text, node, db) => {
    expect(redisAddressOf(text)).toMatchObject({ nodes: [node], db });
  });

  it('may ask for TLS, in each form', () => {
    expect(redisAddressOf('rediss://queue').tls).toBe(true);
    expect(redisAddressOf('rediss+sentinel://queue/main')).toMatchObject({
      tls: true,
      kind: 'sentinel',
    });
    expect(redisAddressOf('rediss+cluster://queue').tls).toBe(true);
  });

  it.each([
    ['redis-sentinel://a/main', 'redis+sentinel://a/main'],
    [
      'rediss-sentinel://u:p@a,b/main/1?sentinel-password=s',
      'rediss+sentinel://u:p@a,b/main/1?sentinel-password=s',
    ],
    ['redis-cluster://a:7000,b', 'redis+cluster://a:7000,b'],
    ['REDISS-CLUSTER://:p@a', 'rediss+cluster://:p@a'],
  ])('may be written with a dash, as in other clients: %s', (text, same) => {
    const { shown, ...parts } = redisAddressOf(text);
    expect(parts).toEqual({ ...redisAddressOf(same), shown: undefined });
    expect(shown).toMatch(/^rediss?-/i);
  });

  it.each([
    ['redis://:secret@q', { username: undefined, password: 'secret' }],
    ['redis://edge:secret@q', { username: 'edge', password: 'secret' }],
    ['redis://ed%67e:%40%3A%2F%23%25@q', { username: 'edge', password: '@:/#%' }],
    ['redis://edge:p@ss:/#word@q/1', { username: 'edge', password: 'p@ss:/#word' }],
    ['redis://:%E5%AF%86@q', { username: undefined, password: '密' }],
  ])('may have a percent-encoded log-in: %s', (text, logIn) => {
    const address = redisAddressOf(text);
    expect(address.logIn).toEqual(logIn);
    expect(address.nodes).toEqual([{ host: 'q', port: 6379 }]);
    expect(address.shown).not.toMatch(/secret|ss|密|%/);
  });

  it('may be several Sentinels with a name, a database and a log-in of their own', () => {
    const text = 'redis+sentinel://u:p@a:26379,b:5000,c/main/2?sentinel-password=s%26t';
    expect(redisAddressOf(text)).toEqual({
      kind: 'sentinel',
      nodes: [
        { host: 'a', port: 26_379 },
        { host: 'b', port: 5000 },
        { host: 'c', port: 26_379 },
      ],
      tls: false,
      logIn: { username: 'u', password: 'p' },
      sentinelLogIn: { username: undefined, password: 's&t' },
      masterName: 'main',
      db: 2,
      shown: 'redis+sentinel://a:26379,b:5000,c/main/2',
    });
  });

  it('may be several nodes of a cluster', () => {
    expect(redisAddressOf('redis+cluster://:p@a:7000,b:7001/')).toMatchObject({
      kind: 'cluster',
      nodes: [
        { host: 'a', port: 7000 },
        { host: 'b', port: 7001 },
      ],
      shown: 'redis+cluster://a:7000,b:7001',
    });
  });

  it.each([
    ['foo', /^expected redis:\/\/.*got none/],
    ['', /^expected redis:/],
    ['http://x:hunter2@y', /got "http:\/\/…"/],
    ['redis+other://x', /got "redis\+other:\/\/…"/],
    ['redis://', /^host: expected host or host:port, got ""/],
    ['redis://a:0', /^port: .*got "0"/],
    ['redis://a:70000', /^port: .*got "70000"/],
    ['redis://a:b', /^host: .*got "a:…"/],
    ['redis://:hunter2', /^host: .*got ":…"/],
    ['redis://a,b', /^host: expected one, got 2/],
    ['redis://a/x', /^path: expected a database from 0 to 65535, got "x"/],
    ['redis://a/1/2', /^path: .*got "1\/2"/],
    ['redis://hunter2@a', /^log-in: expected user:password@/],
    ['redis://me:@a', /^log-in: /],
    ['redis://:hunter2%@a', /^log-in: expected two hex digits/],
    ['redis://a?password=hunter2', /^parameter: expected none/],
    ['redis+sentinel://a', /^path: expected the name of the master/],
    ['redis+sentinel://a/main?family=6', /^parameter: expected sentinel-username or/],
    ['redis+cluster://a/1', /^path: expected a database from 0 to 0, got "1"/],
    ['redis+cluster://a,,b', /^host: .*got ""/],
  ])('is refused as %j', (text, message) => {
    const read = readRedisAddress(text);
    expect(read).toEqual({ ok: false, message: expect.stringMatching(message) as string });
    expect(JSON.stringify(read)).not.toContain('hunter2');
    expect(() => redisAddressOf(text)).toThrow(/^address of Redis: /);
  });
});
