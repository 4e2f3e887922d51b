// MP4 files that edges upload as clips: the check of their structure and metadata.
import { clipFaultText } from '../../../contracts/index.ts';
import { checkMp4 } from '../../../evidence/mp4/check-mp4.ts';
import { clipNoteBox, readClipNote } from '../../../evidence/mp4/clip-note.ts';
import { joined, mutateBytes } from '../mutate-bytes.ts';
import type { FuzzTarget } from '../target.ts';
import { makeFilms } from '../films.ts';

const words = [
  'ftyp',
  'moov',
  'trak',
  'mdia',
  'minf',
  'stbl',
  'stsz',
  'stco',
  'co64',
  'mdat',
  'uuid',
];

export const clipFile: FuzzTarget = {
  name: 'clip-file',
  what: 'MP4 clips, as dispatch checks them at the upload',
  share: 50_000,
  withinMs: 3000,
  open: async () => {
    const { mp4 } = await makeFilms();
    const coverage = { complete: true } as unknown as Parameters<typeof clipNoteBox>[0];
    const samples = [mp4, joined(mp4, clipNoteBox(coverage))];
    return {
      make: (dice) => mutateBytes({ samples, words }, dice),
      run: async (input) => {
        const read = (at: number, length: number) => Promise.resolve(input.slice(at, at + length));
        const source = { size: input.length, read };
        const checked = await checkMp4(source);
        if (!checked.ok) return clipFaultText(checked.fault);
        await readClipNote(source, checked.content.boxes);
        if (checked.content.durationsMs.every((ms) => Number.isFinite(ms) && ms >= 0)) return null;
        throw new Error('accepted with durations that are no numbers');
      },
    };
  },
};
