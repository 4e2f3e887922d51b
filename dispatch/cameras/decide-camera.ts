// Decides on one change of a camera: the new version, or the reason for a refusal. Takes the request and the newest version. Pure.
import { isDeepStrictEqual } from 'node:util';
import type { NewCamera } from '../../contracts/index.ts';
import { addressOf } from './camera-address.ts';
import type { CameraVersion, StoredCamera } from './camera-store.ts';

export interface CameraWish {
  id: string;
  /** Null removes it. */
  camera: NewCamera | null;
  baseVersion: number | null;
  author: string;
  reason: string;
}
export type CameraRefusal = 'absent' | 'stale' | 'unchanged' | 'in-site-file' | 'log-in-needed';
export type CameraDecision =
  | { ok: true; version: CameraVersion; before: StoredCamera | null }
  | { ok: false; reason: CameraRefusal };

export interface CameraGround {
  last: CameraVersion | undefined;
  isInSiteFile: boolean;
  /** The whole address that is stored; null when it has no log-in or cannot be read. */
  known: string | null;
  seal: (secret: string) => string;
  at: number;
}

export function decideCamera(wish: CameraWish, ground: CameraGround): CameraDecision {
  const { id, camera, baseVersion, ...by } = wish;
  const { last, isInSiteFile, at } = ground;
  const before = last?.content ?? null;
  if (camera === null && before === null) return { ok: false, reason: 'absent' };
  if (before === null && isInSiteFile) return { ok: false, reason: 'in-site-file' };
  if (baseVersion !== (before === null ? null : last?.version))
    return { ok: false, reason: 'stale' };
  const content = camera && contentOf(camera, before, ground);
  if (content === 'log-in-needed') return { ok: false, reason: content };
  if (isDeepStrictEqual(content, before)) return { ok: false, reason: 'unchanged' };
  const change = content === null ? 'removed' : before === null ? 'added' : 'edited';
  const version = { id, version: (last?.version ?? 0) + 1, change, at, ...by, content } as const;
  return { ok: true, version, before };
}

/** An unchanged log-in keeps its encrypted text, so that an edit without effect is recognised. */
function contentOf(
  camera: NewCamera,
  before: StoredCamera | null,
  { known, seal }: CameraGround,
): StoredCamera | 'log-in-needed' {
  const { source, logIn, ...rest } = camera;
  if (logIn === 'keep' && before?.sealed && known === null) return 'log-in-needed';
  const address = addressOf(source, logIn, known);
  if (address === null) return 'log-in-needed';
  const { shown, secret } = address;
  const isSame = secret !== null && secret === known;
  const sealed = isSame ? (before?.sealed ?? null) : secret && seal(secret);
  return { ...rest, source: shown, sealed };
}
