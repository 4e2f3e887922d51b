// The hash of a received file in the custody log, on the embedded database.
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entryText, type LogEntry } from '../../evidence/log-entry.ts';
import type { MediaIndex, MediaKey } from '../evidence/media-index.ts';
import { custodyLog } from './custody-schema.ts';
import { openEmbedded, type OpenDatabase } from './database.ts';
import { createMediaIndex } from './media-index.ts';
import { placeForFolders } from './testing/place-for-folders.ts';
import { layDatabase } from './testing/quick-store.ts';

let folder: string;
let open: OpenDatabase;
let index: MediaIndex;
beforeAll(async () => {
  folder = await mkdtemp(join(placeForFolders(), 'fencewatch-media-index-'));
  await layDatabase(folder);
  open = await openEmbedded(join(folder, 'database'));
  index = createMediaIndex(open.database);
}, 120_000);
afterAll(async () => {
  await open.close();
  await rm(folder, { recursive: true, force: true });
});

const picture: MediaKey = { incidentId: 'i"1', opening: 1, name: 'picture' };
let position = 0;

async function log(change: Partial<LogEntry> & { sha256?: string; opening?: string } = {}) {
  const { sha256 = 'a', opening = '1', ...rest } = change;
  const entry = entryText({
    ...{ version: 1, at: 0, act: 'file-received', outcome: 'done', personal: null },
    subject: { incident: picture.incidentId, opening, file: 'picture' },
    details: { sha256 },
    ...rest,
  });
  await open.database.insert(custodyLog).values({ position: (position += 1), entry });
}

describe('the hash of a file that came', () => {
  it('is unknown before the log has it', async () => {
    await log({ outcome: 'refused', sha256: 'r' });
    await log({ act: 'picture-viewed', sha256: 'v' });
    await log({ opening: '2', sha256: 'o' });
    await log({ subject: { incident: 'other', opening: '1', file: 'picture' }, sha256: 'x' });
    expect(await index.received(picture)).toBeNull();
  });

  it('is that of the first accepted file', async () => {
    await log({ sha256: 'first' });
    await log({ sha256: 'later' });
    expect(await index.received(picture)).toBe('first');
    expect(await index.received({ ...picture, opening: 2 })).toBe('o');
    expect(await index.received({ ...picture, name: 'clip' })).toBeNull();
  });
});
