// A damaged MP4 file is refused with the position of the damage; an intact one gives the durations of its pictures.
import { describe, expect, it } from 'vitest';
import { clipFaultText, type ClipCoverage } from '../../contracts/index.ts';
import { utf8 } from '../bytes.ts';
import { anMp4File, box, joined, sourceOf, type Mp4Parts } from '../testing/an-mp4.ts';
import { checkMp4 } from './check-mp4.ts';
import { clipNoteBox, readClipNote } from './clip-note.ts';

const whole = anMp4File();
const check = (bytes: Uint8Array) => checkMp4(sourceOf(bytes));
async function faultOf(bytes: Uint8Array) {
  const checked = await check(bytes);
  return checked.ok ? 'none' : clipFaultText(checked.fault);
}

/** The offset of the header of a box. */
function placeOf(type: string): number {
  return Buffer.from(whole).indexOf(type) - 4;
}

/** The file with a 32-bit number overwritten in a box, `offset` bytes after the box's header. */
function withNumber(type: string, offset: number, value: number): Uint8Array {
  const bytes = whole.slice();
  new DataView(bytes.buffer).setUint32(placeOf(type) + 8 + offset, value);
  return bytes;
}

describe('an intact MP4 file', () => {
  it('gives the durations of its pictures and its boxes', async () => {
    const checked = await check(anMp4File({ durationsMs: [40, 5000, 40] }));
    expect(checked).toMatchObject({ ok: true, content: { durationsMs: [40, 5000, 40] } });
    expect(checked.ok && checked.content.boxes.map(({ type }) => type)).toEqual([
      'ftyp',
      'moov',
      'mdat',
    ]);
  });

  it('may have unknown boxes, also at its end', async () => {
    expect(await faultOf(joined(whole, box('free'), box('uuid', new Uint8Array(40))))).toBe('none');
  });

  it('may have a last box of size 0, which extends to the end of the file', async () => {
    expect(await faultOf(withNumber('mdat', -8, 0))).toBe('none');
  });
});

describe('a damaged MP4 file', () => {
  it('is refused when it is truncated at any byte', async () => {
    for (let length = 0; length < whole.length; length += length < 700 ? 1 : 97)
      expect([length, await faultOf(whole.slice(0, length))]).not.toEqual([length, 'none']);
  });

  it('is refused with the position of the cut, the expected value and the actual one', async () => {
    const mdat = placeOf('mdat');
    expect(await faultOf(whole.slice(0, -1))).toBe(
      `at byte ${mdat}, in the file: expected mdat of 8 to 4007 bytes, got one that says 4008`,
    );
    expect(await faultOf(whole.slice(0, mdat))).toBe(
      `at byte ${mdat + 8}, in mdat: expected pictures up to byte ${mdat + 4008} in it, got a file without mdat`,
    );
    expect(await faultOf(joined(whole, Uint8Array.of(1, 2, 3)))).toContain('got 3 bytes');
  });

  it.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(0), 'expected ftyp first, got nothing'],
    ['a page of text', utf8('<html>not found</html>'), 'in the file'],
    ['a file type and noise', joined(whole.slice(0, 20), new Uint8Array(500).fill(255)), 'byte 24'],
    ['only a file type', whole.slice(0, 20), 'expected moov, got the end'],
    ['two indexes', joined(whole, whole.slice(20, placeOf('mdat'))), 'got a second one'],
    ['an inner box over the end of the outer', withNumber('trak', -8, 100_000), 'in moov'],
    ['an inner box that ends too early', withNumber('stts', -8, 12), 'in moov/trak/mdia/minf/stbl'],
    ['a box with a size below its header', withNumber('mdia', -8, 7), 'one that says 7'],
    ['other pictures than times', withNumber('stsz', 8, 3), 'times of 3 pictures, got those of 4'],
    ['more pictures than the table has', withNumber('stsz', 8, 9000), 'at least 36012 bytes'],
    ['more pictures than can be', withNumber('stts', 8, 2 ** 31), 'expected at most 5184000'],
    ['chunks of fewer pictures', withNumber('stsc', 12, 3), 'expected chunks of 4 pictures'],
    ['runs of chunks out of order', withNumber('stsc', 8, 2), 'expected runs of chunks from 1'],
    ['pictures before the media', withNumber('stco', 8, 20), 'at byte 20, in mdat'],
    ['no unit of time', withNumber('mdhd', 12, 0), 'expected a unit of time, got 0'],
  ])('of %s is refused', async (_, bytes, message) => {
    expect(await faultOf(bytes)).toContain(message);
  });

  it.each<[string, Mp4Parts, string]>([
    ['only sound', { handler: 'soun' }, 'in moov: expected a video track, got none'],
    ['no picture', { durationsMs: [] }, 'expected a picture, got a video without any'],
  ])('with %s is refused', async (_, parts, message) => {
    expect(await faultOf(anMp4File(parts))).toContain(message);
  });

  it('never makes the check throw, whichever byte of its index is changed', async () => {
    for (let at = 0; at < placeOf('mdat') + 8; at += 1)
      for (const value of [0, 1, 127, 255]) {
        const bytes = whole.slice();
        bytes[at] = value;
        expect(typeof (await faultOf(bytes))).toBe('string');
      }
  });
});

describe('the note in a clip', () => {
  const coverage: ClipCoverage = {
    startAt: 900,
    asked: { from: 1000, to: 9000 },
    kept: [{ from: 1000, to: 5000 }],
    missing: [{ from: 5000, to: 9000, reason: 'camera-away' }],
  };
  const noteIn = async (bytes: Uint8Array) => {
    const checked = await check(bytes);
    return checked.ok ? readClipNote(sourceOf(bytes), checked.content.boxes) : 'damaged';
  };

  it('is read back unchanged', async () => {
    expect(await noteIn(joined(whole, clipNoteBox(coverage)))).toEqual(coverage);
  });

  it.each<[string, Uint8Array[]]>([
    ['there is none', []],
    ['there are two', [clipNoteBox(coverage), clipNoteBox(coverage)]],
    ['it is of somebody else', [box('uuid', utf8('0123456789abcdef{}'))]],
    ['it is no JSON', [box('uuid', utf8('fencewatch-clip1{'))]],
    ['it ends before it begins', [clipNoteBox({ ...coverage, asked: { from: 9, to: 1 } })]],
  ])('is none when %s', async (_, boxes) => {
    expect(await noteIn(joined(whole, ...boxes))).toBeNull();
  });
});
