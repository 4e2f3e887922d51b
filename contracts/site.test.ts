// The site file: good files with their defaults, every fault that its parser must find, and secrets that stay secret.
import { describe, expect, it } from 'vitest';
import { defaultAnalysis } from './analysis.ts';
import { describeFaults } from './faults.ts';
import { completePolicy } from './policy.ts';
import { parseSite, type SiteFile } from './site.ts';

const camera = { id: 'gate', source: 'rtsp://10.0.0.7/1' };
const fence = {
  id: 'exit',
  camera: 'gate',
  kind: 'blocked-fire-exit' as const,
  polygon: [
    [0, 0],
    [1, 0],
    [1, 1],
  ] as [number, number][],
};
const duty = {
  gridCell: '370305001001001',
  officer: { name: 'Wang', phone: '13800000000' },
  property: { name: 'Li' },
};
const smallest: SiteFile = { version: 1, timezone: 'Asia/Shanghai', cameras: [camera] };

function faults(extra: object, environment = {}) {
  const result = parseSite({ ...smallest, ...extra }, environment);
  return result.ok ? '' : describeFaults(result.faults);
}

function site(extra: object, environment = {}) {
  const result = parseSite({ ...smallest, ...extra }, environment);
  if (!result.ok) throw new Error(describeFaults(result.faults));
  return result.site;
}

describe('parseSite on good files', () => {
  it('fills in everything that the smallest file leaves out', () => {
    expect(site({})).toEqual({
      name: 'Fencewatch',
      timezone: 'Asia/Shanghai',
      calendar: { holidays: [], workdays: [] },
      cameras: [
        {
          id: 'gate',
          name: 'gate',
          source: 'rtsp://10.0.0.7/1',
          gridCell: null,
          location: null,
          transport: 'auto',
          analysis: {
            periodMs: 2000,
            decode: 'auto',
            model: 'centernet-mobilenetv3',
            secondOpinion: true,
            secondModel: null,
          },
          privacyMasks: [],
          edge: null,
        },
      ],
      fences: [],
      writtenFences: [],
      analysis: defaultAnalysis,
      kinds: [],
      writtenKinds: [],
      roster: [],
      map: [],
      organisation: { units: [], people: [], shifts: [], overrides: [] },
      routes: [],
      policy: completePolicy({}),
      logIn: null,
      edgeKeys: 'enrolled',
      retention: [],
      clipRolls: { beforeMs: 15_000, afterMs: 30_000 },
      timeStamps: null,
      contentCredentials: null,
      blurredFor: [],
      channels: {
        mqtt: { url: null, username: null, password: null, receivers: [] },
        direct: [],
        telling: {
          perPerson: { messages: 30, within: 600_000 },
          stillThere: false,
          giveUpAfter: 3_600_000,
        },
      },
    });
  });

  it("lets a camera override the site's analysis settings, key by key", () => {
    const [first, second] = site({
      analysis: { period: '1s', model: 'yolox-nano' },
      cameras: [
        { ...camera, analysis: { period: '500ms', decode: 'full' } },
        { ...camera, id: 'b' },
      ],
    }).cameras;
    expect(first?.analysis).toMatchObject({ periodMs: 500, decode: 'full', model: 'yolox-nano' });
    expect(second?.analysis).toMatchObject({ periodMs: 1000, decode: 'auto', model: 'yolox-nano' });
  });

  it('turns second opinions off for a site, and on for one camera with its own model', () => {
    const [first, second] = site({
      analysis: { secondOpinion: false },
      cameras: [
        { ...camera, analysis: { secondOpinion: true, secondModel: 'yolox-tiny' } },
        { ...camera, id: 'b' },
      ],
    }).cameras;
    expect(first?.analysis).toMatchObject({ secondOpinion: true, secondModel: 'yolox-tiny' });
    expect(second?.analysis).toMatchObject({ secondOpinion: false, secondModel: null });
  });

  it('keeps roster, names and cells as written', () => {
    const whole = site({
      name: 'Linzi',
      cameras: [{ ...camera, name: '解放路东段', gridCell: duty.gridCell, transport: 'udp' }],
      fences: [fence],
      roster: [{ ...duty, kinds: ['debris-pile'], hours: [{ from: '20:00', to: '06:00' }] }],
    });
    expect(whole.name).toBe('Linzi');
    expect(whole.cameras[0]).toMatchObject({ name: '解放路东段', transport: 'udp' });
    expect(whole.roster[0]).toMatchObject({ kinds: ['debris-pile'], officer: { name: 'Wang' } });
    expect(whole.fences[0]?.id).toBe('exit');
  });

  it('keeps calendar and privacy masks as written', () => {
    const calendar = { holidays: ['2026-10-01'], workdays: [{ date: '2026-09-27', as: 'mon' }] };
    const privacyMasks = [fence.polygon];
    const whole = site({ calendar, cameras: [{ ...camera, privacyMasks }] });
    expect(whole.calendar).toEqual(calendar);
    expect(whole.cameras[0]?.privacyMasks).toEqual(privacyMasks);
  });

  it('fills in secrets from the environment', () => {
    const secrets = { CAMERA_PASSWORD: 'p@ss', BROKER_PASSWORD: 'w0rd', BROKER: 'mqtts://broker' };
    const whole = site(
      {
        cameras: [{ ...camera, source: 'rtsp://admin:${CAMERA_PASSWORD}@10.0.0.7/1' }],
        channels: { mqtt: { url: '${BROKER}', username: 'edge', password: '${BROKER_PASSWORD}' } },
      },
      secrets,
    );
    expect(whole.cameras[0]?.source).toBe('rtsp://admin:p%40ss@10.0.0.7/1');
    expect(whole.channels.mqtt).toEqual({
      url: 'mqtts://broker',
      username: 'edge',
      password: 'w0rd',
      receivers: [],
    });
  });
});

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

describe('secrets in a site file', () => {
  const plain = 'a password stands in plain text: write ${NAME} and set it in the environment';

  it.each([
    [
      'in a source',
      { cameras: [{ ...camera, source: 'rtsp://admin:hunter2@10.0.0.7/1' }] },
      `cameras[0].source: ${plain}`,
    ],
    [
      'among the parameters of a source',
      { cameras: [{ ...camera, source: 'rtsp://10.0.0.7/user=a&password=hunter2' }] },
      `cameras[0].source: ${plain}`,
    ],
    [
      'in the address of the broker',
      { channels: { mqtt: { url: 'mqtt://u:hunter2@broker' } } },
      `channels.mqtt.url: ${plain}`,
    ],
    [
      'as the password of the broker',
      { channels: { mqtt: { password: 'hunter2' } } },
      'channels.mqtt.password: a secret stands in plain text: write ${NAME} and set it in the environment',
    ],
    [
      'around a variable',
      { channels: { mqtt: { password: 'hunter2${X}' } } },
      'channels.mqtt.password: a secret stands in plain text: write ${NAME} and set it in the environment',
    ],
  ])('are refused %s and not repeated', (_, extra, text) => {
    const shown = faults(extra, { X: 'x' });
    expect(shown).toBe(text);
    expect(shown).not.toContain('hunter2');
  });

  it.each([
    ['not set', {}],
    ['empty', { CAMERA_PASSWORD: '' }],
  ])('are required when their variable is %s', (_, environment) => {
    const source = 'rtsp://admin:${CAMERA_PASSWORD}@10.0.0.7/1';
    expect(faults({ cameras: [{ ...camera, source }] }, environment)).toBe(
      'cameras[0].source: the environment variable CAMERA_PASSWORD is not set',
    );
  });

  it('never appear in messages about other faults', () => {
    const shown = faults(
      {
        timezone: 'x',
        cameras: [{ ...camera, source: 'rtsp://admin:${CAMERA_PASSWORD}@10.0.0.7/1', fps: 5 }],
        channels: { mqtt: { url: 'http://u:hunter2@broker', password: ['hunter2'] } },
      },
      { CAMERA_PASSWORD: 'hunter2' },
    );
    expect(shown).toContain('timezone');
    expect(shown).not.toContain('hunter2');
  });
});
