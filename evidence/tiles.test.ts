// Paths and contents of a log's files, with the examples of the specification.
import { describe, expect, it } from 'vitest';
import { utf8 } from './bytes.ts';
import { grownFiles } from './grow-files.ts';
import { bundleOf, bundlePath, entriesOf, hashesOf, tilePath, tilesBetween } from './tiles.ts';
import { nodeCrypto } from '../host/seal/node-crypto.ts';
import { aLog, someEntries } from '../bench/tamper/samples/a-log.ts';

describe('paths', () => {
  it.each([
    [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
    [{ level: 0, index: 1_234_067, width: 256 }, 'tile/0/x001/x234/067'],
    [{ level: 1, index: 1000, width: 3 }, 'tile/1/x001/000.p/3'],
  ])('%o is %s', (tile, path) => {
    expect(tilePath(tile)).toBe(path);
    expect(bundlePath(tile)).toBe(path.replace(/tile\/\d+/, 'tile/entries'));
  });
});

describe('tilesBetween', () => {
  it('gives none for a log that did not grow', () => {
    expect(tilesBetween(0, 0)).toEqual([]);
    expect(tilesBetween(256, 256)).toEqual([]);
  });

  it('gives the full tile and the one above it when a tile fills up', () => {
    expect(tilesBetween(255, 256).map(tilePath)).toEqual(['tile/0/000', 'tile/1/000.p/1']);
    expect(tilesBetween(256, 257).map(tilePath)).toEqual(['tile/0/001.p/1']);
  });
});

describe('bundles', () => {
  it('are read back, also without entries and with the longest one', () => {
    const entries = [utf8(''), utf8('a'), new Uint8Array(65_535), utf8('é')];
    expect(entriesOf(bundleOf(entries))).toEqual(entries);
    expect(entriesOf(bundleOf([]))).toEqual([]);
  });

  it('refuse an entry that is too long, and truncated bytes', () => {
    expect(() => bundleOf([new Uint8Array(65_536)])).toThrow(/too long/);
    const bundle = bundleOf([utf8('abc')]);
    for (let length = 1; length < bundle.length; length += 1)
      expect(entriesOf(bundle.slice(0, length))).toBeNull();
    expect(hashesOf(new Uint8Array(33))).toBeNull();
    expect(hashesOf(new Uint8Array(0))).toBeNull();
  });
});

describe('grownFiles', () => {
  const { sha256 } = nodeCrypto;

  it('are the same for any steps of growth', async () => {
    const entries = someEntries(700);
    const atOnce = await aLog(entries);
    const inSteps = await aLog(entries, [3, 255, 256, 257, 512, 699]);
    for (const [path, bytes] of atOnce) expect(inSteps.get(path), path).toEqual(bytes);
  });

  it('are not made from too few entries or from a damaged tile', async () => {
    const read = () => Promise.resolve(new Uint8Array(5));
    const few = { sha256, from: 0, to: 3, entries: someEntries(2), read };
    await expect(grownFiles(few)).rejects.toThrow(/not the entries/);
    const damaged = { sha256, from: 300, to: 301, entries: someEntries(45), read };
    await expect(grownFiles(damaged)).rejects.toThrow(/tile\/1\/000.p\/1 of the log is damaged/);
  });
});
