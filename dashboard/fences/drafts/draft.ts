// A draft: a fence that a user changes and has not armed. It starts from an armed version or from nothing, and remembers that
// version to detect changes by others.
import type { FenceFile, FenceVersion, Kind } from '../../../contracts/index.ts';
import type { Snapshot } from '../edit/edit-model.ts';
import { isSame } from './is-same.ts';

/** What a draft started from. */
export interface Base {
  version: number;
  fence: FenceFile;
}

export interface Draft extends Snapshot {
  /** Null for a new fence. */
  base: Base | null;
}

/** The keys of a camera's drafts: the id of the armed fence, or "~1", "~2" … for new ones. */
export type DraftKey = string;
export type Drafts = Readonly<Record<DraftKey, Draft>>;

export const isNewKey = (key: DraftKey) => key.startsWith('~');

export function nextNewKey(drafts: Drafts): DraftKey {
  const numbers = Object.keys(drafts)
    .filter(isNewKey)
    .map((key) => Number(key.slice(1)));
  return `~${Math.max(0, ...numbers) + 1}`;
}

export interface NewFence {
  cameraId: string;
  kind: Kind;
  /** Ids of existing fences and drafts. */
  taken: readonly string[];
}

/** A fence without a polygon, with an unused id. */
export function createDraft({ cameraId, kind, taken }: NewFence): Draft {
  const fence: FenceFile = { id: freeId(cameraId, taken), camera: cameraId, kind, polygon: [] };
  return { base: null, fence, drawing: null };
}

/** An id may have 64 characters. */
function freeId(cameraId: string, taken: readonly string[]): string {
  const stem = cameraId.slice(0, 58);
  let number = 1;
  while (taken.includes(`${stem}-${number}`)) number++;
  return `${stem}-${number}`;
}

/** The armed version as an unchanged draft; null for a removed fence. */
export function draftOf(armed: FenceVersion): Draft | null {
  const base = baseOf(armed);
  return base && { base, fence: base.fence, drawing: null };
}

export function baseOf({ version, fence }: FenceVersion): Base | null {
  return fence && { version, fence };
}

/** What a new fence has from the beginning. */
const alwaysSet = ['id', 'camera', 'kind', 'polygon'];

/** Whether discarding the draft would lose anything. */
export function isChanged({ base, fence, drawing }: Draft): boolean {
  if ((drawing?.points.length ?? 0) > 0) return true;
  if (base) return !isSame(fence, base.fence);
  const isSet = Object.keys(fence).some((name) => !alwaysSet.includes(name));
  return fence.polygon.length > 0 || isSet;
}

/** What has happened to the fence since the draft began. */
export type Standing = 'fresh' | 'overtaken' | 'removed';

export function standingOf({ base }: Pick<Draft, 'base'>, armed: FenceVersion | null): Standing {
  if (!base) return 'fresh';
  if (!armed) return 'removed';
  return armed.version > base.version ? 'overtaken' : 'fresh';
}
