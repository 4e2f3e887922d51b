// The evidence folder: picture and clip of each incident as files, `incidents/<incident>/picture.jpg`, with an index in
// the store. An upload may come before the alert of its incident, and may repeat: the last one counts.
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import type { MediaIndex } from '../store/media-index.ts';
import { mediaKinds, type MediaName, type MediaRefusal } from './media.ts';
import { pathNameOf } from './path-name.ts';
import { receiveFile } from './receive-file.ts';

export type MediaUpload = { ok: true; sha256: string } | { ok: false; reason: MediaRefusal };

export interface StoredMedia {
  folder: string;
  file: string;
  contentType: string;
}

export interface EvidenceStore {
  put(incidentId: string, name: MediaName, source: AsyncIterable<Uint8Array>): Promise<MediaUpload>;
  find(incidentId: string, name: MediaName): Promise<StoredMedia | null>;
}

export interface EvidenceOptions {
  dataDir: string;
  index: MediaIndex;
  clock: Clock;
}

export function createEvidenceStore({ dataDir, index, clock }: EvidenceOptions): EvidenceStore {
  const folderOf = (incidentId: string): string | null => {
    const name = pathNameOf(incidentId);
    return name === null ? null : join(dataDir, 'incidents', name);
  };
  return {
    put: async (incidentId, name, source) => {
      const folder = folderOf(incidentId);
      if (folder === null) return { ok: false, reason: 'bad-name' };
      const kind = mediaKinds[name];
      const received = await receiveFile(source, join(folder, kind.file), kind);
      if (!received.ok) return received;
      const { sha256, bytes } = received;
      await index.put({ incidentId, name, sha256, bytes, at: clock.now() });
      return { ok: true, sha256 };
    },
    find: async (incidentId, name) => {
      const folder = folderOf(incidentId);
      if (folder === null || (await index.find(incidentId, name)) === null) return null;
      const { file, contentType } = mediaKinds[name];
      return { folder, file, contentType };
    },
  };
}
