// Merges the site file like one editor among others. Pure: takes its content, its previous content and the newest versions;
// returns the versions to write. An unchanged entry never overwrites a later edit of an operator.
import { isDeepStrictEqual } from 'node:util';
import {
  withDefinition,
  type FenceFile,
  type FenceVersion,
  type KindFile,
} from '../../contracts/index.ts';

/** No user has this name: user names contain no spaces. */
export const siteFileAuthor = 'site file';

export interface SiteFileInput {
  /** Validated with the site file. */
  fences: readonly FenceFile[];
  /** The site's own kinds as they are in the file now. */
  kinds: readonly KindFile[];
  /** The previous content, by fence id. */
  saidBefore: ReadonlyMap<string, FenceFile>;
  /** The newest version of each fence, removals too, by fence id. */
  newest: ReadonlyMap<string, FenceVersion>;
  at: number;
}

export function decideSiteFile(input: SiteFileInput): FenceVersion[] {
  const ids = new Set(input.fences.map(({ id }) => id));
  const gone = [...input.saidBefore.keys()].filter((id) => !ids.has(id));
  const said = [
    ...input.fences.flatMap((fence) => versionOf(fence, input)),
    ...gone.flatMap((id) => removalOf(id, input)),
  ];
  const done = new Set(said.map(({ fenceId }) => fenceId));
  return [...said, ...redefined(input).filter(({ fenceId }) => !done.has(fenceId))];
}

/** A fence that an operator drew uses the current definition of its kind: a new definition is a new version of it. */
function redefined({ newest, kinds, at }: SiteFileInput): FenceVersion[] {
  return [...newest.values()].flatMap((last) => {
    if (!last.fence?.definition) return [];
    const fence = withDefinition(last.fence, kinds);
    if (isDeepStrictEqual(fence, last.fence)) return [];
    const reason = `the kind ${fence.kind} was changed in the site file`;
    return [next(last.fenceId, last, { change: 'edited', reason, fence, at })];
  });
}

function versionOf(fence: FenceFile, { saidBefore, newest, at }: SiteFileInput): FenceVersion[] {
  if (isDeepStrictEqual(saidBefore.get(fence.id), fence)) return [];
  const last = newest.get(fence.id);
  if (last && isDeepStrictEqual(last.fence, fence)) return [];
  const [change, reason] = last?.fence
    ? (['edited', 'changed in the site file'] as const)
    : (['created', 'is in the site file'] as const);
  return [next(fence.id, last, { change, reason, fence, at })];
}

/** A fence that left the file is removed, unless an operator has changed it. */
function removalOf(fenceId: string, { newest, at }: SiteFileInput): FenceVersion[] {
  const last = newest.get(fenceId);
  if (!last?.fence || last.author !== siteFileAuthor) return [];
  const reason = 'stands no longer in the site file';
  return [next(fenceId, last, { change: 'removed', reason, fence: null, at })];
}

function next(
  fenceId: string,
  last: FenceVersion | undefined,
  content: Pick<FenceVersion, 'change' | 'reason' | 'fence' | 'at'>,
): FenceVersion {
  const version = (last?.version ?? 0) + 1;
  return { fenceId, version, author: siteFileAuthor, restoredFrom: null, ...content };
}
