// Compares with the roots that the Certificate Transparency project publishes for its eight test leaves, and with a second,
// recursive implementation of RFC 6962.
import { describe, expect, it } from 'vitest';
import { nodeCrypto } from '../host/seal/node-crypto.ts';
import { bytesOfHex, hexOf } from './bytes.ts';
import { append, emptyFrontier, rootOf } from './frontier.ts';
import { isConsistent, leafHash, nodeHash, rootOfInclusion, rootOfRow } from './merkle.ts';
import { consistencyPath, inclusionPath, treeRoot, type TreeReader } from './proofs.ts';
import { hashesOf, tilePath } from './tiles.ts';
import { aLog, someEntries, type LogFiles } from '../bench/tamper/samples/a-log.ts';

const { sha256 } = nodeCrypto;
const published = [
  ['', '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
  ['00', 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
  ['10', 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
  ['2021', 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7'],
  ['3031', '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4'],
  ['40414243', '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef'],
  ['5051525354555657', 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c'],
  [
    '606162636465666768696a6b6c6d6e6f',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ],
] as const;

const rootOfAll = (leaves: readonly Uint8Array[]) =>
  rootOf(sha256, append(sha256, emptyFrontier, leaves));

function readerOf(files: LogFiles, size: number): TreeReader {
  return {
    sha256,
    size,
    tile: (tile) => Promise.resolve(hashesOf(files.get(tilePath(tile)) ?? new Uint8Array()) ?? []),
  };
}

describe('the tree', () => {
  it('has the hash of no bytes as its root while it is empty', () => {
    expect(hexOf(rootOfAll([]))).toBe(hexOf(sha256(new Uint8Array())));
  });

  it('has the roots that are published for the eight test leaves', () => {
    let frontier = emptyFrontier;
    for (const [hex, root] of published) {
      const leaf = leafHash(sha256, bytesOfHex(hex) ?? new Uint8Array());
      frontier = append(sha256, frontier, [leaf]);
      expect(hexOf(rootOf(sha256, frontier))).toBe(root);
    }
  });

  it('has the same root when leaves are appended singly or together', () => {
    const leaves = someEntries(300).map((entry) => leafHash(sha256, entry));
    for (const size of [1, 2, 3, 7, 8, 255, 256, 257, 300])
      expect(rootOfAll(leaves.slice(0, size))).toEqual(rootOfRow(sha256, leaves.slice(0, size)));
  });

  it('refuses a frontier whose number of roots does not fit its size', () => {
    expect(() => append(sha256, { size: 1, roots: [] }, [new Uint8Array(32)])).toThrow(/edge/);
  });
});

describe('proofs from tiles', () => {
  const entries = someEntries(70_000);
  const leaves = entries.map((entry) => leafHash(sha256, entry));

  it.each([1, 2, 3, 255, 256, 257, 600])(
    'prove each of %i leaves at its position, and at no other',
    async (size) => {
      const reader = readerOf(await aLog(entries.slice(0, size)), size);
      const root = rootOfAll(leaves.slice(0, size));
      expect(await treeRoot(reader)).toEqual(root);
      for (let position = 0; position < size; position += Math.ceil(size / 40)) {
        const leaf = leaves[position] ?? new Uint8Array();
        const path = await inclusionPath(reader, position);
        expect(rootOfInclusion(sha256, { position, size, leaf, path })).toEqual(root);
        const elsewhere = rootOfInclusion(sha256, { position: position + 1, size, leaf, path });
        expect(elsewhere).not.toEqual(root);
        expect(rootOfInclusion(sha256, { position, size, leaf, path: [...path, leaf] })).toBeNull();
      }
    },
  );

  it('prove that every smaller tree is the start of the tree, and refuse another root', async () => {
    const size = 600;
    const reader = readerOf(await aLog(entries.slice(0, size)), size);
    const to = { size, root: rootOfAll(leaves.slice(0, size)) };
    for (const smaller of [1, 2, 3, 4, 5, 8, 100, 255, 256, 257, 511, 512, 513, 599]) {
      const from = { size: smaller, root: rootOfAll(leaves.slice(0, smaller)) };
      const path = await consistencyPath(reader, smaller);
      expect(isConsistent(sha256, { from, to, path }), `${smaller}`).toBe(true);
      const forged = { size: smaller, root: nodeHash(sha256, from.root, from.root) };
      expect(isConsistent(sha256, { from: forged, to, path }), `${smaller}`).toBe(false);
    }
    expect(isConsistent(sha256, { from: to, to, path: [] })).toBe(true);
    expect(isConsistent(sha256, { from: { size: 0, root: to.root }, to, path: [] })).toBe(true);
    expect(isConsistent(sha256, { from: to, to: { ...to, size: 5 }, path: [] })).toBe(false);
    expect(isConsistent(sha256, { from: { size: 3, root: to.root }, to, path: [] })).toBe(false);
  });

  it('work across several levels of tiles, for any growth of the files', async () => {
    const files = await aLog(entries, [1, 100, 256, 300, 65_535, 65_537, 66_000]);
    const reader = readerOf(files, entries.length);
    const root = rootOfAll(leaves);
    expect(await treeRoot(reader)).toEqual(root);
    for (const position of [0, 65_535, 65_536, 69_999]) {
      const leaf = leaves[position] ?? new Uint8Array();
      const path = await inclusionPath(reader, position);
      expect(rootOfInclusion(sha256, { position, size: 70_000, leaf, path })).toEqual(root);
    }
    // The example of the specification: one tile of 112, one of 17, one of 1 are not full.
    const names = [...files.keys()];
    for (const name of ['tile/0/273.p/112', 'tile/1/001.p/17', 'tile/2/000.p/1'])
      expect(names).toContain(name);
  });
});
