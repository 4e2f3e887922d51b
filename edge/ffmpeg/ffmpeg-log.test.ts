import { describe, expect, it } from 'vitest';
import { isWorthKeeping, readLogLine } from './ffmpeg-log.ts';

const frameLine =
  '[Parsed_showinfo_3 @ 0x5615178b0a00] n:   1 pts:  90000 pts_time:1       pos:    28764 fmt:rgb24 sar:1/1 s:320x240 i:P iskey:1 type:I ';

describe('a line of ffmpeg', () => {
  it.each([
    ['an empty line says nothing', '', null],
    ['chatter says nothing', 'Press [q] to stop, [?] for help', null],
    ['a picture is announced', frameLine, { type: 'frame', pts: 90000, width: 320, height: 240 }],
    [
      'a picture is announced in the middle of another message as well',
      `[tcp @ 0x1] what${frameLine}`,
      { type: 'frame', pts: 90000, width: 320, height: 240 },
    ],
    [
      'the unit of its time stamps',
      '[Parsed_showinfo_3 @ 0x55] config in time_base: 1/90000, frame_rate: 25/1',
      { type: 'time-base', ticksToMs: 1 / 90 },
    ],
    [
      'a finished segment',
      'live-1700000000000-000003.ts,6.000000,8.000000',
      { type: 'segment', file: 'live-1700000000000-000003.ts', startMs: 6000, endMs: 8000 },
    ],
    ['how far the packets are', 'out_time_us=7960011', { type: 'packets', untilMs: 7960.011 }],
    ['no packets yet', 'out_time_us=N/A', null],
    [
      'the length of a file',
      '  Duration: 00:01:10.50, start: 0.000000, bitrate: 204 kb/s',
      { type: 'duration', durationMs: 70_500 },
    ],
    ['a stream has no length', '  Duration: N/A, start: 0.000000, bitrate: N/A', null],
    [
      'the source',
      '  Stream #0:0[0x1](und): Video: h264 (High) (avc1 / 0x31637661), yuv420p(tv, bt709), 1920x1080 [SAR 1:1], 25 fps',
      { type: 'source', codec: 'h264', width: 1920, height: 1080 },
    ],
    ['sound is no source', '  Stream #0:1: Audio: aac (LC), 44100 Hz, mono, fltp, 69 kb/s', null],
  ])('%s', (_, line, fact) => {
    expect(readLogLine(line)).toEqual(fact);
  });

  it('reports a truncated file', () => {
    const line = '[mov,mp4 @ 0x55] stream 0, offset 0x4d719: partial file';
    expect(readLogLine(line)?.type).toBe('broken-off');
  });

  it('reports that the picture format is unknown', () => {
    const line =
      '[rtsp @ 0x56] Could not find codec parameters for stream 0 (Video: h264, none): unspecified size';
    expect(readLogLine(line)?.type).toBe('no-parameters');
    // A decoder that gets packets one by one logs the same at its start.
    expect(readLogLine(line.replace('rtsp', 'matroska'))).toBeNull();
  });

  it('reports an error of the decoder', () => {
    const line = '[h264 @ 0x55] error while decoding MB 12 3, bytestream -7';
    expect(readLogLine(line)?.type).toBe('decode-error');
  });

  it('is kept only when it could explain a failure', () => {
    expect(isWorthKeeping('rtsp://x: Connection refused')).toBe(true);
    for (const line of ['', '  ', 'frame=1', 'progress=end', frameLine, '  Metadata:'])
      expect(isWorthKeeping(line)).toBe(false);
  });
});
