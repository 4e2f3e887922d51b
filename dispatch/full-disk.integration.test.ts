// The data folder of dispatch on a disk of 64 MB that fills up while clips arrive: files with a receipt stay intact, no partial
// file is shown, the custody log stays valid, and everything continues when there is space again.
import { expect, it, onTestFinished } from 'vitest';
import { noSmallDisk, smallDisk } from '../edge/testing/small-disk.ts';
import { createEvidenceStore } from './evidence/evidence-store.ts';
import { openCustody } from './start-custody.ts';
import { checkCustodyIn } from './testing/check-custody.ts';
import { anMp4 } from './testing/media.ts';
import { clipsIn, sha256Of, type SentClip } from './testing/send-clips.ts';
import { edgeHeaders, openTestApi } from './testing/test-api.ts';
import { pieceType, uploadReceiptSchema } from '../contracts/index.ts';

const clipBytes = 9_000_000;

/** A dispatch whose database is in memory, and whose files are in `dataDir`. */
async function openOn(dataDir: string) {
  const first = await openTestApi();
  const { store, parts } = first;
  const { clock, log } = parts;
  const evidence = createEvidenceStore({ dataDir, index: store.media, clock });
  const custody = await openCustody({ store, dataDir, clock, log });
  const api = await openTestApi({ dataDir, evidence, ...custody }, first);
  onTestFinished(async () => {
    await api.close();
    await first.close();
  });
  return { api, custody };
}

const hashesOf = (clips: readonly SentClip[]) =>
  new Map(clips.map(({ incidentId, content }) => [incidentId, sha256Of(content)]));

it('on a full disk of 64 MB no clip with a receipt is lost, no partial clip is shown, and the custody log stays valid', async ({
  skip,
}) => {
  const disk = await smallDisk(onTestFinished, 64 << 20);
  if (disk === null) return skip(noSmallDisk);
  const { api, custody } = await openOn(disk.dir);
  const clips = Array.from({ length: 4 }, (_, at) => ({
    incidentId: `clip-${at}`,
    content: anMp4(clipBytes),
  }));
  const put = async ({ incidentId, content }: SentClip, offset = 0) => {
    const query = `kind=clip&incidentId=${incidentId}&opening=1&bytes=${content.length}&offset=${offset}`;
    const url = `/api/edge/uploads/${sha256Of(content)}?${query}`;
    const headers = { ...edgeHeaders, 'content-type': pieceType };
    const payload = content.subarray(offset);
    const answer = await api.app.inject({ method: 'PUT', url, headers, payload });
    return answer.statusCode === 200 ? uploadReceiptSchema.parse(answer.json()) : answer.statusCode;
  };
  const note = () => custody.custody.note({ at: 1, act: 'dispatch-started' });
  await note();
  await custody.custodyWriter.flush();
  const before = (await checkCustodyIn(disk.dir)).checkpoint?.size;

  // Space for two of them, and for a part of the third.
  await disk.fill(2.5 * clipBytes);
  const answers = [];
  for (const clip of clips) answers.push(await put(clip));
  expect(answers).toEqual([
    ...clips.slice(0, 2).map(() => expect.objectContaining({ state: 'kept' }) as unknown),
    ...clips.slice(2).map(() => 500),
  ]);
  expect(await clipsIn(disk.dir)).toEqual(hashesOf(clips.slice(0, 2)));
  await note();
  await expect(custody.custodyWriter.flush()).rejects.toThrow('ENOSPC');
  expect(custody.custodyWriter.problems().map(({ code }) => code)).toEqual(['custody-log-waits']);
  const checked = await checkCustodyIn(disk.dir);
  expect([checked.findings, checked.checkpoint?.size]).toEqual([[], before]);

  await disk.clear();
  for (const clip of clips) {
    const asked = await put(clip, clip.content.length);
    if (typeof asked === 'object' && asked.state === 'partial') await put(clip, asked.have);
  }
  expect(await clipsIn(disk.dir)).toEqual(hashesOf(clips));
  await custody.custodyWriter.flush();
  const after = await checkCustodyIn(disk.dir);
  expect([after.findings, custody.custodyWriter.problems()]).toEqual([[], []]);
  expect(after.checkpoint?.size).toBeGreaterThan(before ?? Infinity);
}, 60_000);
