// Whether a fence that somebody wrote may be armed. Takes what came and the cameras there are; gives the fence as it was
// written, or every fault at its place in the request. Pure.
import {
  faultsOf,
  fenceFileSchema,
  withDefinition,
  type Fault,
  type FenceFile,
  type KindFile,
} from '../../contracts/index.ts';

export type FenceCheck = { ok: true; fence: FenceFile } | { ok: false; faults: Fault[] };

/** What there is at the site for a fence to name. */
export interface FenceSurroundings {
  readonly cameraIds: ReadonlySet<string>;
  /** The site's own kinds: the fence that is kept says what they mean, whatever it said when it came. */
  readonly kinds: readonly KindFile[];
}

/** @param at where the fence stands in the request, e.g. `fence`: faults are found below it */
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
    const message = `expected the id of a camera in the site file, came "${camera}"`;
    return { ok: false, faults: below(at, [{ path: 'camera', message }]) };
  }
  return { ok: true, fence: value as FenceFile };
}

/** A kind that is not the site's own has no meaning of its own: then it is a shipped one, or none. */
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
