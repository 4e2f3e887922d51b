import { describe, expect, it } from 'vitest';
import { checkClip, complaintsIn, readProbe } from './check-clip.ts';

const probe = (streams: object[]) => JSON.stringify({ streams, format: { duration: '6.120000' } });

describe('the check of a clip', () => {
  it('finds codec, length and number of pictures', () => {
    const json = probe([{ codec_name: 'h264', nb_read_packets: '61' }]);
    expect(readProbe(json)).toEqual({ codec: 'h264', seconds: 6.12, pictures: 61 });
  });

  it.each([
    ['no video', probe([]), 'no video in it'],
    ['nothing that can be read', '{}', 'Invalid'],
    ['no answer', '', 'JSON'],
  ])('says that there is %s', (_, json, message) => {
    expect(() => readProbe(json)).toThrow(message);
  });

  it('gives the reason for a missing file', async () => {
    expect(await checkClip('/nowhere/clip.mp4')).toMatchObject({ made: false });
  });

  it('keeps errors of the decoder, and drops messages caused by the measurement', () => {
    const log = [
      '[h264 @ 0x55] mmco: unref short failure',
      '',
      '[null @ 0x56] Application provided invalid, non monotonically increasing dts to muxer in stream 0: 5 >= 5',
      '    Last message repeated 2 times',
    ].join('\n');
    expect(complaintsIn(log)).toEqual(['[h264 @ 0x55] mmco: unref short failure']);
    expect(complaintsIn('')).toEqual([]);
  });
});
