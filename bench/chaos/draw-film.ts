// Draws the film of a camera: a grey place in which a red box stands during each stay, then nothing for a long time. Takes the stays.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { boxOfSlot, type Stay } from './scripted-world.ts';

export const filmSize = { width: 320, height: 180, fps: 2 };
const shade = '0x707a70';

/** @param forMs longer than the run, because the film restarts at its end */
export async function drawFilm(
  file: string,
  stays: readonly Stay[],
  forMs: number,
): Promise<string> {
  const { width, height, fps } = filmSize;
  const ground = `color=c=${shade}:size=${width}x${height}:rate=${fps}:duration=${forMs / 1000}`;
  const filters = [
    // Without lines the camera would count as covered, and its fences would be suspended.
    'drawgrid=w=20:h=15:t=1:c=0x3c3c3c',
    'drawbox=x=0:y=ih*0.75:w=iw:h=ih*0.25:color=0x50544c:t=fill',
    'drawbox=x=iw*0.02:y=ih*0.05:w=iw*0.96:h=ih*0.1:color=0x8890a0:t=fill',
    ...stays.map(filterOf),
    // A still picture would count as a frozen camera.
    'noise=alls=4:allf=t',
  ];
  await promisify(execFile)('ffmpeg', [
    ...['-y', '-loglevel', 'error', '-f', 'lavfi', '-i', ground, '-vf', filters.join(',')],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '30', '-bf', '0', '-g', `${fps}`],
    ...['-pix_fmt', 'yuv420p', '-threads', '1', file],
  ]);
  return file;
}

function filterOf({ slot, from, to }: Stay): string {
  const { x, y, width, height } = boxOfSlot(slot);
  const place = `x=iw*${x}:y=ih*${y}:w=iw*${width}:h=ih*${height}`;
  return `drawbox=${place}:color=0xe01010:t=fill:enable='between(t,${from / 1000},${to / 1000})'`;
}
