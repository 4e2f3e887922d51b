// Keeps a pool of connections usable when the server dies while they are in use. Takes the pool; hears each connection that is
// lost. Two things go wrong without it: a connection that is lost between two queries of a transaction throws its error where
// nobody catches it, and drizzle does not give back one on which `begin` has failed, so that in the end the pool is empty.
import type pg from 'pg';

/** Whoever had it has heard of the loss long before this, and has given it back if he ever does. */
const graceMs = 2000;

export function guardPool(
  pool: pg.Pool,
  onLost: (error: Error) => void,
  afterMs: number = graceMs,
): void {
  const inUse = new Set<pg.PoolClient>();
  // A connection that is lost while nobody uses it; it is told of below.
  pool.on('error', () => undefined);
  pool.on('acquire', (client) => inUse.add(client));
  pool.on('release', (_error, client) => inUse.delete(client));
  pool.on('connect', (client) => {
    client.on('error', onLost);
    client.once('end', () => {
      if (!inUse.has(client)) return;
      setTimeout(() => {
        if (inUse.has(client)) client.release(true);
      }, afterMs);
    });
  });
}
