import { describe, expect, it } from 'vitest';
import { matrixShapes } from './matrix.ts';
import { groupMs } from './shape.ts';
import { singleShapes } from './single-shapes.ts';

const all = [...singleShapes(), ...matrixShapes()];

describe('the shapes of the zoo', () => {
  it('have names that differ', () => {
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  });

  it('combine every codec with lost datagrams, and with jumping time stamps', () => {
    const codecsWith = (has: (shape: (typeof all)[number]) => boolean) =>
      new Set(
        matrixShapes()
          .filter(has)
          .map(({ film }) => film.codec),
      );
    const codecs = new Set(['h264', 'h265', 'h265-10bit', 'mjpeg']);
    expect(codecsWith(({ camera }) => (camera.lossShare ?? 0) > 0)).toEqual(codecs);
    expect(codecsWith(({ camera }) => camera.stamps === 'jump-ahead')).toEqual(codecs);
  });

  it('have a film as long as a GOP, and time to wait for its key frame', () => {
    for (const { film, expect: expected, liveWithinMs } of all) {
      expect(film.seconds * 1000).toBeGreaterThanOrEqual(groupMs(film));
      if (expected.served) expect(liveWithinMs).toBeGreaterThan(groupMs(film));
    }
  });

  it('expect full decoding only where key frames are far apart', () => {
    const decodeOf = (gop: number) =>
      new Set(
        all
          .filter(({ film }) => groupMs(film) === gop * 100)
          .map(({ expect: expected }) => (expected.served ? expected.decode : 'key-frames')),
      );
    expect(decodeOf(10)).toEqual(new Set(['key-frames']));
    expect(decodeOf(600)).toEqual(new Set(['full']));
  });
});
