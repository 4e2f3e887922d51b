// Fetches a model's file into the models folder, from its own addresses or from a mirror (a folder, or a file or HTTP address). A
// file with a wrong hash is refused and the old one stays; if no hash is known, the first file's hash is pinned.
import { createReadStream } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { changeLock, readLock, refuseBroken } from './lock.ts';
import { ModelError } from './model-error.ts';
import { buildDefaultModel } from './build-default-model.ts';
import type { RegistryEntry } from './registry.ts';
import { registryEntry } from './store.ts';
import { writeHashedFile } from './hashed-file.ts';

export interface PullRequest {
  name: string;
  dir: string;
  /** A folder, or a base address, in place of the model's own addresses. */
  from?: string;
  signal?: AbortSignal;
  onProgress?: (progress: PullProgress) => void;
}
export interface PullProgress {
  receivedBytes: number;
  /** Null when the sender does not say. */
  totalBytes: number | null;
}
export interface PulledModel {
  name: string;
  file: string;
  sha256: string;
  from: string;
  /** The hash was not known before: it has been pinned. */
  pinnedNow: boolean;
}

export async function pullModel(request: PullRequest): Promise<PulledModel> {
  const entry = registryEntry(request.name);
  if (entry.build && request.from === undefined) return pullByBuilding(entry, request.dir);
  const expected = entry.sha256 ?? (await pinnedHash(request.dir, entry.name));
  const file = join(request.dir, entry.file);
  const fetchOne = (source: string) =>
    writeHashedFile(file, open(source, request), (came) => {
      refuseWrongHash({ name: entry.name, source, expected, came });
    });
  const sources = sourcesOf(entry, request.from);
  const { sha256, from } = await fetchFirst(sources, fetchOne, request.signal);
  if (expected === undefined) await pin(request.dir, { name: entry.name, sha256 });
  return { name: entry.name, file, sha256, from, pinnedNow: expected === undefined };
}

async function pullByBuilding(entry: RegistryEntry, dir: string): Promise<PulledModel> {
  const { name, file, sha256 } = await buildDefaultModel({ dir });
  return { name, file, sha256, from: entry.build?.package ?? entry.source, pinnedNow: false };
}

function sourcesOf(entry: RegistryEntry, from: string | undefined): string[] {
  if (from === undefined) {
    if (entry.urls.length > 0) return entry.urls;
    throw new ModelError(
      'unreachable',
      `model ${entry.name} has no address in the registry: use --from with a folder or address that has ${entry.file}`,
    );
  }
  if (isHttp(from)) return [new URL(entry.file, from.endsWith('/') ? from : `${from}/`).href];
  return [join(from.startsWith('file:') ? fileURLToPath(from) : resolve(from), entry.file)];
}

/** Tries one source after another; a wrong hash ends the search, an unreachable source does not. */
async function fetchFirst(
  sources: readonly string[],
  fetchOne: (source: string) => Promise<string>,
  signal: AbortSignal | undefined,
): Promise<{ sha256: string; from: string }> {
  const failures: string[] = [];
  for (const source of sources) {
    try {
      return { sha256: await fetchOne(source), from: source };
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof ModelError && error.reason !== 'unreachable') throw error;
      failures.push(`${source}: ${causeOf(error)}`);
    }
  }
  throw new ModelError('unreachable', failures.join('\n'));
}

async function* open(source: string, request: PullRequest): AsyncGenerator<Uint8Array> {
  const { totalBytes, chunks } = isHttp(source)
    ? await openHttp(source, request.signal)
    : { totalBytes: null, chunks: createReadStream(source, { signal: request.signal }) };
  let receivedBytes = 0;
  for await (const chunk of chunks as AsyncIterable<Uint8Array>) {
    receivedBytes += chunk.byteLength;
    request.onProgress?.({ receivedBytes, totalBytes });
    yield chunk;
  }
}

async function openHttp(source: string, signal: AbortSignal | undefined) {
  const response = await fetch(source, { redirect: 'follow', signal: signal ?? null });
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    throw new ModelError('unreachable', `expected HTTP 200, got ${response.status}`);
  }
  const length = response.headers.get('content-length');
  return { totalBytes: length === null ? null : Number(length), chunks: response.body };
}

function refuseWrongHash(check: {
  name: string;
  source: string;
  expected: string | undefined;
  came: string;
}): void {
  if (check.expected === undefined || check.came === check.expected) return;
  throw new ModelError(
    'wrong-hash',
    `model ${check.name} from ${check.source}: expected SHA-256 ${check.expected}, got ${check.came}`,
  );
}

async function pinnedHash(dir: string, name: string): Promise<string | undefined> {
  const lock = await readLock(dir);
  refuseBroken(lock, name, dir);
  return lock.pinned[name];
}

async function pin(dir: string, model: { name: string; sha256: string }) {
  await changeLock(dir, (lock) => ({
    ...lock,
    pinned: { ...lock.pinned, [model.name]: model.sha256 },
  }));
}

function isHttp(source: string): boolean {
  return /^https?:\/\//i.test(source);
}

/** The message of fetch is always "fetch failed", so the cause is shown too. */
function causeOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? `${message}: ${cause.message}` : message;
}
