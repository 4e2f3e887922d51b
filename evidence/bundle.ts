// A bundle: the files of some cases, a signed manifest with the hash of every file, and proofs that the entries about the cases
// are in the custody log. Takes files and their descriptions; returns the parts of a zip file.
import { z } from 'zod';
import { canonicalJson } from './canonical-json.ts';
import { hexOf, utf8 } from './bytes.ts';
import type { Sha256 } from './merkle.ts';
import type { ZipPart } from './zip.ts';

export const bundleNames = {
  manifest: 'manifest.json',
  signature: 'manifest.note',
  sums: 'SHA256SUMS',
  checkpoint: 'log/checkpoint',
  /** A timestamp (RFC 3161); absent when the site names no timestamp authority, or it did not answer. */
  stamp: 'log/checkpoint.tsr',
  proofs: 'log/proofs.json',
  /** The certificates for checking the content credentials of pictures and clips. */
  trustList: 'credentials/trust-list.pem',
  edgeKeys: 'credentials/edge-keys.json',
} as const;

const hash = z.string().regex(/^[0-9a-f]{64}$/);
export const manifestSchema = z.strictObject({
  version: z.literal(1),
  /** When dispatch created the bundle, epoch ms. */
  madeAt: z.number().int(),
  software: z.string().max(64),
  /** The complete cases as dispatch had them then, for people to read. */
  cases: z.array(z.unknown()).max(1000),
  files: z
    .array(
      z.strictObject({
        path: z.string().max(200),
        bytes: z.number().int(),
        sha256: hash,
        /** Such as `picture of opening 1 of incident …`. */
        about: z.string().max(1000),
      }),
    )
    .max(60_000),
});
export type Manifest = z.infer<typeof manifestSchema>;

export const proofsSchema = z.array(
  z.strictObject({
    position: z.number().int().nonnegative(),
    entry: z.string(),
    /** From the leaf up, in hexadecimal. */
    path: z.array(hash).max(64),
  }),
);

export type ProvenRow = z.infer<typeof proofsSchema>[number];

export interface BundleFile {
  path: string;
  about: string;
  bytes: () => Promise<Uint8Array>;
}

export interface BundleOptions {
  sha256: Sha256;
  /** Read after all files are written, because only then all missing files are known. */
  about: Omit<Manifest, 'version' | 'files'>;
  files: Iterable<BundleFile> | AsyncIterable<BundleFile>;
  /** Returns the signed note of a text. */
  sign: (text: string) => Promise<string>;
}

/** The files first, each read once; then the manifest, its signature and the list of hashes. */
export async function* bundleParts(options: BundleOptions): AsyncGenerator<ZipPart> {
  const { sha256, about, files, sign } = options;
  const named: Manifest['files'] = [];
  for await (const { path, about: what, bytes } of files) {
    const content = await bytes();
    const digest = hexOf(sha256(content));
    named.push({ path, bytes: content.length, sha256: digest, about: what });
    yield { name: path, bytes: content };
  }
  const manifest = utf8(canonicalJson({ version: 1, ...about, files: named }));
  yield { name: bundleNames.manifest, bytes: manifest };
  const digest = hexOf(sha256(manifest));
  yield { name: bundleNames.signature, bytes: utf8(await sign(manifestText(digest))) };
  yield { name: bundleNames.sums, bytes: utf8(sumsOf(named, digest)) };
}

/** The text that is signed for a manifest. */
export function manifestText(sha256: string): string {
  return `fencewatch manifest 1\n${sha256}\n`;
}

/** The list of hashes, in the form that `sha256sum -c` reads. */
export function sumsOf(files: Manifest['files'], manifestSha256: string): string {
  const lines = files.map(({ path, sha256 }) => `${sha256}  ${path}\n`);
  return `${lines.join('')}${manifestSha256}  ${bundleNames.manifest}\n`;
}
