// The error when dispatch cannot use the database: one line, with the server and without log-in or query.
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startFaultOf } from '../../host/start-fault.ts';
import { openServer } from './database.ts';
import { openFault } from './open-fault.ts';

const url = 'postgres://fence:s3cret@db.example:5432/city';
const wrapped = (parts: object, message = 'as it says') => {
  const cause = Object.assign(new Error(message), parts);
  return new Error('Failed query: CREATE SCHEMA IF NOT EXISTS "drizzle"\nparams:', { cause });
};

describe('a database that cannot be used', () => {
  it.each<[string, object, string | undefined, string]>([
    ['that is away', { code: 'ECONNREFUSED' }, '', 'cannot be reached: nothing listens there'],
    [
      'of an unknown host',
      { code: 'ENOTFOUND' },
      '',
      'cannot be reached: the host name is unknown',
    ],
    ['that stalls', {}, 'timeout expired', 'cannot be reached: no answer in time'],
    [
      'that stalls, as newer drivers say it',
      {},
      'Connection terminated due to connection timeout',
      'cannot be reached: no answer in time',
    ],
    ['that hangs up', {}, 'Connection terminated unexpectedly', 'closed the connection'],
    ['with another password', { code: '28P01' }, 'wrong', 'refuses the log-in (wrong)'],
    ['without a password', {}, 'SASL: client password must be a string', 'asks for a password'],
    ['of another name', { code: '3D000' }, 'no "city"', 'does not exist (no "city")'],
    ['that starts', { code: '57P03' }, 'starting up', 'is starting or stopping (starting up)'],
    [
      'that is full',
      { code: '53300' },
      'too many',
      'has no room for another connection (too many)',
    ],
    ['without rights', { code: '42501' }, 'denied', 'gives this user no right'],
    ['that is a standby', { code: '25006' }, 'read-only', 'can only be read'],
    ['with a fault of its own', { code: 'XX000' }, 'broken\npage', 'cannot be used: broken'],
  ])('%s is named in one line', (_, parts, message, why) => {
    const line = startFaultOf(openFault(url, wrapped(parts, message)));
    expect(line).toContain(`the database at postgres://db.example:5432/city ${why}`);
    expect(line).not.toMatch(/s3cret|SCHEMA|\n/);
  });

  it('may throw anything', () => {
    expect(openFault(url, 'x').message).toMatch(/cannot be used: x$/);
    expect(openFault(url, undefined).message).toMatch(/cannot be used: undefined$/);
  });

  it('that does not exist is reported at the start', async () => {
    const server = createServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    for (const host of ['127.0.0.1', 'localhost']) {
      const error = await openServer(`postgres://a:b@${host}:${port}/c`).catch((e: unknown) => e);
      expect(startFaultOf(error)).toBe(
        `the database at postgres://${host}:${port}/c cannot be reached: nothing listens there`,
      );
    }
  });

  it('that hangs up is reported at the start', async () => {
    const server = createServer((socket) => socket.destroy());
    onTestFinished(() => void server.close());
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const error = await openServer(`postgres://a:b@127.0.0.1:${port}/c`).catch((e: unknown) => e);
    expect(startFaultOf(error)).toMatch(/ closed the connection$/);
  });
});
