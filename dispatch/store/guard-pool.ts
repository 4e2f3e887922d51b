// Keeps a connection pool usable when the server dies. Takes the pool; reports each lost connection. It works around two
// problems: a connection that is lost between two queries of a transaction throws an uncaught error, and drizzle does not return
// a connection on which `begin` has failed, so that the pool runs empty.
import type pg from 'pg';

/** Its user has noticed the loss long before this, and has returned it if he ever does. */
const graceMs = 2000;

export function guardPool(
  pool: pg.Pool,
  onLost: (error: Error) => void,
  afterMs: number = graceMs,
): void {
  const inUse = new Set<pg.PoolClient>();
  // An idle connection was lost; it is reported below.
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
