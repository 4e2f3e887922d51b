// No file is deleted before its receipt. Files of every kind are sent to dispatch's real API over a line that refuses, redirects,
// truncates, stalls and fakes answers; a large file over a slow line that is cut repeatedly.
import { createHash } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aJpeg, anMp4 } from '../../dispatch/testing/media.ts';
import { testEdgeToken } from '../../dispatch/testing/secrets.ts';
import { openTestApi, type TestApi } from '../../dispatch/testing/test-api.ts';
import { lineFaults, startBadLine, type BadLine } from '../testing/bad-line.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { openDispatch, sendUpload, type HistoryUpload, type Upload } from './upload.ts';

let api: TestApi;
let port: number;
beforeAll(async () => {
  api = await openTestApi();
  await api.app.listen({ port: 0, host: '127.0.0.1' });
  port = (api.app.server.address() as AddressInfo).port;
}, 120_000);
afterAll(() => api.close());

let line: BadLine;
let dir: string;
beforeEach(async () => {
  line = await startBadLine({ target: port });
  dir = await temporaryFolder();
});
afterEach(() => line.close());

/** With a long stall limit, because dispatch confirms a file only after flushing it to disk. */
const linkTo = (url: string) => openDispatch({ url, token: testEdgeToken, stallMs: 30_000 });
type OpenDispatch = ReturnType<typeof linkTo>;
/** Another client with a short stall limit. */
const impatient = ({ link, ...rest }: OpenDispatch): OpenDispatch => {
  const hasty = { ...link, stallMs: 300 };
  return { ...rest, link: hasty };
};

interface Kind {
  upload: (n: number) => Upload | HistoryUpload;
  content: () => Buffer;
  held: (n: number) => Promise<Buffer>;
}

const media = (kind: 'picture' | 'clip', content: () => Buffer): Kind => ({
  upload: (n) => ({ kind, incidentId: `hop-${n}`, opening: 2, file: 'a.bin' }),
  content,
  held: async (n) => {
    const key = { incidentId: `hop-${n}`, opening: 2, name: kind };
    const found = await api.parts.evidence.find(key);
    return readFile(join(found?.folder ?? '', found?.file ?? ''));
  },
});

const kinds: Record<string, Kind> = {
  picture: media('picture', () => aJpeg(60_000)),
  clip: media('clip', () => anMp4(400_000)),
  thumbnail: {
    upload: (n) => ({ kind: 'thumbnail', cameraId: 'exit-3', at: 1000 + n, file: 'a.bin' }),
    content: () => aJpeg(5000),
    held: async (n) => {
      const found = await api.parts.past.thumbnails.find('exit-3', 1000 + n);
      return readFile(join(found?.folder ?? '', found?.file ?? ''));
    },
  },
};
const faults = lineFaults.filter((fault) => fault !== 'none');
const rows = Object.keys(kinds).flatMap((kind) => faults.map((fault) => [kind, fault] as const));

describe('a file', () => {
  it.each(rows)(
    '%s stays until its receipt when the line %s, and then arrives whole',
    async (name, fault) => {
      const kind = kinds[name]!;
      const n = rows.findIndex((row) => row[0] === name && row[1] === fault);
      const path = join(dir, 'a.bin');
      const content = kind.content();
      await writeFile(path, content);
      const dispatch = linkTo(line.url);
      const aside = join(dir, 'refused');
      line.fault = fault;
      const outcome = await sendUpload(kind.upload(n), path, impatient(dispatch), { aside });
      expect(outcome).toMatchObject({ outcome: 'retry' });
      expect((await readFile(path)).equals(content)).toBe(true);
      expect(await readdir(aside).catch(() => [])).toEqual([]);
      line.fault = 'none';
      expect(await sendUpload(kind.upload(n), path, dispatch)).toEqual({ outcome: 'delivered' });
      expect((await kind.held(n)).equals(content)).toBe(true);
      expect(dispatch.link.watch.problems()).toEqual([]);
    },
  );

  it('that is sent twice is stored once, and another file of its name is stored beside it', async () => {
    const dispatch = linkTo(line.url);
    const upload = kinds['picture']!.upload(999);
    const one = aJpeg();
    const other = aJpeg();
    for (const content of [one, one, other]) {
      await writeFile(join(dir, 'a.bin'), content);
      expect((await sendUpload(upload, join(dir, 'a.bin'), dispatch)).outcome).toBe('delivered');
    }
    expect((await kinds['picture']!.held(999)).equals(one)).toBe(true);
    const aside = join(api.parts.dataDir, 'incidents', 'hop-999', 'openings', '2', 'aside');
    const name = createHash('sha256').update(other).digest('hex');
    expect((await readFile(join(aside, `${name}.jpg`))).equals(other)).toBe(true);
  });

  it.each([
    ['a picture that is none', 'picture', Buffer.from('<html>'), 'wrong-content'],
    ['an empty one', 'picture', Buffer.alloc(0), 'empty'],
    ['a thumbnail that is too large', 'thumbnail', aJpeg(200_000), 'too-large'],
  ])('that dispatch refuses for good is moved aside: %s', async (_, name, content, reason) => {
    const path = join(dir, 'a.bin');
    await writeFile(path, content);
    const aside = join(dir, 'refused');
    const outcome = await sendUpload(kinds[name]!.upload(500), path, linkTo(line.url), { aside });
    expect(outcome).toEqual({ outcome: 'permanent', reason: `dispatch refuses it: ${reason}` });
    const names = await readdir(aside);
    const kept = names.find((one) => !one.endsWith('.json')) ?? '';
    expect((await readFile(join(aside, kept))).equals(content)).toBe(true);
  });

  it('of a camera that dispatch does not know yet waits', async () => {
    await writeFile(join(dir, 'a.bin'), aJpeg());
    const upload = { kind: 'thumbnail', cameraId: 'new-one', at: 5, file: 'a.bin' } as const;
    const outcome = await sendUpload(upload, join(dir, 'a.bin'), linkTo(line.url));
    expect(outcome).toEqual({ outcome: 'retry', reason: 'unknown-camera', scope: 'this' });
  });

  it('waits while the token is wrong, and reports it', async () => {
    await writeFile(join(dir, 'a.bin'), aJpeg());
    const dispatch = openDispatch({ url: line.url, token: 'not the token at all' });
    const sent = sendUpload(kinds['picture']!.upload(501), join(dir, 'a.bin'), dispatch);
    expect((await sent).outcome).toBe('retry');
    expect(dispatch.link.watch.problems()).toMatchObject([{ code: 'dispatch-login-refused' }]);
  });
});

/** The full test takes a minute: `FENCEWATCH_SLOW_LINE=1` sends 12 MB over 200 kB/s. */
const isLong = process.env['FENCEWATCH_SLOW_LINE'] === '1';
const slow = isLong
  ? { bytes: 12_000_000, bytesPerSecond: 200_000 }
  : { bytes: 1_500_000, bytesPerSecond: 1_000_000 };

describe('a clip over a slow line', () => {
  it('is resumed after each cut, not restarted, and lets a picture pass', async () => {
    await line.close();
    line = await startBadLine({ target: port, bytesPerSecond: slow.bytesPerSecond });
    const shares = [0.2, 0.45, 0.7];
    line.cutAt(shares.map((share) => share * slow.bytes));
    const content = anMp4(slow.bytes);
    await writeFile(join(dir, 'clip.mp4'), content);
    await writeFile(join(dir, 'a.jpg'), aJpeg(20_000));
    const dispatch = linkTo(line.url);
    const clip = { kind: 'clip', incidentId: 'slow', opening: 1, file: 'clip.mp4' } as const;
    const picture = { ...clip, kind: 'picture', file: 'a.jpg' } as const;
    const startedAt = performance.now();
    const attempts: string[] = [];
    let pictureMs = Infinity;
    for (let n = 0; n < 10 && attempts.at(-1) !== 'delivered'; n += 1) {
      const sending = sendUpload(clip, join(dir, 'clip.mp4'), dispatch);
      if (n === 3) {
        const before = performance.now();
        const sent = await sendUpload(picture, join(dir, 'a.jpg'), dispatch);
        expect(sent.outcome).toBe('delivered');
        pictureMs = performance.now() - before;
      }
      attempts.push((await sending).outcome);
    }
    expect(attempts).toEqual(['retry', 'retry', 'retry', 'delivered']);
    const again = line.sent() - content.length;
    const totalMs = performance.now() - startedAt;
    process.stdout.write(
      `slow line: ${content.length} bytes in ${Math.round(totalMs)} ms, ${again} sent again or about it, picture ${Math.round(pictureMs)} ms\n`,
    );
    // A cut costs only the bytes in flight, never the whole file.
    expect(again).toBeLessThan(3 * 600_000);
    expect(again).toBeLessThan(content.length);
    expect(pictureMs).toBeLessThan(totalMs / 3);
    const found = await api.parts.evidence.find({ incidentId: 'slow', opening: 1, name: 'clip' });
    expect((await readFile(join(found!.folder, found!.file))).equals(content)).toBe(true);
    const { size } = await stat(join(dir, 'clip.mp4'));
    expect(size).toBe(content.length);
  }, 180_000);
});
