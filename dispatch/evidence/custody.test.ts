// The custody log on the embedded store: recorded entries are in it, in one order, under valid heads; and its behaviour when the
// database, the files or the clock were changed.
import { cp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkLog } from '../../evidence/check-log.ts';
import { parseEntry, isPersonalOf, type LogEntry } from '../../evidence/log-entry.ts';
import { rootOfInclusion, leafHash } from '../../evidence/merkle.ts';
import { inclusionPath } from '../../evidence/proofs.ts';
import { parseVerifierKey } from '../../evidence/signed-note.ts';
import { utf8 } from '../../evidence/bytes.ts';
import { nodeCrypto } from '../../host/seal/node-crypto.ts';
import { openSealKey } from '../../host/seal/seal-key.ts';
import type { Store } from '../store/store.ts';
import { openQuickStore } from '../store/testing/quick-store.ts';
import { fakeClock } from '../testing/fake-clock.ts';
import { quietLog } from '../testing/quiet-log.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { createCustody } from './custody.ts';
import { openCustodyFiles } from './custody-files.ts';
import { createCustodyWriter } from './custody-writer.ts';

let store: Store;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  store = await openQuickStore();
  folder = await temporaryFolder();
}, 120_000);
afterAll(async () => {
  await store.close();
  await folder.remove();
});

const clock = fakeClock(1000);

async function aWriter(name = 'one', of: Store = store) {
  const place = join(folder.path, name);
  const files = openCustodyFiles(join(place, 'custody-log'));
  const key = await openSealKey(join(place, 'key.pem'));
  const writer = createCustodyWriter({ store: of.custody, files, key, clock, log: quietLog() });
  return { ...writer, files, place };
}

async function checked({ files }: Pick<Awaited<ReturnType<typeof aWriter>>, 'files'>) {
  const keys = (await store.custody.keys()).map((key) => parseVerifierKey(nodeCrypto.sha256, key));
  const known = keys.filter((key) => key !== null);
  return checkLog({ crypto: nodeCrypto, keys: known, read: (path) => files.read(path) });
}

const entriesIn = ({ entries }: { entries: Uint8Array[] }) =>
  entries.map((bytes) => parseEntry(new TextDecoder().decode(bytes)) as LogEntry);

describe('the custody log', () => {
  it('is empty before the first entry', async () => {
    const writer = await aWriter();
    await writer.flush();
    expect(await writer.files.checkpoint()).toBeNull();
    expect(writer.fault()).toBeNull();
  });

  it('holds entries without personal data, which is stored separately', async () => {
    const custody = createCustody(store.custody);
    const person = { actor: 'li', role: 'auditor', address: '10.1.2.3', reason: 'asked by court' };
    await Promise.all([
      custody.note({ at: 5, act: 'case-viewed', subject: { case: '20261122-0001' }, person }),
      custody.note({ at: 6, act: 'case-step', details: { step: 'closed' } }),
    ]);
    const writer = await aWriter();
    await writer.flush();
    const log = await checked(writer);
    expect(log.findings).toEqual([]);
    const [first, second] = entriesIn(log);
    expect(first).toMatchObject({ at: 5, act: 'case-viewed', subject: { case: '20261122-0001' } });
    expect(second).toMatchObject({ act: 'case-step', personal: null });
    expect(JSON.stringify(first)).not.toMatch(/li"|10\.1|court/);
    const [row] = await store.custody.personal([first?.personal ?? '']);
    expect(JSON.parse(row?.text ?? '')).toEqual(person);
    expect(row !== undefined && isPersonalOf(nodeCrypto.sha256, row)).toBe(true);
    expect(await store.custody.ofCase('20261122-0001')).toMatchObject([{ position: 0 }]);
  });

  it.each([
    ['with quotes and a backslash', 'a"b\\c"'],
    ['that looks like an entry', '"subject":{"case":"20261122-0009"}'],
    ['in Chinese, longer than an index takes', '案'.repeat(1000)],
    ['that is empty', ''],
  ])('finds the entries of a case %s, and no others', async (_, id) => {
    const custody = createCustody(store.custody);
    await custody.note({ at: 7, act: 'access', subject: { case: `${id}.`, incident: id } });
    await custody.note({ at: 7, act: 'access', details: { case: id } });
    await custody.note({ at: 7, act: 'access', subject: { camera: id, case: id, incident: 'x' } });
    await (await aWriter()).flush();
    const found = await store.custody.ofCase(id);
    expect(found.map(({ entry }) => parseEntry(entry)?.subject)).toEqual([
      { camera: id, case: id, incident: 'x' },
    ]);
  });

  it('stays valid when personal data was deleted', async () => {
    const [viewed] = await store.custody.ofCase('20261122-0001');
    const hash = parseEntry(viewed?.entry ?? '')?.personal ?? '';
    expect(await store.custody.forget([hash, 'unknown'])).toBe(1);
    expect(await store.custody.personal([hash])).toEqual([]);
    expect((await checked(await aWriter())).findings).toEqual([]);
  });

  it('records thousands of entries from two dispatches in order of arrival, without a fork', async () => {
    const custody = createCustody(store.custody);
    const one = await aWriter('one');
    const other = await aWriter('two');
    const notes = Array.from({ length: 2500 }, (_, at) => custody.note({ at, act: 'past-viewed' }));
    await Promise.all([...notes, one.flush(), other.flush(), one.flush()]);
    await Promise.all([one.flush(), other.flush()]);
    const mine = await checked(one);
    const theirs = await checked(other);
    expect([...mine.findings, ...theirs.findings]).toEqual([]);
    expect(theirs.checkpoint).toEqual(mine.checkpoint);
    const times = entriesIn(mine).filter(({ act }) => act === 'past-viewed');
    expect(times.map(({ at }) => at)).toEqual(Array.from({ length: 2500 }, (_, at) => at));
    expect(await store.custody.keys()).toHaveLength(2);
  });

  it('has a proof for any entry in the tree of its head', async () => {
    const { files } = await aWriter();
    const head = await files.checkpoint();
    const size = head?.size ?? 0;
    const [entry = ''] = await store.custody.rows(1234, 1235);
    const path = await inclusionPath(files.reader(size), 1234);
    const leaf = leafHash(nodeCrypto.sha256, utf8(entry));
    const proof = { position: 1234, size, leaf, path };
    expect(rootOfInclusion(nodeCrypto.sha256, proof)).toEqual(head?.root);
  });

  it('has proofs and entries of a size that it had before its last tile was full', async () => {
    const custody = createCustody(store.custody);
    const writer = await aWriter();
    const before = await writer.files.checkpoint();
    const size = before?.size ?? 0;
    expect(size % 256).not.toBe(0);
    await Promise.all(
      Array.from({ length: 256 }, (_, at) => custody.note({ at, act: 'past-viewed' })),
    );
    await writer.flush();
    const entries = await writer.files.entries(0, size);
    expect(entries).toHaveLength(size);
    const leaf = leafHash(nodeCrypto.sha256, utf8(entries[size - 1] ?? ''));
    const path = await inclusionPath(writer.files.reader(size), size - 1);
    const proof = { position: size - 1, size, leaf, path };
    expect(rootOfInclusion(nodeCrypto.sha256, proof)).toEqual(before?.root);
    await expect(writer.files.entries(0, size + 100_000)).rejects.toThrow('missing');
  });

  it('continues in order when the clock is set back', async () => {
    const custody = createCustody(store.custody);
    await custody.note({ at: 90_000, act: 'logged-in', subject: { step: '1' } });
    await custody.note({ at: 10, act: 'logged-in', subject: { step: '2' } });
    const writer = await aWriter();
    await writer.flush();
    const steps = entriesIn(await checked(writer)).filter(({ act }) => act === 'logged-in');
    expect(steps.map(({ at }) => at)).toEqual([90_000, 10]);
  });
});

describe('a log and its files', () => {
  it('are reconciled after a crash between database and files', async () => {
    const writer = await aWriter('late');
    await createCustody(store.custody).note({ at: 1, act: 'logged-out' });
    const before = await aWriter('one');
    await before.flush();
    await writer.flush();
    expect((await checked(writer)).findings).toEqual([]);
    // The checkpoint is written last: without it everything else is written again.
    await rm(join(writer.place, 'custody-log', 'checkpoint'));
    await (await aWriter('late')).flush();
    expect((await checked(writer)).findings).toEqual([]);
  });

  it('wait and report it while the disk accepts no writes, and continue afterwards', async () => {
    const writer = await aWriter('full');
    const folder = join(writer.place, 'custody-log');
    await writer.flush();
    await rename(folder, `${folder}-aside`);
    // A file is in the place of a folder, so nothing can be written, as on a full disk.
    await writeFile(folder, '');
    await createCustody(store.custody).note({ at: 3, act: 'logged-out' });
    await expect(writer.flush()).rejects.toThrow();
    const [problem] = writer.problems();
    expect(problem).toMatchObject({ code: 'custody-log-waits', subject: 'custody-log' });
    await expect(writer.flush()).rejects.toThrow();
    expect(writer.problems()[0]?.since).toBe(problem?.since);
    await rm(folder);
    await rename(`${folder}-aside`, folder);
    await writer.flush();
    expect(writer.problems()).toEqual([]);
    expect((await checked(writer)).findings).toEqual([]);
  });

  it('stop and report it when a file was changed', async () => {
    const writer = await aWriter('late');
    const head = await writer.files.checkpoint();
    const last = join(
      writer.place,
      'custody-log',
      `tile/1/000.p/${Math.floor((head?.size ?? 0) / 256)}`,
    );
    const bytes = await readFile(last);
    await writeFile(
      last,
      bytes.map((byte, at) => (at === 3 ? byte ^ 1 : byte)),
    );
    await createCustody(store.custody).note({ at: 2, act: 'logged-out' });
    await expect(writer.flush()).rejects.toThrow(/do not lead to its head/);
    expect(writer.fault()).toMatch(/do not lead/);
    expect(writer.problems()).toMatchObject([
      { code: 'custody-log-broken', subject: 'custody-log', values: { detail: writer.fault() } },
    ]);
    expect((await checked(writer)).findings).toMatchObject([{ what: 'tile-changed' }]);
  });

  it('restore rows that a restored database has lost, and refuse another log', async () => {
    const old = await openQuickStore();
    try {
      const writer = await aWriter('one');
      await writer.flush();
      const size = (await writer.files.checkpoint())?.size ?? 0;
      await cp(writer.place, join(folder.path, 'kept'), { recursive: true });
      const restored = await aWriter('kept', old);
      await restored.flush();
      expect((await old.custody.head())?.size).toBe(size);
      await createCustody(old.custody).note({ at: 3, act: 'logged-in' });
      await restored.flush();
      expect((await old.custody.head())?.size).toBe(size + 1);
      // The first database does not have that entry and writes another one in its place.
      await createCustody(store.custody).note({ at: 4, act: 'logged-out' });
      await (await aWriter('one')).flush();
      await expect((await aWriter('kept')).flush()).rejects.toThrow(/two logs of the same size/);
    } finally {
      await old.close();
    }
  });
});
