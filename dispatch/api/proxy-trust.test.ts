// Which proxies are trusted: the setting as typed, and the server's question.
import { describe, expect, it } from 'vitest';
import { proxyTrustSchema, trustOf } from './proxy-trust.ts';

describe('the setting', () => {
  it.each([
    ['true', { hops: 1 }],
    [true, { hops: 1 }],
    ['2', { hops: 2 }],
    ['false', null],
    ['0', null],
    ['10.0.0.2, 10.1.0.0/16', { addresses: ['10.0.0.2', '10.1.0.0/16'] }],
    ['::1', { addresses: ['::1'] }],
  ])('%j means %j', (text, meant) => {
    expect(proxyTrustSchema.parse(text)).toEqual(meant);
  });

  it.each(['', 'yes', '10', '-1', 'nginx', '10.0.0.0/33', '10.0.0.2,', '1.2.3.4/8/9'])(
    'refuses %j and says what was expected and what came',
    (text) => {
      const message = proxyTrustSchema.safeParse(text).error?.issues[0]?.message;
      expect(message).toMatch(/^expected how many proxies .* got "/);
    },
  );
});

describe('trusted proxies', () => {
  it('are none without the setting', () => {
    expect(trustOf(null)).toBe(false);
  });

  it('are the given number, counted from the nearest', () => {
    const trusts = trustOf({ hops: 2 });
    expect([0, 1, 2].map((hop) => trusts && trusts('1.1.1.1', hop))).toEqual([true, true, false]);
  });

  it.each([
    ['10.0.0.2', true],
    ['::ffff:10.0.0.2', true],
    ['10.1.255.7', true],
    ['10.0.0.3', false],
    ['fd00::1', true],
    ['not an address', false],
    ['', false],
  ])('is %s among addresses: %s', (address, believed) => {
    const trusts = trustOf({ addresses: ['10.0.0.2', '10.1.0.0/16', 'fd00::/8'] });
    expect(trusts && trusts(address, 0)).toBe(believed);
  });
});
