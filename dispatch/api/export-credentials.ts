// Adds to a bundle what is needed to check content credentials without dispatch: the district's trust list and the keys of its
// edges; also lists files without credentials. Takes the parts and the files; returns files and what is missing.
import { open } from 'node:fs/promises';
import type { BundleFile } from '../../evidence/bundle.ts';
import { bundleNames } from '../../evidence/bundle.ts';
import { utf8 } from '../../evidence/bytes.ts';
import { canonicalJson } from '../../evidence/canonical-json.ts';
import type { CaseRecordFile, Missing } from '../../evidence/case-record.ts';
import { seemsToHaveCredentials, type BundleKey } from '../../evidence/file-credentials.ts';
import { serialOfKey } from '../evidence/credentials/authority.ts';
import type { BasicParts, CredentialsParts, EvidenceParts } from './api-parts.ts';

export type MediaFile = BundleFile & { place: string };

type Parts = Pick<BasicParts, 'site'> &
  Pick<EvidenceParts, 'edgeKeys'> &
  Pick<CredentialsParts, 'authority'>;

export async function credentialFiles(
  { edgeKeys, authority }: Parts,
  edgeIds: ReadonlySet<string>,
): Promise<BundleFile[]> {
  const keys = (await edgeKeys.list())
    .filter(({ edgeId }) => edgeIds.has(edgeId))
    .map((entry): BundleKey => ({ ...entry, serial: serialOfKey(entry.key) }));
  const file = (path: string, about: string, text: string): BundleFile => ({
    path,
    about,
    bytes: () => Promise.resolve(utf8(text)),
  });
  return [
    file(
      bundleNames.trustList,
      'certificate of the district, which signed those of its edges',
      authority.trustList,
    ),
    file(
      bundleNames.edgeKeys,
      'keys of the edges of the cases, past ones too',
      canonicalJson(keys),
    ),
  ];
}

export function edgesOf({ incidents }: Pick<CaseRecordFile, 'incidents'>): string[] {
  return incidents.map(({ edgeId }) => edgeId);
}

/** Only if they could exist: a site may not use them, and an edge may have no key. */
export async function withoutCredentials(
  { site, edgeKeys }: Parts,
  record: Pick<CaseRecordFile, 'incidents'>,
  media: readonly MediaFile[],
): Promise<Missing[]> {
  if (site.contentCredentials === false) return [];
  const keys = await edgeKeys.list();
  const edges = edgesOf(record);
  const isEnrolled = keys.some(({ edgeId, state }) => state === 'active' && edges.includes(edgeId));
  if (!isEnrolled && site.contentCredentials !== true) return [];
  const missing: Missing[] = [];
  for (const { path, place } of media)
    if (!seemsToHaveCredentials(await startOf(place)))
      missing.push({ what: 'credentials', about: path, why: 'the edge sent the file without' });
  return missing;
}

const startBytes = 256 * 1024;

async function startOf(place: string): Promise<Uint8Array> {
  const file = await open(place);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(startBytes), 0, startBytes, 0);
    return new Uint8Array(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}
