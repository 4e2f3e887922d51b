// Recordings: MP4, MPEG-TS, Matroska and bare H.264, damaged, read as a camera whose source is a file.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { captured, childrenLeft } from '../captured.ts';
import { makeFilms, type FilmFormat } from '../films.ts';
import { joined, mutateBytes } from '../mutate-bytes.ts';
import type { FuzzTarget } from '../target.ts';

const formats: readonly FilmFormat[] = ['mp4', 'ts', 'mkv', 'h264'];

export const recording: FuzzTarget = {
  name: 'recording',
  what: 'damaged recordings, in front of the capture of the edge',
  share: 150,
  withinMs: 60_000,
  open: async () => {
    const films = await makeFilms();
    const folder = await mkdtemp(join(tmpdir(), 'fencewatch-fuzz-'));
    let count = 0;
    return {
      atOnce: 4,
      // The first byte is the format, which gives the name its ending.
      make: (dice) => {
        const index = dice(formats.length);
        const film = films[formats[index] ?? 'mp4'];
        return joined(Uint8Array.of(index), mutateBytes({ samples: [film] }, dice));
      },
      run: async (input) => {
        const ending = formats[(input[0] ?? 0) % formats.length] ?? 'mp4';
        count += 1;
        const file = join(folder, `film-${count}.${ending}`);
        await writeFile(file, input.subarray(1));
        const reason = await captured(file);
        await rm(file);
        return reason;
      },
      close: async () => {
        await rm(folder, { recursive: true, force: true });
        await delay(1000);
        const left = await childrenLeft('ffmpeg');
        if (left > 0) throw new Error(`${left} processes of ffmpeg are left`);
      },
    };
  },
};
