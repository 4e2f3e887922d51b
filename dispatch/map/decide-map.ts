// Decides which versions a change of the map makes: of the site file, of an edit, of an import. Pure. Takes the newest versions
// by item; returns the versions to store, or why there are none.
import { isDeepStrictEqual } from 'node:util';
import type { MapContent, MapKind, MapVersion, NamedContent } from '../../contracts/index.ts';

export type Newest = ReadonlyMap<string, MapVersion>;

export function keyOf({ kind, id }: Pick<MapVersion, 'kind' | 'id'>): string {
  return `${kind}/${id}`;
}

export interface SiteFileMap {
  file: readonly NamedContent[];
  /** What the file last said about each item; without content where it no longer named it. */
  said: readonly MapVersion[];
  newest: Newest;
  at: number;
}

/** Only what changed in the file since it was last read replaces an edit; so an unchanged file never undoes one. */
export function decideSiteFileMap({ file, said, newest, at }: SiteFileMap): MapVersion[] {
  const by = { at, author: 'site file', reason: 'the site file was changed' };
  const before = new Map(said.map((one) => [keyOf(one), one.content]));
  const named = file.map(({ id, content }) => ({ kind: content.kind, id, content }));
  const now = new Set(named.map(keyOf));
  const gone = said
    .filter((one) => one.content !== null && !now.has(keyOf(one)))
    .map(({ kind, id }) => ({ kind, id, content: null }));
  const changed = named.filter(
    (item) => !isDeepStrictEqual(before.get(keyOf(item)) ?? null, plain(item.content)),
  );
  return [...changed, ...gone].map((item) => ({
    ...item,
    ...by,
    change: 'site-file',
    version: nextOf(newest, item),
  }));
}

export interface MapWish {
  kind: MapKind;
  id: string;
  /** Null removes it. */
  content: MapContent | null;
  /** The version that the edit started from; null for something new. */
  baseVersion: number | null;
  author: string;
  reason: string;
}
export type MapRefusal = { reason: 'stale' | 'unchanged' | 'absent'; newest: number };
export type Decided = { ok: true; version: MapVersion } | ({ ok: false } & MapRefusal);

export function decideEdit(wish: MapWish, newest: Newest, at: number): Decided {
  const { baseVersion, ...item } = wish;
  const last = newest.get(keyOf(item));
  // A removed item can be created again without knowing its last version.
  const base = last?.content ? last.version : null;
  const number = last?.version ?? 0;
  if (item.content === null && base === null)
    return { ok: false, reason: 'absent', newest: number };
  if (baseVersion !== base && baseVersion !== last?.version)
    return { ok: false, reason: 'stale', newest: number };
  if (isDeepStrictEqual(last?.content ?? null, plain(item.content)))
    return { ok: false, reason: 'unchanged', newest: number };
  const change = item.content === null ? 'removed' : 'edited';
  return { ok: true, version: { ...item, change, at, version: number + 1 } };
}

export interface ImportPlan {
  versions: MapVersion[];
  added: number;
  changed: number;
  same: number;
}

/** Unchanged rows make no version. */
export function decideImport(
  items: readonly NamedContent[],
  newest: Newest,
  by: Pick<MapVersion, 'at' | 'author' | 'reason'>,
): ImportPlan {
  const plan: ImportPlan = { versions: [], added: 0, changed: 0, same: 0 };
  for (const { id, content } of items) {
    const item = { kind: content.kind, id, content };
    const last = newest.get(keyOf(item))?.content ?? null;
    if (isDeepStrictEqual(last, plain(content))) {
      plan.same += 1;
      continue;
    }
    if (last === null) plan.added += 1;
    else plan.changed += 1;
    plan.versions.push({ ...item, ...by, change: 'imported', version: nextOf(newest, item) });
  }
  return plan;
}

function nextOf(newest: Newest, item: Pick<MapVersion, 'kind' | 'id'>): number {
  return (newest.get(keyOf(item))?.version ?? 0) + 1;
}

/** As a database returns it, without undefined values. */
function plain(content: MapContent | null): unknown {
  return JSON.parse(JSON.stringify(content));
}
