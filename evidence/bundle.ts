// A bundle: the files of some cases with a manifest that names every one by its hash, signed, and with proofs that the
// entries of the custody log are in the log. Takes files and what they are about; gives the parts of a zip file.
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
  /** Only where the site names an authority that stamps, and it answered. */
  stamp: 'log/checkpoint.tsr',
  proofs: 'log/proofs.json',
  /** What content credentials of pictures and clips are checked with. */
  trustList: 'credentials/trust-list.pem',
  edgeKeys: 'credentials/edge-keys.json',
} as const;

const hash = z.string().regex(/^[0-9a-f]{64}$/);
export const manifestSchema = z.strictObject({
  version: z.literal(1),
  /** When dispatch put it together, epoch ms. */
  madeAt: z.number().int(),
  software: z.string().max(64),
  /** The case in full, as dispatch gave it then; only people read it. */
  cases: z.array(z.unknown()).max(1000),
  files: z
    .array(
      z.strictObject({
        path: z.string().max(200),
        bytes: z.number().int(),
        sha256: hash,
        /** What it is: `picture of opening 1 of incident …`. */
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
  /** Read when all files are written: what is missing may be known only then. */
  about: Omit<Manifest, 'version' | 'files'>;
  files: Iterable<BundleFile> | AsyncIterable<BundleFile>;
  /** Gives the signed note of a text. */
  sign: (text: string) => Promise<string>;
}

/** Files first, each read once; then what speaks of them. */
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

/** What is signed of a manifest. */
export function manifestText(sha256: string): string {
  return `fencewatch manifest 1\n${sha256}\n`;
}

/** For `sha256sum -c`. */
export function sumsOf(files: Manifest['files'], manifestSha256: string): string {
  const lines = files.map(({ path, sha256 }) => `${sha256}  ${path}\n`);
  return `${lines.join('')}${manifestSha256}  ${bundleNames.manifest}\n`;
}
