// A real dispatch with its embedded store and broker and a real Redis, for targets. Returns it, a session, and a check for faults.
import { openPlace, type Place } from '../dispatch/place.ts';
import { startBenchChild, type BenchChild } from '../dispatch/child-process.ts';
import { adminPassword, settingsOf } from '../dispatch/rate.ts';

export interface RealDispatch {
  place: Place;
  child: BenchChild;
  cookie: string;
  /** @throws when it has ended, does not answer, or had an uncaught error */
  close(): Promise<void>;
}

export const edgeToken = 'token of the edges of the bench';

export async function openDispatch(): Promise<RealDispatch> {
  const place = await openPlace('embedded');
  const settings = { ...(await settingsOf(place)), edgeToken };
  // When run from sources, the child needs the TypeScript loader.
  const child = await startBenchChild('dispatch-child', settings, process.execArgv);
  const cookie = await logIn(child.url);
  const close = async () => {
    const health = await fetch(`${child.url}/api/health`).catch(() => null);
    const defects = child.defects();
    const isAlive = child.isAlive();
    await child.stop();
    await place.stop();
    if (!isAlive) throw new Error('dispatch ended');
    if (health === null) throw new Error('dispatch does not answer any more');
    if (defects > 0) throw new Error(`${defects} errors in dispatch that nobody caught`);
  };
  return { place, child, cookie, close };
}

async function logIn(url: string): Promise<string> {
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password: adminPassword }),
  });
  if (!response.ok) throw new Error(`the log-in was refused: ${await response.text()}`);
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}
