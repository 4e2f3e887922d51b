// The log-in page after a log-in at the provider: the refusal in its address, and the page to return to.
import { describe, expect, test } from 'vitest';
import { providerRefusals } from '../../contracts/index.ts';
import { en } from '../i18n/en.ts';
import { zhCn } from '../i18n/zh-cn.ts';
import { refusalIn, returnTo } from './provider-refusal.ts';

describe('the refusal in the address', () => {
  test.each([
    ['', null],
    ['?logIn=', null],
    ['?logIn=<script>', null],
    ['?logIn=no-role', 'no-role'],
    ['?a=b&logIn=clock-skew', 'clock-skew'],
  ])('%j is %j', (search, expected) => {
    expect(refusalIn(search)).toBe(expected);
  });

  test.each(providerRefusals)('%s is worded in both languages', (reason) => {
    expect(en.logInRefusal[reason].length).toBeGreaterThan(20);
    expect(zhCn.logInRefusal[reason]).toMatch(/[\u4e00-\u9fff]{6}/);
  });
});

describe('the way back', () => {
  test.each([
    [{ pathname: '/', search: '' }, '', '/'],
    [{ pathname: '/cases/1', search: '?kind=debris-pile' }, '', '/cases/1?kind=debris-pile'],
    [{ pathname: '/', search: '?logIn=no-role' }, '', '/'],
    [{ pathname: '/fencewatch/wall', search: '' }, '/fencewatch', '/wall'],
    [{ pathname: '/fencewatch', search: '' }, '/fencewatch', '/'],
  ])('from %j below %j is %s', (place, base, expected) => {
    expect(returnTo(place, base)).toBe(expected);
  });
});
