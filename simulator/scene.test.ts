import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseSite } from '../contracts/index.ts';
import { loadScene } from './scene-file.ts';
import { parseScene, type SceneFile } from './scene.ts';

const smallest: SceneFile = { version: 1, duration: '10s', backdrop: 'street' };

describe('parseScene', () => {
  it('fills in the defaults of a scene', () => {
    const result = parseScene(smallest);
    expect(result).toMatchObject({
      ok: true,
      scene: { size: { width: 960, height: 540 }, fps: 10, duration: 10_000, actors: [] },
    });
  });

  it.each<[string, unknown, string, RegExp]>([
    ['nothing at all', undefined, '', /expected object/],
    ['an empty mapping', {}, 'version', /expected 1/],
    ['an unknown key', { ...smallest, wind: 3 }, 'wind', /unknown key/],
    ['a duration without a unit', { ...smallest, duration: 10 }, 'duration', /"40s".*got 10/],
    ['an unknown backdrop', { ...smallest, backdrop: 'moon' }, 'backdrop', /street.*got "moon"/],
    [
      'an odd width',
      { ...smallest, size: { width: 961, height: 540 } },
      'size.width',
      /multiple of 2/,
    ],
    ['a square picture', { ...smallest, size: { width: 540, height: 540 } }, 'size', /16:9/],
    [
      'a colour by name',
      {
        ...smallest,
        actors: [
          {
            type: 'vehicle',
            model: 'car',
            at: '1s',
            path: [
              [0, 1],
              [1, 1],
            ],
            colour: 'red',
          },
        ],
      },
      'actors[0].colour',
      /"#2f4f7f".*got "red"/,
    ],
    [
      'an actor of no known type',
      { ...smallest, actors: [{ type: 'dragon', at: '1s' }] },
      'actors[0].type',
      /walker|invalid/i,
    ],
    [
      'a halt at a point that the path does not have',
      {
        ...smallest,
        actors: [
          {
            type: 'walker',
            at: '1s',
            path: [
              [0, 1],
              [1, 1],
            ],
            stops: [{ point: 2, for: '3s' }],
          },
        ],
      },
      'actors[0].stops[0].point',
      /0 to 1, got 2/,
    ],
    [
      'a heap that leaves before it comes',
      {
        ...smallest,
        actors: [{ type: 'boxes', at: '5s', until: '4s', place: [0.5, 0.5], count: 2 }],
      },
      'actors[0].until',
      /later than at/,
    ],
    [
      'a stall that comes after the end',
      { ...smallest, actors: [{ type: 'stall', at: '11s', until: '14s', place: [0.5, 0.5] }] },
      'actors[0].at',
      /ends at 10000 ms/,
    ],
  ])('refuses %s and says where', (_, value, path, message) => {
    const result = parseScene(value);
    expect(result.ok).toBe(false);
    const faults = result.ok ? [] : result.faults;
    expect(faults.map((fault) => fault.path)).toContain(path);
    expect(faults.find((fault) => fault.path === path)?.message).toMatch(message);
  });
});

describe('loadScene', () => {
  const folder = join(import.meta.dirname, 'scenes');

  it.each([...scenesIn(folder), ...scenesIn(join(folder, 'tests'))])(
    'reads the shipped scene %s',
    async (file) => {
      expect(await loadScene(file)).toMatchObject({ ok: true });
    },
  );

  it('reports a missing file', async () => {
    expect(await loadScene(join(folder, 'none.yaml'))).toEqual({
      ok: false,
      faults: [{ path: '', message: 'cannot be read' }],
    });
  });
});

describe('the demo site', () => {
  it('is a valid site once the address of the server is known', () => {
    const file = parse(
      readFileSync(join(import.meta.dirname, 'scenes', 'site.yaml'), 'utf8'),
    ) as unknown;
    const result = parseSite(file, { FENCEWATCH_DEMO_RTSP: 'rtsp://127.0.0.1:8554' });
    if (!result.ok) throw new Error(JSON.stringify(result.faults));
    const kinds = result.site.fences.map(({ kind }) => kind).toSorted();
    expect(kinds).toEqual(['blocked-fire-exit', 'debris-pile', 'street-vending']);
    expect(result.site.cameras.map(({ source }) => source)).toContain(
      'rtsp://127.0.0.1:8554/street',
    );
    expect(result.site.roster.map(({ gridCell }) => gridCell)).toEqual(
      result.site.cameras.map(({ gridCell }) => gridCell),
    );
  });
});

function scenesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml') && name !== 'site.yaml')
    .map((name) => join(folder, name));
}
