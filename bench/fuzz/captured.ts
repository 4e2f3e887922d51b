// Opens a source with the product's capture and ffmpeg, until its end. Takes the address or the file; returns why it failed, or
// null when pictures arrived. Errors other than the capture's own are rethrown.
import { readFile, readdir } from 'node:fs/promises';
import { openCapture } from '../../edge/capture/open-capture.ts';
import { CaptureError } from '../../edge/ffmpeg/capture-error.ts';
import { systemClock } from '../../host/clock.ts';

const mostMs = 25_000;

export async function captured(source: string): Promise<string | null> {
  const signal = AbortSignal.timeout(mostMs);
  const capture = openCapture({
    camera: { id: 'fuzz', source },
    transport: 'tcp',
    signal,
    clock: systemClock,
    periodMs: 100,
    decode: 'auto',
  });
  let pictures = 0;
  try {
    for await (const { width, height, rgb } of capture) {
      if (rgb.length !== width * height * 3) throw new Error(`${rgb.length} bytes of a picture`);
      pictures += 1;
    }
  } catch (error) {
    if (!(error instanceof CaptureError)) throw error;
    // A stream does not end by itself: its end does not refuse what came before.
    if (error.reason === 'ended' && pictures > 0) return null;
    return `${error.reason}: ${error.message}`;
  }
  if (signal.aborted) throw new Error(`the capture did not end within ${mostMs} ms`);
  return pictures > 0 ? null : 'it ended without a picture';
}

/** Child processes that still run. */
export async function childrenLeft(name: string): Promise<number> {
  const folders = (await readdir('/proc')).filter((folder) => /^\d+$/.test(folder));
  const states = await Promise.all(
    folders.map((folder) => readFile(`/proc/${folder}/stat`, 'utf8').catch(() => '')),
  );
  return states.filter((state) => {
    const [, found = '', rest = ''] = /^\d+ \((.*)\) (.*)$/s.exec(state) ?? [];
    return found === name && Number(rest.split(' ')[1]) === process.pid && !rest.startsWith('Z');
  }).length;
}
