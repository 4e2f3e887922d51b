// Parses the address of Redis, in the same way for the edge and dispatch: one server, servers behind Sentinel, or a cluster.
// Takes the text; returns its parts, or says what was expected and what came, without the log-in.

export interface RedisNode {
  readonly host: string;
  readonly port: number;
}

export interface RedisLogIn {
  readonly username: string | undefined;
  readonly password: string;
}

export interface RedisAddress {
  readonly kind: 'single' | 'sentinel' | 'cluster';
  readonly nodes: readonly RedisNode[];
  readonly tls: boolean;
  readonly logIn: RedisLogIn | null;
  /** The log-in of the Sentinels, which is often a separate one. */
  readonly sentinelLogIn: RedisLogIn | null;
  /** Sentinel's name for the master; empty without Sentinel. */
  readonly masterName: string;
  readonly db: number;
  /** The address without its log-in, for people. */
  readonly shown: string;
}

export type ReadAddress = { ok: true; address: RedisAddress } | { ok: false; message: string };

const example =
  'redis://127.0.0.1:6379, rediss://user:password@host:6379/0, redis+sentinel://host:26379,host:26379/master-name or ' +
  'redis+cluster://host:6379,host:6379';
/** Other clients write `-`. */
const schemePattern = /^(rediss?)(?:[+-](sentinel|cluster))?:\/\//i;
const nodePattern = /^(\[[0-9a-f:.]+\]|[^\s:[\]/?#@,]+)(?::(\d{1,5}))?$/i;
const defaultPort = { single: 6379, sentinel: 26_379, cluster: 6379 };

/** The message for a part that cannot be used. */
class Refusal extends Error {}

export function readRedisAddress(text: string): ReadAddress {
  try {
    return { ok: true, address: parse(text) };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, message: error.message };
    throw error;
  }
}

/** @throws Error for an address that `readRedisAddress` refuses */
export function redisAddressOf(text: string): RedisAddress {
  const read = readRedisAddress(text);
  if (!read.ok) throw new Error(`address of Redis: ${read.message}`);
  return read.address;
}

function parse(text: string): RedisAddress {
  const [start, scheme = '', extra] = schemePattern.exec(text) ?? [];
  if (start === undefined) throw new Refusal(`expected ${example}, got ${schemeOf(text)}`);
  const kind = extra?.toLowerCase() === 'sentinel' ? 'sentinel' : extra ? 'cluster' : 'single';
  // The last @ ends the log-in: a password with an unencoded @ must not appear as a host.
  const at = text.lastIndexOf('@');
  const logIn = at < 0 ? null : logInOf(text.slice(start.length, at));
  const [place = '', parameters, ...more] = text.slice(at < 0 ? start.length : at + 1).split('?');
  if (more.length > 0) throw new Refusal('expected one ? at most (write %3F in a password)');
  const [hosts = '', ...path] = place.split('/');
  const nodes = hosts.split(',').map((node) => nodeOf(node, defaultPort[kind]));
  if (kind === 'single' && nodes.length > 1)
    throw new Refusal(`host: expected one, got ${nodes.length}; several are ${example}`);
  return {
    kind,
    nodes,
    logIn,
    ...placeOf(kind, path),
    tls: scheme.toLowerCase() === 'rediss',
    sentinelLogIn: sentinelLogInOf(kind, parameters),
    shown: `${start}${place}`.replace(/\/+$/, ''),
  };
}

/** For an address with another scheme only the scheme is repeated. */
function schemeOf(text: string): string {
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(text)?.[0];
  return scheme === undefined ? 'none that begins so' : `"${scheme}…"`;
}

function logInOf(text: string): RedisLogIn {
  const colon = text.indexOf(':');
  if (colon < 0 || colon === text.length - 1)
    throw new Refusal('log-in: expected user:password@ or :password@, got none with a password');
  const username = decoded(text.slice(0, colon));
  return {
    username: username === '' ? undefined : username,
    password: decoded(text.slice(colon + 1)),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Refusal('log-in: expected two hex digits after each % (write %25 for the sign)');
  }
}

function nodeOf(text: string, otherwise: number): RedisNode {
  const [whole, host = '', port] = nodePattern.exec(text) ?? [];
  if (whole === undefined)
    // What follows the colon may be a password whose host was left out.
    throw new Refusal(
      `host: expected host or host:port, got ${JSON.stringify(text.replace(/:.+/, ':…'))}`,
    );
  const number = port === undefined ? otherwise : Number(port);
  if (number < 1 || number > 65_535)
    throw new Refusal(`port: expected a port from 1 to 65535, got "${port}"`);
  return { host: host.replace(/^\[|\]$/g, ''), port: number };
}

function placeOf(kind: RedisAddress['kind'], path: string[]): { masterName: string; db: number } {
  const parts = path.at(-1) === '' ? path.slice(0, -1) : path;
  const masterName = kind === 'sentinel' ? decoded(parts.shift() ?? '') : '';
  if (kind === 'sentinel' && masterName === '')
    throw new Refusal('path: expected the name of the master, such as /mymaster, got none');
  const [db = '0', ...rest] = parts;
  const most = kind === 'cluster' ? 0 : 65_535;
  if (!/^\d{1,5}$/.test(db) || Number(db) > most || rest.length > 0)
    throw new Refusal(
      `path: expected a database from 0 to ${most}, got ${JSON.stringify([db, ...rest].join('/'))}`,
    );
  return { masterName, db: Number(db) };
}

function sentinelLogInOf(kind: RedisAddress['kind'], text: string | undefined): RedisLogIn | null {
  const given = new Map(
    (text ?? '').split('&').flatMap((one) => {
      const [name = '', ...value] = one.split('=');
      return one === '' ? [] : [[name, decoded(value.join('='))] as const];
    }),
  );
  const known = kind === 'sentinel' ? ['sentinel-username', 'sentinel-password'] : [];
  const unknown = [...given.keys()].find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new Refusal(
      `parameter: expected ${known.length === 0 ? 'none' : known.join(' or ')}, got another`,
    );
  const [username, password] = known.map((name) => given.get(name));
  return password === undefined || password === '' ? null : { username, password };
}
