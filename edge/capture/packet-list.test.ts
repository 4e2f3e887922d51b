import { describe, expect, it } from 'vitest';
import { readPacketLine } from './packet-list.ts';

describe('a line of the packet list', () => {
  it.each([
    [
      'a key frame',
      '0, -999999999989, 3412904296,     9000,    11242, 0x59a2e1d1',
      { type: 'packet', ptsTicks: 3_412_904_296, bytes: 11_242, isKey: true },
    ],
    [
      'a key frame with side data',
      '0, -999999999900,     294589,     3600,     9884, 0xdbea1b0c, S=1,       16',
      { type: 'packet', ptsTicks: 294_589, bytes: 9884, isKey: true },
    ],
    [
      'another picture',
      '0, -999999999986,     -36000,     9000,     5368, 0xdd8868f4, F=0x0',
      { type: 'packet', ptsTicks: -36_000, bytes: 5368, isKey: false },
    ],
    [
      'a damaged key frame',
      '0, 1, 2, 3, 4, 0x00000000, F=0x3',
      { type: 'packet', ptsTicks: 2, bytes: 4, isKey: true },
    ],
    [
      'no time stamp',
      '0, -1000000000000, -9223372036854775808,     3600,    10977, 0xb5b76be4',
      { type: 'packet', ptsTicks: null, bytes: 10_977, isKey: true },
    ],
    [
      'no time stamp, the decoding time in its place',
      '0, -1000000000000, -1000000000000,     3600,    10977, 0xb5b76be4',
      { type: 'packet', ptsTicks: null, bytes: 10_977, isKey: true },
    ],
    [
      'a line of the log that was not ended before it',
      '[h264 @ 0x55dcc95b5080] 0, -5, 90, 3600, 2490, 0xc8e7dac1, F=0x0',
      { type: 'packet', ptsTicks: 90, bytes: 2490, isKey: false },
    ],
    ['the codec', '#codec_id 0: h264', { type: 'codec', codec: 'h264' }],
    ['the size', '#dimensions 0: 640x360', { type: 'size', width: 640, height: 360 }],
    ['the time base', '#tb 0: 1/90000', { type: 'time-base', ticksToMs: 1000 / 90_000 }],
    ['no time base of which nothing is a part', '#tb 0: 1/0', null],
    ['no time base with endless numbers', `#tb 0: ${'9'.repeat(400)}/1`, null],
    ['nothing', '', null],
    ['a line of the log', '[concat @ 0x557d532abe00] DTS -153000 < 0 out of order', null],
    ['another stream', '1, 0, 0, 1024, 341, 0x00000000', null],
  ])('gives %s', (_, line, fact) => {
    expect(readPacketLine(line)).toEqual(fact);
  });
});
