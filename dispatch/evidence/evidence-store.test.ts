// The evidence folder: the first file of a name is kept, the same file may arrive again, another one is put aside; with any id,
// after a crash between file and entry, and concurrently.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { logEntrySchema, type LogEntry } from '../../evidence/log-entry.ts';
import type { CustodyDraft } from './custody-draft.ts';
import type { MediaEntry, MediaIndex, MediaKey } from './media-index.ts';
import { fakeClock } from '../testing/fake-clock.ts';
import { clipNoteBox } from '../../evidence/mp4/clip-note.ts';
import { aJpeg, anMp4 } from '../testing/media.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { createEvidenceStore, type EvidenceStore } from './evidence-store.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let index: ReturnType<typeof memoryIndex>;
let evidence: EvidenceStore;
beforeEach(async () => {
  folder = await temporaryFolder();
  index = memoryIndex();
  evidence = createEvidenceStore({ dataDir: folder.path, index, clock: fakeClock(1000) });
});
afterEach(() => folder.remove());

const picture = (opening = 1, incidentId = 'a'): MediaKey => ({
  incidentId,
  opening,
  name: 'picture',
});
const one = aJpeg();
const other = aJpeg();
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const put = (key: MediaKey, bytes: Buffer) => evidence.put(key, chunksOf(bytes));

describe('the evidence folder', () => {
  it('is empty at first', async () => {
    expect(await evidence.find(picture())).toBeNull();
    expect(await evidence.entry(picture())).toBeNull();
  });

  it('keeps the first file of a name, and puts another one aside', async () => {
    expect(await put(picture(), one)).toEqual({ ok: true, sha256: hashOf(one), as: 'first' });
    expect(await put(picture(), one)).toMatchObject({ as: 'repeated' });
    expect(await put(picture(), other)).toMatchObject({ as: 'aside', sha256: hashOf(other) });
    expect(await content(picture())).toEqual(one);
    const aside = join(folder.path, 'incidents', 'a', 'aside');
    expect(await readFile(join(aside, `${hashOf(other)}.jpg`))).toEqual(other);
    expect(await parts()).toEqual([]);
  });

  it('keeps each opening apart, and clip from picture', async () => {
    await put(picture(1), one);
    await put(picture(7), other);
    await put({ ...picture(7), name: 'clip' }, anMp4());
    expect(await content(picture(1))).toEqual(one);
    expect(await content(picture(7))).toEqual(other);
    expect(await evidence.find(picture(2))).toBeNull();
    expect(await evidence.find({ ...picture(1), name: 'clip' })).toBeNull();
  });

  it('accepts one of two concurrent files', async () => {
    const results = await Promise.all([put(picture(), one), put(picture(), other)]);
    expect(results.map((result) => (result.ok ? result.as : '')).sort()).toEqual([
      'aside',
      'first',
    ]);
    const kept = await content(picture());
    expect((await evidence.entry(picture()))?.sha256).toBe(hashOf(kept));
  });

  it('confirms nothing while its index fails, and accepts the repeat', async () => {
    index.fails = true;
    await expect(put(picture(), one)).rejects.toThrow('index');
    index.fails = false;
    expect(await evidence.find(picture())).toBeNull();
    expect((await put(picture(), one)).ok).toBe(true);
    expect(await content(picture())).toEqual(one);
  });

  it('keeps the file that was first on the disk when a crash lost its entry', async () => {
    await mkdir(join(folder.path, 'incidents', 'a'), { recursive: true });
    await writeFile(join(folder.path, 'incidents', 'a', 'picture.jpg'), one);
    expect(await put(picture(), other)).toMatchObject({ as: 'aside' });
    expect((await evidence.entry(picture()))?.sha256).toBe(hashOf(one));
  });

  it('restores a removed file, but never with another one in its place', async () => {
    await put(picture(), one);
    await rm(join(folder.path, 'incidents', 'a', 'picture.jpg'));
    expect(await put(picture(), other)).toMatchObject({ as: 'aside' });
    expect(await put(picture(), one)).toMatchObject({ as: 'repeated' });
    expect(await content(picture())).toEqual(one);
  });

  it.each([
    ['what is empty', Buffer.alloc(0), 'empty'],
    ['what is no picture', Buffer.from('<html></html>'), 'wrong-content'],
  ])('refuses %s and keeps nothing', async (_, bytes, reason) => {
    expect(await put(picture(), bytes)).toEqual({ ok: false, reason });
    expect(await evidence.find(picture())).toBeNull();
    expect(await parts()).toEqual([]);
  });

  it.each([
    ['long', 'x'.repeat(200)],
    ['long and Chinese', '事'.repeat(200)],
    ['climbing', '../../etc'],
  ])('takes an id that is %s', async (_, incidentId) => {
    expect((await put(picture(3, incidentId), one)).ok).toBe(true);
    expect(await content(picture(3, incidentId))).toEqual(one);
    expect(await readdir(folder.path)).toEqual(['incidents']);
  });

  it('distinguishes long ids that differ only at the end', async () => {
    await put(picture(1, `${'事'.repeat(199)}a`), one);
    await put(picture(1, `${'事'.repeat(199)}b`), other);
    expect(await content(picture(1, `${'事'.repeat(199)}a`))).toEqual(one);
  });

  it('refuses an id that is not valid text', async () => {
    expect(await put(picture(1, '\ud800'), one)).toEqual({ ok: false, reason: 'bad-name' });
    expect(await put(picture(1, ''), one)).toEqual({ ok: false, reason: 'bad-name' });
  });
});

describe('a file that was kept', () => {
  const place = async () => {
    const found = await evidence.find(picture());
    return join(found?.folder ?? '', found?.file ?? '');
  };

  it('is in the custody log with its hash once; one that was put aside is logged as refused', async () => {
    for (const bytes of [one, one, other, other]) await put(picture(3), bytes);
    const subject = { incident: 'a', opening: '3', file: 'picture' };
    const act = 'file-received';
    expect(index.log).toMatchObject([
      { act, outcome: 'done', subject, details: { sha256: hashOf(one), bytes: one.length } },
      { act, outcome: 'refused', subject, details: { sha256: hashOf(other) } },
    ]);
  });

  it('is intact, changed or missing', async () => {
    expect(await evidence.state(picture())).toBeNull();
    await put(picture(), one);
    expect(await evidence.state(picture())).toBe('same');
    await rm(await place());
    expect(await evidence.state(picture())).toBe('missing');
  });

  it('is found changed although the index was changed too, because the log has the original hash', async () => {
    await put(picture(), one);
    expect(await evidence.state(picture())).toBe('same');
    await writeFile(await pathOf(picture()), other);
    index.change(picture(), hashOf(other));
    expect((await evidence.entry(picture()))?.sha256).toBe(hashOf(other));
    expect(await evidence.state(picture())).toBe('changed');
  });

  it('is found changed although its size and date are unchanged', async () => {
    await put(picture(), one);
    expect(await evidence.state(picture())).toBe('same');
    const { atime, mtime } = await stat(await place());
    const flipped = Buffer.from(one);
    flipped[flipped.length - 3]! ^= 1;
    await writeFile(await place(), flipped);
    await utimes(await place(), atime, mtime);
    expect(await evidence.state(picture())).toBe('changed');
    await writeFile(await place(), one);
    expect(await evidence.state(picture())).toBe('same');
  });
});

describe('the content of a clip', () => {
  const clip: MediaKey = { incidentId: 'a', opening: 1, name: 'clip' };
  const coverage = {
    startAt: 900,
    asked: { from: 1000, to: 9000 },
    kept: [{ from: 1000, to: 9000 }],
    missing: [],
  };

  it('is null without a clip', async () => {
    expect(await evidence.clip(clip)).toBeNull();
  });

  it('is read from the clip, and unknown if the clip does not describe it', async () => {
    await put(clip, Buffer.concat([anMp4(), clipNoteBox(coverage)]));
    await put({ ...clip, opening: 2 }, anMp4());
    expect(await evidence.clip(clip)).toEqual({ coverage, fault: null });
    expect(await evidence.clip({ ...clip, opening: 2 })).toEqual({ coverage: null, fault: null });
  });

  it('is reported as damaged when its file was truncated on the disk later', async () => {
    await put(clip, anMp4());
    const { folder: place, file } = (await evidence.find(clip))!;
    await truncate(join(place, file), 50_000);
    expect(await evidence.clip(clip)).toMatchObject({
      coverage: null,
      fault: { where: 'the file', came: expect.stringMatching(/^one that says \d+$/) as string },
    });
    await rm(join(place, file));
    expect(await evidence.clip(clip)).toBeNull();
  });

  it('is refused when damaged, and an intact one may follow', async () => {
    const whole = anMp4();
    const refused = await put(clip, whole.subarray(0, 60_000));
    expect(refused).toMatchObject({ ok: false, reason: 'wrong-content' });
    expect(!refused.ok && refused.detail).toContain('expected mdat of 8 to');
    expect(await parts()).toEqual([]);
    expect(await put(clip, whole)).toMatchObject({ as: 'first' });
  });
});

async function pathOf(key: MediaKey): Promise<string> {
  const found = await evidence.find(key);
  return join(found?.folder ?? '', found?.file ?? '');
}

async function content(key: MediaKey): Promise<Buffer> {
  return readFile(await pathOf(key));
}

async function parts(): Promise<string[]> {
  const files = await readdir(folder.path, { recursive: true });
  return files.filter((file) => file.endsWith('.part'));
}

async function* chunksOf(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += 1000) {
    await Promise.resolve();
    yield bytes.subarray(from, from + 1000);
  }
}

function memoryIndex() {
  const log: LogEntry[] = [];
  const entries = new Map<string, MediaEntry>();
  const nameOf = ({ incidentId, opening, name }: MediaKey) => `${incidentId} ${opening} ${name}`;
  const note = ({ entry }: CustodyDraft) => {
    log.push(logEntrySchema.parse(JSON.parse(entry)));
    return Promise.resolve();
  };
  const memory = {
    fails: false,
    log,
    note,
    put: async (entry: MediaEntry, received: CustodyDraft | null) => {
      if (memory.fails) throw new Error('index');
      const kept = entries.get(nameOf(entry)) ?? entry;
      if (kept === entry && received !== null) await note(received);
      entries.set(nameOf(entry), kept);
      return kept;
    },
    find: (key: MediaKey) => Promise.resolve(entries.get(nameOf(key)) ?? null),
    received: ({ incidentId, opening, name }: MediaKey) => {
      const found = log.find(
        ({ outcome, subject }) =>
          outcome === 'done' &&
          subject['incident'] === incidentId &&
          subject['opening'] === `${opening}` &&
          subject['file'] === name,
      );
      return Promise.resolve(found === undefined ? null : String(found.details['sha256']));
    },
    /** An attacker with access to the database. */
    change: (key: MediaKey, sha256: string) => {
      const entry = entries.get(nameOf(key));
      if (entry) entries.set(nameOf(key), { ...entry, sha256 });
    },
    of: () => Promise.resolve([...entries.values()]),
  };
  return memory satisfies MediaIndex;
}
