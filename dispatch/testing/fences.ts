// Fences for tests: one as an operator writes it, and versions of it.
import type { FenceFile, FenceVersion } from '../../contracts/index.ts';

export function aFence(parts: Partial<FenceFile> = {}): FenceFile {
  return {
    id: 'corner-vending',
    camera: 'corner',
    kind: 'street-vending',
    polygon: [
      [0.2, 0.4],
      [0.8, 0.4],
      [0.8, 0.9],
      [0.2, 0.9],
    ],
    ...parts,
  };
}

export function aVersion(version: number, parts: Partial<FenceVersion> = {}): FenceVersion {
  return {
    fenceId: 'corner-vending',
    version,
    change: version === 1 ? 'created' : 'edited',
    at: version * 1000,
    author: 'operator',
    reason: 'market moved',
    restoredFrom: null,
    fence: aFence({ name: `Corner, version ${version}` }),
    ...parts,
  };
}
