// The base path of the dashboard, as written in the page.
import { describe, expect, it } from 'vitest';
import { basePath, basePathOf, ownAddress, pathBelow } from './own-address.ts';

const page = (content: string | null) => ({
  querySelector: (selector: string) =>
    selector === 'meta[name="fencewatch-base"]' && content !== null
      ? { getAttribute: () => content }
      : null,
});
const baseOf = (content: string | null) => basePathOf(page(content));

describe('the path of the dashboard', () => {
  it.each([
    ['/', ''],
    ['/fencewatch/', '/fencewatch'],
    ['/a/b/', '/a/b'],
    [null, ''],
  ])('is read from a page that says %s', (content, path) => {
    expect(baseOf(content)).toBe(path);
  });

  it('is empty without a page', () => {
    expect(basePathOf(undefined)).toBe('');
    expect(basePath).toBe('');
    expect(ownAddress('/api/cases')).toBe('/api/cases');
  });
});

describe('an app that was opened', () => {
  it.each([
    ['', '/wall', null],
    ['/fencewatch', '/fencewatch', null],
    ['/fencewatch', '/fencewatch/cases/x', null],
    ['/%E5%9B%B4', '/%e5%9b%b4/', null],
    ['/fencewatch', '/', '/fencewatch/'],
    ['/fencewatch', '/cases/x', '/fencewatch/cases/x'],
    ['/fencewatch', '/fencewatchers', '/fencewatch/fencewatchers'],
  ])('below "%s" at %s goes to %s', (base, pathname, path) => {
    expect(pathBelow(base, pathname)).toBe(path);
  });
});
