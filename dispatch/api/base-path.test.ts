// The path of the public address: how it is parsed, what is refused, and how it is removed from request addresses.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { accessTable } from './access.ts';
import {
  basePathFaultOf,
  basePathOf,
  createStripper,
  ownFirstParts,
  publicBaseOf,
} from './base-path.ts';

describe('the public address', () => {
  it.each([
    ['https://city.example', '', 'https://city.example'],
    ['https://city.example/', '', 'https://city.example'],
    [
      'https://city.example:8443/fencewatch/',
      '/fencewatch',
      'https://city.example:8443/fencewatch',
    ],
    ['https://city.example/fencewatch', '/fencewatch', 'https://city.example/fencewatch'],
    ['https://city.example//a//b/../c/', '/a/c', 'https://city.example/a/c'],
    [
      'https://city.example/围栏/',
      '/%E5%9B%B4%E6%A0%8F',
      'https://city.example/%E5%9B%B4%E6%A0%8F',
    ],
    ['https://city.example/apiary', '/apiary', 'https://city.example/apiary'],
  ])('%s has the path "%s"', (url, path, base) => {
    expect(basePathOf(url)).toBe(path);
    expect(publicBaseOf(url)).toBe(base);
    expect(basePathFaultOf(url)).toBeNull();
  });

  it.each([
    ['https://city.example/fencewatch?site=1', 'has-a-query'],
    ['https://city.example/#/fencewatch', 'has-a-query'],
    ['https://city.example/api', 'is-our-own'],
    ['https://city.example/%61pi/x', 'is-our-own'],
    ['https://city.example/cases/', 'is-our-own'],
    ['https://city.example/a%FF', 'not-readable'],
  ] as const)('%s is refused: %s', (url, fault) => {
    expect(basePathFaultOf(url)).toBe(fault);
  });

  it('is refused if its path begins like a route, a page or a file of dispatch', () => {
    const routes = Object.keys(accessTable).map((line) => line.split(' ')[1]?.split('/')[1] ?? '');
    const dashboard = join(import.meta.dirname, '..', '..', 'dashboard');
    const app = readFileSync(join(dashboard, 'app', 'app.tsx'), 'utf8');
    const pages = [...app.matchAll(/path="\/([\w-]+)/g)].map(([, name = '']) => name);
    const files = readdirSync(join(dashboard, 'public'));
    expect(pages.length).toBeGreaterThan(3);
    for (const part of [...routes, ...pages, ...files, 'assets'])
      if (part !== '*') expect(ownFirstParts).toContain(part);
  });
});

describe('a request address', () => {
  it.each([
    ['/fencewatch', '/fencewatch', '/'],
    ['/fencewatch', '/fencewatch/', '/'],
    ['/fencewatch', '/fencewatch?a=1', '/?a=1'],
    ['/fencewatch', '/fencewatch/api/cases?before=7', '/api/cases?before=7'],
    ['/fencewatch', '/fencewatch/api/cases/a%2Fb', '/api/cases/a%2Fb'],
    ['/a/b', '/a/b/wall', '/wall'],
    ['/%E5%9B%B4', '/%e5%9b%b4/wall', '/wall'],
    ['/~fence', '/%7Efence/wall', '/wall'],
  ])('below %s: %s becomes %s', (base, url, own) => {
    expect(createStripper(base)(url)).toBe(own);
  });

  it.each([
    ['/fencewatch', '/api/cases'],
    ['/fencewatch', '/'],
    ['/fencewatch', '/fencewatchers/x'],
    ['/fencewatch', '/api/cases?from=/fencewatch/x'],
    ['/a/b', '/a/wall'],
    ['/a', '/%FF/wall'],
    ['', '/fencewatch/api'],
    ['', '//x'],
    ['/a', '*'],
  ])('below %s: %s stays, since the proxy took the path off', (base, url) => {
    expect(createStripper(base)(url)).toBe(url);
  });
});
