// Lines of ffmpeg about the packets of a camera: numbers of the camera are in them.
import { readPacketLine } from '../../../edge/capture/packet-list.ts';
import { mutateBytes } from '../mutate-bytes.ts';
import type { FuzzTarget } from '../target.ts';

const lines = [
  '#tb 0: 1/90000',
  '#codec_id 0: h264',
  '#dimensions 0: 1920x1080',
  '0,          0,          0,     3600,    51234, 0x1b2c3d4e',
  '0,       3600,       3600,     3600,     1200, 0x1b2c3d4e, F=0x0',
  '[rtsp @ 0x55] method DESCRIBE failed: 404 Not Found',
];

export const packetList: FuzzTarget = {
  name: 'packet-list',
  what: 'lines of ffmpeg about the packets of a camera',
  share: 165_000,
  withinMs: 500,
  open: () => {
    const samples = lines.map((line) => new TextEncoder().encode(line));
    return Promise.resolve({
      make: (dice) => mutateBytes({ samples, words: ['0, ', '-', '9223372036854775807'] }, dice),
      run: (input) => {
        const fact = readPacketLine(new TextDecoder().decode(input));
        if (fact === null) return 'no fact in this line';
        const numbers = Object.values(fact).filter((value) => typeof value === 'number');
        if (numbers.every(Number.isFinite)) return null;
        throw new Error(`took ${JSON.stringify(fact)}`);
      },
    });
  },
};
