// The reason of a gap: the note between the recordings around it, also after a restart; without a note it is unknown.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createFakeClock } from '../../host/testing/fake-clock.ts';
import { createMemoryLog } from '../testing/memory-log.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { openGapNotes } from './gap-notes.ts';
import { createGapReasons, diskReasonOf } from './gap-reasons.ts';
import type { Segment } from './segment.ts';

const start = 1_700_000_000_000;
const at = (startS: number, endS: number): Segment => ({
  file: `${startS}.mkv`,
  startAt: start + startS * 1000,
  endAt: start + endS * 1000,
});
const gap = (fromS: number, toS: number) => ({
  from: start + fromS * 1000,
  to: start + toS * 1000,
});

async function open(segments: readonly Segment[], { dir = '', droppedUntil = -Infinity } = {}) {
  const folder = dir === '' ? await temporaryFolder(onTestFinished) : dir;
  const clock = createFakeClock(start);
  const memory = createMemoryLog();
  const notes = await openGapNotes(join(folder, 'gaps.json'), memory.log);
  onTestFinished(() => notes.written());
  const known = () => segments;
  const reasons = createGapReasons({ notes, clock, known, droppedUntil: () => droppedUntil });
  return { ...reasons, clock, notes, folder, memory };
}

describe('the reason of a gap', () => {
  it('is unknown without a note', async () => {
    const { reasonFor } = await open([]);
    expect(reasonFor(gap(0, 10))).toBe('not-known');
  });

  it('is the note between the recordings around it', async () => {
    const { reasonFor, note, clock } = await open([at(0, 10), at(20, 30), at(90, 100)]);
    await clock.advance(11_000);
    note('camera-away');
    note(null);
    await clock.advance(30_000);
    note('disk-full');
    note(null);
    expect(reasonFor(gap(10, 20))).toBe('camera-away');
    expect(reasonFor(gap(30, 90))).toBe('disk-full');
  });

  it('is found when it was noticed after the clip’s part of the gap', async () => {
    const { reasonFor, note, clock } = await open([at(0, 10)]);
    await clock.advance(40_000);
    note('camera-away');
    expect(reasonFor(gap(10, 25))).toBe('camera-away');
  });

  it('lasts through several gaps until recording works again', async () => {
    const { reasonFor, note, clock } = await open([at(0, 10), at(20, 22), at(40, 42)]);
    await clock.advance(10_000);
    note('disk-too-slow');
    expect(reasonFor(gap(22, 40))).toBe('disk-too-slow');
    note(null);
    expect(reasonFor(gap(22, 40))).toBe('not-known');
  });

  it('before the first recording is the newest note', async () => {
    const { reasonFor, note, clock } = await open([at(100, 110)]);
    note('disk-full');
    note(null);
    await clock.advance(95_000);
    note('worker-not-running');
    note(null);
    expect(reasonFor(gap(80, 100))).toBe('worker-not-running');
  });

  it('is no-longer-kept when the ring buffer deleted it', async () => {
    const { reasonFor } = await open([at(50, 60)], { droppedUntil: start + 50_000 });
    expect(reasonFor(gap(40, 50))).toBe('no-longer-kept');
    expect(reasonFor(gap(60, 70))).toBe('not-known');
  });

  it('inside a segment is damage, unless the camera was silent', async () => {
    const silent = at(0, 60);
    const { reasonFor, grew } = await open([silent]);
    expect(reasonFor(gap(20, 30))).toBe('segment-damaged');
    grew(null, at(0, 10));
    grew(at(0, 12), at(0, 12.04));
    grew(at(0, 20), at(0, 30));
    expect(reasonFor(gap(20, 30))).toBe('camera-away');
    expect(reasonFor(gap(40, 50))).toBe('segment-damaged');
  });

  it.each([
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['the disk is too slow', 'disk-too-slow'],
    ['EIO', 'disk-failed'],
  ])('of a recorder that says %s is %s', (detail, reason) => {
    expect(diskReasonOf(detail)).toBe(reason);
  });
});

describe('the notes', () => {
  it('survive a restart', async () => {
    const { note, clock, notes, folder } = await open([]);
    await clock.advance(11_000);
    note('camera-away');
    await notes.written();
    const again = await open([at(0, 10), at(20, 30)], { dir: folder });
    expect(again.reasonFor(gap(10, 20))).toBe('camera-away');
  });

  it('are limited in number', async () => {
    const { note, clock, notes, folder } = await open([]);
    for (let n = 0; n < 600; n += 1) {
      await clock.advance(n % 2 === 0 ? 10_000 : 1000);
      note('camera-away');
      note('camera-away');
    }
    for (let n = 0; n < 600; n += 1) notes.add(start + n * 10_000, 'disk-full');
    await notes.written();
    const written = JSON.parse(await readFile(join(folder, 'gaps.json'), 'utf8')) as unknown[];
    expect(written).toHaveLength(500);
  }, 20_000);

  it('that cannot be read are dropped', async () => {
    const folder = await temporaryFolder();
    for (const content of ['{', '[{"at":"x"}]']) {
      await writeFile(join(folder, 'gaps.json'), content);
      const { reasonFor, memory } = await open([], { dir: folder });
      expect(reasonFor(gap(0, 1))).toBe('not-known');
      expect(JSON.stringify(memory)).not.toBe('');
    }
  });

  it('that cannot be written are kept until the restart', async () => {
    const folder = await temporaryFolder(onTestFinished);
    await writeFile(join(folder, 'file'), '');
    const { notes } = await open([], { dir: join(folder, 'file') });
    notes.add(start, 'disk-full');
    await notes.written();
    expect(notes.between(start - 1, start + 1)).toBe('disk-full');
  });
});
