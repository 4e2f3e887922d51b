// Which proxies are trusted to report a caller's address. Each proxy appends the address it saw at the right end of
// X-Forwarded-For; entries to the left of the trusted ones may be forged. Takes the setting as typed.
import { BlockList, isIP } from 'node:net';
import { z } from 'zod';

/** The number of proxies in a row, or their addresses; null trusts none. */
export type ProxyTrust = { hops: number } | { addresses: readonly string[] } | null;

const expected =
  'expected how many proxies stand in front, such as 1, or their addresses, such as 10.0.0.2,10.1.0.0/16';

export const proxyTrustSchema = z
  .union([z.boolean(), z.string().max(2000)])
  .transform((value, context): ProxyTrust => {
    const text = String(value).trim();
    if (['false', '0'].includes(text)) return null;
    // The nearest proxy: its last entry is the caller's address, which the caller cannot forge.
    if (text === 'true') return { hops: 1 };
    if (/^[1-9]$/.test(text)) return { hops: Number(text) };
    const addresses = text.split(',').map((one) => one.trim());
    if (addresses.every(isNetwork)) return { addresses };
    context.addIssue({ code: 'custom', message: `${expected}, got "${text.slice(0, 80)}"` });
    return z.NEVER;
  });

/** The question of fastify: is the `index`-th proxy, counted from us, trusted? */
export function trustOf(trust: ProxyTrust): false | ((address: string, index: number) => boolean) {
  if (trust === null) return false;
  if ('hops' in trust) return (_address, index) => index < trust.hops;
  const list = new BlockList();
  for (const network of trust.addresses) add(list, network);
  // A dual-stack socket writes an IPv4 caller as ::ffff:10.0.0.2.
  return (address) => {
    const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
    const family = isIP(plain);
    return family !== 0 && list.check(plain, family === 6 ? 'ipv6' : 'ipv4');
  };
}

function isNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && +prefix <= (family === 6 ? 128 : 32));
}

function add(list: BlockList, network: string): void {
  const [address = '', prefix] = network.split('/');
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (prefix === undefined) list.addAddress(address, family);
  else list.addSubnet(address, Number(prefix), family);
}
