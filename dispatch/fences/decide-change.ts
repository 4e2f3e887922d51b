// Decides a requested change of one fence. Pure: takes the fence's versions, newest first, and the request; returns the version
// to write, or why there is none. Validates the fence again, so that nothing else can be armed.
import { isDeepStrictEqual } from 'node:util';
import type { Fault, FenceFile, FenceVersion } from '../../contracts/index.ts';
import { checkFence, type FenceSurroundings } from './check-fence.ts';

/** Who requests it, when and why. */
export interface Authorship {
  author: string;
  at: number;
  reason: string;
}

export type FenceWish =
  | { change: 'created'; fence: unknown }
  | { change: 'edited'; baseVersion: number; fence: unknown }
  | { change: 'restored'; baseVersion: number; version: number }
  | { change: 'removed'; baseVersion: number };

export type FenceRefusal =
  /** There is no fence of this id. */
  | { ok: false; reason: 'unknown' }
  /** The id exists already. */
  | { ok: false; reason: 'id-taken' }
  /** A newer version was written since. */
  | { ok: false; reason: 'stale'; newest: number }
  /** It was removed: restore it first. */
  | { ok: false; reason: 'removed'; newest: number }
  /** The newest version is identical. */
  | { ok: false; reason: 'unchanged'; newest: number }
  | { ok: false; reason: 'faulty'; faults: Fault[] };

export type ChangeDecision = { ok: true; version: FenceVersion } | FenceRefusal;

export interface ChangeInput {
  fenceId: string;
  wish: FenceWish;
  /** Newest first; empty for a new id. */
  versions: readonly FenceVersion[];
  surroundings: FenceSurroundings;
  by: Authorship;
}

export function decideChange(input: ChangeInput): ChangeDecision {
  const { wish, versions } = input;
  const [newest] = versions;
  if (wish.change === 'created')
    return newest?.fence ? refuse('id-taken') : write(input, wish.fence);
  if (newest === undefined) return refuse('unknown');
  if (wish.baseVersion !== newest.version)
    return { ok: false, reason: 'stale', newest: newest.version };
  switch (wish.change) {
    case 'edited':
      return edit(input, newest, wish.fence);
    case 'restored':
      return restore(input, newest, wish.version);
    case 'removed':
      return newest.fence === null ? removed(newest) : remove(input);
  }
}

/** The next version number. */
export function nextVersion(versions: readonly FenceVersion[]): number {
  return (versions[0]?.version ?? 0) + 1;
}

function edit(input: ChangeInput, newest: FenceVersion, fence: unknown): ChangeDecision {
  if (newest.fence === null) return removed(newest);
  return write(input, fence);
}

function restore(input: ChangeInput, newest: FenceVersion, wanted: number): ChangeDecision {
  const found = input.versions.find(({ version }) => version === wanted);
  if (!found?.fence) {
    const message = `expected a version of this fence that is not a removal, got ${wanted}`;
    return { ok: false, reason: 'faulty', faults: [{ path: 'version', message }] };
  }
  if (isDeepStrictEqual(found.fence, newest.fence)) return unchanged(newest);
  return write(input, found.fence, wanted);
}

function remove({ fenceId, versions, by }: ChangeInput): ChangeDecision {
  const change = 'removed';
  const version = { fenceId, version: nextVersion(versions), change, restoredFrom: null } as const;
  return { ok: true, version: { ...version, ...by, fence: null } };
}

function write(
  { fenceId, wish, versions, surroundings, by }: ChangeInput,
  written: unknown,
  restoredFrom: number | null = null,
): ChangeDecision {
  const checked = checkFence(written, surroundings, 'fence');
  if (!checked.ok) return { ok: false, reason: 'faulty', faults: checked.faults };
  const { fence } = checked;
  const faults = [...identityFaults(fenceId, fence), ...cameraFaults(versions[0], fence)];
  if (faults.length > 0) return { ok: false, reason: 'faulty', faults };
  if (versions[0] && isDeepStrictEqual(versions[0].fence, fence)) return unchanged(versions[0]);
  const version = { fenceId, version: nextVersion(versions), change: wish.change, restoredFrom };
  return { ok: true, version: { ...version, ...by, fence } };
}

function identityFaults(fenceId: string, { id }: FenceFile): Fault[] {
  if (id === fenceId) return [];
  const message = `expected "${fenceId}": the id of a fence never changes, got "${id}"`;
  return [{ path: 'fence.id', message }];
}

/** Incidents, thumbnails and history belong to a camera, so a fence cannot move to another camera. */
function cameraFaults(newest: FenceVersion | undefined, { camera }: FenceFile): Fault[] {
  if (!newest?.fence || newest.fence.camera === camera) return [];
  const message = `expected "${newest.fence.camera}": the camera of a fence never changes, got "${camera}"`;
  return [{ path: 'fence.camera', message }];
}

function refuse(reason: 'unknown' | 'id-taken'): FenceRefusal {
  return { ok: false, reason };
}

function removed({ version }: FenceVersion): FenceRefusal {
  return { ok: false, reason: 'removed', newest: version };
}

function unchanged({ version }: FenceVersion): FenceRefusal {
  return { ok: false, reason: 'unchanged', newest: version };
}
