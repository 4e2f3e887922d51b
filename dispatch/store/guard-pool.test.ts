// A pool that loses connections: a lost connection in use is returned, one that was returned is left alone.
import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { describe, expect, it } from 'vitest';
import { guardPool } from './guard-pool.ts';

class FakeClient extends EventEmitter {
  released: unknown[] = [];
  readonly #pool: EventEmitter;
  constructor(pool: EventEmitter) {
    super();
    this.#pool = pool;
  }
  release(destroy?: boolean): void {
    this.released.push(destroy ?? false);
    this.#pool.emit('release', undefined, this);
  }
}

/** A pool that has just lent one connection. */
function pool() {
  const fake = new EventEmitter();
  const lost: string[] = [];
  guardPool(fake as pg.Pool, ({ message }) => lost.push(message), 20);
  const client = new FakeClient(fake);
  fake.emit('connect', client);
  fake.emit('acquire', client);
  return { fake, client, lost };
}

describe('a guarded pool', () => {
  it('returns a lost connection that its user never returned', async () => {
    const { client, lost } = pool();
    client.emit('error', new Error('Connection terminated unexpectedly'));
    client.emit('end');
    expect(client.released).toEqual([]);
    await expect.poll(() => client.released).toEqual([true]);
    expect(lost).toEqual(['Connection terminated unexpectedly']);
  });

  it('leaves it to a user who returns it himself', async () => {
    const { client } = pool();
    client.emit('end');
    client.release();
    await delay(60);
    expect(client.released).toEqual([false]);
  });

  it('does nothing about a lost idle connection, but reports it', async () => {
    const { fake, client, lost } = pool();
    client.release();
    client.emit('error', new Error('reset'));
    client.emit('end');
    await delay(60);
    expect(client.released).toEqual([false]);
    expect(lost).toEqual(['reset']);
    expect(() => fake.emit('error', new Error('idle'))).not.toThrow();
  });
});
