// Every fault that the parser of the site file finds.
import { describe, expect, it } from 'vitest';
import { describeFaults } from './faults.ts';
import { parseSite } from './site.ts';
import { camera, duty, faults, fence } from './testing/site-parts.ts';

describe('parseSite on bad files', () => {
  it.each([
    ['nothing', undefined, 'expected object, got nothing'],
    ['an empty file', null, 'expected object, got null'],
    ['a list', [], 'expected object, got a list'],
    ['a text', 'cameras', 'expected object, got "cameras"'],
  ])('refuses %s', (_, value, text) => {
    const result = parseSite(value);
    expect(!result.ok && describeFaults(result.faults)).toBe(text);
  });

  it('names every key that an empty map lacks', () => {
    const result = parseSite({});
    expect(!result.ok && describeFaults(result.faults).split('\n')).toEqual([
      'version: expected 1, got nothing',
      'timezone: expected string, got nothing',
      'cameras: expected array, got nothing',
    ]);
  });

  it.each([
    ['an unknown key', { camras: [] }, 'camras: unknown key'],
    [
      'an unknown key of a camera',
      { cameras: [{ ...camera, fps: 5 }] },
      'cameras[0].fps: unknown key',
    ],
    [
      'an unknown key deep inside',
      { channels: { mqtt: { qos: 2 } } },
      'channels.mqtt.qos: unknown key',
    ],
    ['another version', { version: 2 }, 'version: expected 1, got 2'],
    ['no list of cameras', { cameras: undefined }, 'cameras: expected array, got nothing'],
    [
      'a zone that is none',
      { timezone: 'Asia/Linzi' },
      'timezone: expected an IANA time zone such as "Asia/Shanghai", got "Asia/Linzi"',
    ],
    [
      'two cameras of one id',
      { cameras: [camera, camera] },
      'cameras[1].id: "gate" is already the id of cameras[0]',
    ],
    [
      'two fences of one id',
      { fences: [fence, { ...fence, kind: 'debris-pile' }] },
      'fences[1].id: "exit" is already the id of fences[0]',
    ],
    [
      'a fence of an unknown camera',
      { fences: [{ ...fence, camera: 'gaet' }] },
      'fences[0].camera: expected the id of a camera in this file, got "gaet"',
    ],
    [
      'a polygon that crosses itself',
      {
        fences: [
          {
            ...fence,
            polygon: [
              [0, 0],
              [1, 1],
              [1, 0],
              [0, 1],
            ],
          },
        ],
      },
      'fences[0].polygon: polygon crosses itself: the edge after point 0 meets the edge after point 2',
    ],
    [
      'a point outside the picture',
      {
        fences: [
          {
            ...fence,
            polygon: [
              [0, 0],
              [1, 0],
              [1, 1.5],
            ],
          },
        ],
      },
      'fences[0].polygon[2][1]: expected number to be <=1, got 1.5',
    ],
    [
      'a zero dwell',
      { fences: [{ ...fence, dwell: '0s' }] },
      'fences[0].dwell: expected a duration longer than zero such as "40s", or one per class of thing: {vehicle: 50s, goods: 40s}, got "0s"',
    ],
    [
      'a duration without unit',
      { analysis: { period: '2' } },
      'analysis.period: expected a duration such as "40s" or "2m", got "2"',
    ],
    [
      'a cell without quotes',
      { cameras: [{ ...camera, gridCell: 370305001001001 }] },
      'cameras[0].gridCell: expected the 15 digits of a grid cell, in quotes, got 370305001001001',
    ],
    [
      'a short cell',
      { roster: [{ ...duty, gridCell: '370305' }] },
      'roster[0].gridCell: expected the 15 digits of a grid cell, in quotes, got "370305"',
    ],
    [
      'a duty without property staff',
      { roster: [{ ...duty, property: undefined }] },
      'roster[0].property: expected object, got nothing',
    ],
    [
      'an address that is no broker',
      { channels: { mqtt: { url: 'http://broker' } } },
      'channels.mqtt.url: expected mqtt://, mqtts://, ws:// or wss://, or ${NAME}, got "http://broker"',
    ],
    [
      'a date both holiday and working day',
      {
        calendar: { holidays: ['2026-10-01'], workdays: [{ date: '2026-10-01', as: 'thu' }] },
      },
      'calendar.workdays[0].date: expected a date named once in the calendar, got "2026-10-01", which is holidays[0] as well',
    ],
    [
      'a hole outside its fence',
      {
        fences: [
          fence,
          {
            ...fence,
            id: 'b',
            holes: [
              [
                [0, 0.5],
                [0.4, 0.5],
                [0.4, 0.9],
              ],
            ],
          },
        ],
      },
      'fences[1].holes[0]: expected a hole within the polygon, got one that leaves it near [0.200, 0.500]',
    ],
    [
      'a privacy mask that crosses itself',
      {
        cameras: [
          {
            ...camera,
            privacyMasks: [
              [
                [0, 0],
                [1, 1],
                [1, 0],
                [0, 1],
              ],
            ],
          },
        ],
      },
      'cameras[0].privacyMasks[0]: polygon crosses itself: the edge after point 0 meets the edge after point 2',
    ],
    [
      'an empty source',
      { cameras: [{ ...camera, source: '' }] },
      'cameras[0].source: expected string to have >=1 characters, got ""',
    ],
  ])('refuses %s', (_, extra, text) => {
    expect(faults(extra)).toBe(text);
  });

  it('reports all faults at once', () => {
    expect(
      faults({ timezone: 'x', cameras: [{ ...camera, id: '' }], roster: [{}] }).split('\n').length,
    ).toBe(5);
  });
});
