// Checks whether a fence may be armed. Takes the input and the site's cameras; returns the fence as written, or every fault with
// its path in the request. Pure.
import {
  faultsOf,
  fenceFileSchema,
  withDefinition,
  type Fault,
  type FenceFile,
  type KindFile,
} from '../../contracts/index.ts';

export type FenceCheck = { ok: true; fence: FenceFile } | { ok: false; faults: Fault[] };

/** What a fence may refer to. */
export interface FenceSurroundings {
  readonly cameraIds: Pick<ReadonlySet<string>, 'has'>;
  /** The site's own kinds: their definition replaces any that the request contains. */
  readonly kinds: readonly KindFile[];
}

/** @param at the path of the fence in the request, e.g. `fence`; faults are below it */
export function checkFence(
  written: unknown,
  { cameraIds, kinds }: FenceSurroundings,
  at: string,
): FenceCheck {
  const value = defined(written, kinds);
  const parsed = fenceFileSchema.safeParse(value, { reportInput: true });
  if (!parsed.success) return { ok: false, faults: below(at, faultsOf(parsed.error)) };
  const { camera } = parsed.data;
  if (!cameraIds.has(camera)) {
    const message = `expected the id of a camera, got "${camera}"`;
    return { ok: false, faults: below(at, [{ path: 'camera', message }]) };
  }
  return { ok: true, fence: value as FenceFile };
}

/** A kind that is not the site's own is a shipped one, or unknown. */
function defined(written: unknown, kinds: readonly KindFile[]): unknown {
  if (typeof written !== 'object' || written === null || !('kind' in written)) return written;
  const plain = Object.fromEntries(Object.entries(written).filter(([key]) => key !== 'definition'));
  return withDefinition({ ...plain, kind: String(written.kind) }, kinds);
}

function below(parent: string, faults: readonly Fault[]): Fault[] {
  return faults.map(({ path, message }) => ({ path: joinPaths(parent, path), message }));
}

function joinPaths(parent: string, child: string): string {
  if (child === '' || parent === '') return parent + child;
  return child.startsWith('[') ? parent + child : `${parent}.${child}`;
}
