import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createBackdrop } from './backdrops/create-backdrop.ts';
import { loadScene } from './scene-file.ts';
import { parseScene, type SceneFile } from './scene.ts';
import { truthOf, truthSchema, type Truth } from './truth.ts';

const base: SceneFile = { version: 1, duration: '60s', backdrop: 'fire-exit' };

function truthFor(more: Partial<SceneFile>): Truth {
  const result = parseScene({ ...base, ...more });
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return truthOf(result.scene, createBackdrop(result.scene.backdrop).ground);
}
const exit = { kind: 'blocked-fire-exit', fence: 'keep-clear' } as const;

describe('truthOf', () => {
  it('has no incident in an empty scene', () => {
    expect(truthFor({})).toEqual({
      durationMs: 60_000,
      incidents: [],
      negatives: [],
      expectViewMoved: false,
      nuisance: [],
      note: '',
    });
  });

  it('counts a heap as present from its last piece until it is taken', () => {
    const { incidents } = truthFor({
      actors: [
        {
          type: 'boxes',
          at: '10s',
          until: '40s',
          growFor: '3s',
          place: [0.5, 0.6],
          count: 4,
          incident: exit,
        },
      ],
    });
    expect(incidents).toHaveLength(1);
    expect(incidents[0]).toMatchObject({
      fenceId: 'keep-clear',
      presentFromMs: 13_000,
      presentToMs: 40_000,
    });
    const { x, y, width, height } = incidents[0]!.region;
    expect(x).toBeLessThan(0.5);
    expect(x + width).toBeGreaterThan(0.5);
    expect(y + height).toBeGreaterThan(0.6);
  });

  it('leaves out people, and objects without an incident', () => {
    const { incidents } = truthFor({
      actors: [
        {
          type: 'walker',
          at: '0s',
          path: [
            [0, 0.6],
            [0.5, 0.6],
          ],
          stops: [{ point: 1, for: '40s' }],
        },
        { type: 'boxes', at: '10s', until: '40s', place: [0.5, 0.6], count: 4 },
      ],
    });
    expect(incidents).toEqual([]);
  });

  it('makes one incident of objects that are in one fence at the same time', () => {
    const { incidents } = truthFor({
      actors: [
        { type: 'boxes', at: '10s', until: '40s', place: [0.4, 0.6], count: 2, incident: exit },
        { type: 'boxes', at: '20s', until: '50s', place: [0.6, 0.6], count: 2, incident: exit },
      ],
    });
    expect(incidents).toHaveLength(1);
    expect(incidents[0]).toMatchObject({ presentFromMs: 10_000, presentToMs: 50_000 });
    expect(incidents[0]!.region.width).toBeGreaterThan(0.2);
  });

  it('makes two incidents of objects that come one after another', () => {
    const { incidents } = truthFor({
      actors: [
        { type: 'boxes', at: '30s', until: '50s', place: [0.6, 0.6], count: 2, incident: exit },
        { type: 'boxes', at: '5s', until: '20s', place: [0.4, 0.6], count: 2, incident: exit },
      ],
    });
    expect(incidents.map(({ presentFromMs }) => presentFromMs)).toEqual([5000, 30_000]);
  });

  it('counts a parked scooter from its arrival, and only its halts', () => {
    const { incidents } = truthFor({
      actors: [
        {
          type: 'vehicle',
          model: 'scooter',
          at: '0s',
          path: [
            [1.1, 0.6],
            [0.5, 0.6],
            [-0.1, 0.6],
          ],
          speed: 3,
          stops: [{ point: 1, for: '20s' }],
          incident: exit,
        },
      ],
    });
    expect(incidents).toHaveLength(1);
    expect(incidents[0]!.presentFromMs).toBeGreaterThan(500);
    expect(incidents[0]!.presentToMs - incidents[0]!.presentFromMs).toBe(20_000);
  });

  it('ends objects that stay with the scene, and keeps regions inside the picture', () => {
    const { incidents } = truthFor({
      actors: [
        { type: 'boxes', at: '10s', until: '90s', place: [0.98, 0.98], count: 6, incident: exit },
      ],
    });
    const { x, y, width, height } = incidents[0]!.region;
    expect(incidents[0]!.presentToMs).toBe(60_000);
    expect(x + width).toBeLessThanOrEqual(1);
    expect(y + height).toBeLessThanOrEqual(1);
  });

  it('lists every nuisance and a turned camera', () => {
    const truth = truthFor({
      shake: 2,
      rain: 0.5,
      noise: 8,
      light: { steps: [{ at: '20s', level: 0.5 }], clouds: { swing: 0.3, period: '30s' } },
      moves: [{ at: '30s', x: 0.05, y: 0 }],
      negatives: ['keep-clear'],
    });
    expect(truth.nuisance).toEqual([
      'light to 0.5 at 20 s',
      'clouds, light down by 0.3',
      'sensor noise 8',
      'camera shake 2 px',
      'rain 0.5',
      'camera turned at 30 s',
    ]);
    expect(truth.expectViewMoved).toBe(true);
    expect(truth.negatives).toEqual(['keep-clear']);
  });
});

describe('the demo scenes', () => {
  it.each([
    ['street', 'street-vending', 22_000, 65_000],
    ['fire-exit', 'blocked-fire-exit', 20_000, 55_000],
    ['corner', 'debris-pile', 18_000, 55_000],
  ] as const)('%s holds one %s, from about %d to about %d ms', async (name, kind, fromMs, toMs) => {
    const result = await loadScene(join(import.meta.dirname, 'scenes', `${name}.yaml`));
    if (!result.ok) throw new Error(JSON.stringify(result.faults));
    const truth = truthSchema.parse(
      truthOf(result.scene, createBackdrop(result.scene.backdrop).ground),
    );
    expect(truth.durationMs).toBe(90_000);
    expect(truth.incidents.map((incident) => incident.kind)).toEqual([kind]);
    expect(Math.abs(truth.incidents[0]!.presentFromMs - fromMs)).toBeLessThan(2500);
    expect(Math.abs(truth.incidents[0]!.presentToMs - toMs)).toBeLessThan(2500);
  });
});
