// Whether a fence that somebody wrote may be armed. Takes what came and the cameras there are; gives the fence as it was
// written, or every fault at its place in the request. Pure.
import { faultsOf, fenceFileSchema, type Fault, type FenceFile } from '../../contracts/index.ts';

export type FenceCheck = { ok: true; fence: FenceFile } | { ok: false; faults: Fault[] };

/** @param at where the fence stands in the request, e.g. `fence`: faults are found below it */
export function checkFence(value: unknown, cameraIds: ReadonlySet<string>, at: string): FenceCheck {
  const parsed = fenceFileSchema.safeParse(value, { reportInput: true });
  if (!parsed.success) return { ok: false, faults: below(at, faultsOf(parsed.error)) };
  const { camera } = parsed.data;
  if (!cameraIds.has(camera)) {
    const message = `expected the id of a camera in the site file, came "${camera}"`;
    return { ok: false, faults: below(at, [{ path: 'camera', message }]) };
  }
  return { ok: true, fence: value as FenceFile };
}

function below(parent: string, faults: readonly Fault[]): Fault[] {
  return faults.map(({ path, message }) => ({ path: joinPaths(parent, path), message }));
}

function joinPaths(parent: string, child: string): string {
  if (child === '' || parent === '') return parent + child;
  return child.startsWith('[') ? parent + child : `${parent}.${child}`;
}
