// The JSON Schema for editors agrees with the parser of site files. After a change of contracts/site.ts: `npm run build && npm
// run schema`.
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parseSite, siteFileJsonSchema } from './site.ts';

const file = new URL('site.schema.json', import.meta.url);
const validate = new Ajv2020({ strict: false }).compile(siteFileJsonSchema());

const good = {
  version: 1,
  timezone: 'Asia/Shanghai',
  cameras: [{ id: 'GATE-1', source: 'rtsp://10.0.0.7/1', gridCell: '370305001001001' }],
  fences: [
    {
      id: 'exit',
      camera: 'GATE-1',
      kind: 'blocked-fire-exit',
      polygon: [
        [0, 0],
        [1, 0],
        [1, 1],
      ],
      dwell: { vehicle: '50s' },
      schedule: [{ from: '22:00', to: '06:00' }],
    },
  ],
  channels: { mqtt: { url: 'mqtts://broker', password: '${BROKER_PASSWORD}' } },
};

describe('the JSON Schema of the site file', () => {
  it('is stored in contracts/site.schema.json as the code generates it', () => {
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(siteFileJsonSchema());
  });

  it('accepts what the parser accepts', () => {
    expect(parseSite(good, { BROKER_PASSWORD: 'x' }).ok).toBe(true);
    expect(validate(good), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each([
    ['nothing', {}],
    ['an unknown key', { ...good, camras: [] }],
    ['a key that is missing', { ...good, timezone: undefined }],
    ['a duration without unit', { ...good, analysis: { period: '2' } }],
    [
      'a point outside the picture',
      {
        ...good,
        fences: [
          {
            ...good.fences[0],
            polygon: [
              [0, 0],
              [2, 0],
              [1, 1],
            ],
          },
        ],
      },
    ],
    [
      'two points only',
      {
        ...good,
        fences: [
          {
            ...good.fences[0],
            polygon: [
              [0, 0],
              [1, 0],
            ],
          },
        ],
      },
    ],
    ['what can be no kind', { ...good, fences: [{ ...good.fences[0], kind: 'par king' }] }],
    [
      'a cell without quotes',
      { ...good, cameras: [{ id: 'a', source: 'b', gridCell: 370305001001001 }] },
    ],
  ])('refuses %s, like the parser', (_, site) => {
    expect(parseSite(site, { BROKER_PASSWORD: 'x' }).ok).toBe(false);
    expect(validate(JSON.parse(JSON.stringify(site)))).toBe(false);
  });
});
