// An exclusive lock on a folder: one process per folder. The lock is a listening socket in the folder; it dies with its owner,
// however the owner ends, so a stale file never blocks a restart. Owners are numbered and each number can be taken only once, so
// of two simultaneous requests one is refused.
import { link, readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { createServer, type Server } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { askHolder, claimText, type ClaimState, type Holder } from './lock-holder.ts';
import { lockPlaces, type LockPlace } from './lock-place.ts';

export interface FolderLock {
  release(): Promise<void>;
}

export class FolderInUse extends Error {
  readonly folder: string;

  constructor(folder: string, holder: Holder) {
    super(`${folder} is in use by another process: ${describe(holder)}`);
    this.name = 'FolderInUse';
    this.folder = folder;
  }
}

/** Two simultaneous claims both back off and try again; more tries than this cannot be bad luck. */
const maxTries = 50;

/**
 * @param who identifies this process to others that are refused
 * @throws FolderInUse when another living process holds the folder
 */
export async function lockFolder(folder: string, who = 'fencewatch'): Promise<FolderLock> {
  const places = await lockPlaces(folder);
  for (let n = 0; n < maxTries; n++) {
    const result = await tryOnce(places, who);
    if (result.outcome === 'held-by-us') return result.lock;
    if (result.outcome === 'in-use') {
      await closeAll(places);
      throw new FolderInUse(folder, result.holder);
    }
    await delay(10 + Math.random() * 60);
  }
  await closeAll(places);
  throw new Error(`${folder} could not be locked: others claim it again and again`);
}

type Try =
  | { outcome: 'held-by-us'; lock: FolderLock }
  | { outcome: 'in-use'; holder: Holder }
  | { outcome: 'again' };

/** Checks all places for a holder, then claims the folder in the first writable place. */
async function tryOnce(places: readonly LockPlace[], who: string): Promise<Try> {
  for (const place of places) {
    const holder = await livingIn(place);
    if (holder) return holder.state === 'claiming' ? { outcome: 'again' } : inUse(holder);
  }
  for (const [index, place] of places.entries()) {
    const result = await claim(place, who).catch((error: unknown) => {
      // If the folder is read-only or full, the folder for temporary files is the second place.
      if (index === places.length - 1) throw error;
      return null;
    });
    if (result === null) continue;
    if (result.outcome !== 'held-by-us') return result;
    const release = async () => {
      await result.lock.release();
      await closeAll(places);
    };
    return { outcome: 'held-by-us', lock: { release } };
  }
  return { outcome: 'again' };
}

function inUse(holder: Holder): Try {
  return { outcome: 'in-use', holder };
}

async function claim(place: LockPlace, who: string): Promise<Try> {
  await place.prepare();
  const claimed: { state: ClaimState } = { state: 'claiming' };
  const number = Math.max(0, ...(await numbersIn(place)).keys()) + 1;
  const name = `in-use-${number}.sock`;
  const draft = `claim-${process.pid}-${Math.random().toString(36).slice(2)}.sock`;
  const server = await listen(place.socket(draft), () => claimText(claimed.state, who));
  // Link it only when it is listening: others take a socket without a listener for dead.
  const isOurs = await link(place.file(draft), place.file(name)).then(
    () => true,
    () => false,
  );
  await rm(place.file(draft), { force: true });
  const release = async () => {
    if (isOurs) await rm(place.file(name), { force: true }).catch(() => undefined);
    await close(server);
  };
  // Others may have claimed another number meanwhile: a process that sees another claim backs off.
  if (!isOurs || (await livingIn(place, number))) {
    await release();
    return { outcome: 'again' };
  }
  claimed.state = 'holding';
  await removeDead(place, number);
  // The lock alone must not keep the process alive.
  server.unref();
  return { outcome: 'held-by-us', lock: { release } };
}

/** Names of sockets by number; 0 is the name in earlier releases. */
async function numbersIn(place: LockPlace): Promise<Map<number, string>> {
  const names = await readdir(place.file('')).catch(() => []);
  const numbers = names.flatMap((name): [number, string][] => {
    const found = /^in-use(?:-(\d{1,12}))?\.sock$/.exec(name);
    return found ? [[Number(found[1] ?? 0), name]] : [];
  });
  return new Map(numbers);
}

async function livingIn(place: LockPlace, except?: number): Promise<Holder | null> {
  for (const [number, name] of await numbersIn(place)) {
    if (number === except) continue;
    const holder = await askHolder(place.socket(name));
    if (holder) return holder;
  }
  return null;
}

/** Sockets of killed processes. We hold the lock, so no other owner is alive. */
async function removeDead(place: LockPlace, ours: number): Promise<void> {
  for (const [number, name] of await numbersIn(place))
    if (number !== ours && !(await askHolder(place.socket(name))))
      await rm(place.file(name), { force: true });
  for (const name of await readdir(place.file('')))
    if (/^claim-.*\.sock$/.test(name) && !(await askHolder(place.socket(name))))
      await rm(place.file(name), { force: true });
}

function listen(path: string, text: () => string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.end(text());
    });
    server.once('error', reject);
    server.listen(path, () => {
      resolve(server);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}

async function closeAll(places: readonly LockPlace[]): Promise<void> {
  for (const place of places) await place.close();
}

function describe({ who, pid, host }: Holder): string {
  if (who === null) return 'it does not say which';
  return `${who}, process ${pid}${host === hostname() ? '' : ` on ${host}`}`;
}
