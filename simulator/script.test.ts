import { describe, expect, it } from 'vitest';
import { createBackdrop } from './backdrops/create-backdrop.ts';
import { placementsAt } from './script.ts';
import { parseScene, type Scene, type SceneFile } from './scene.ts';

const { ground } = createBackdrop('street');
type ActorFile = NonNullable<SceneFile['actors']>[number];

function sceneWith(...actors: ActorFile[]): Scene {
  const result = parseScene({ version: 1, duration: '60s', backdrop: 'street', actors });
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.scene;
}
const keysAt = (scene: Scene, timeMs: number) =>
  placementsAt(scene, ground, timeMs).map(({ sprite }) => sprite.key);

describe('placementsAt', () => {
  it('is empty for a scene without actors', () => {
    expect(placementsAt(sceneWith(), ground, 0)).toEqual([]);
  });

  it('lists far objects first', () => {
    const walker = (y: number): ActorFile => ({
      type: 'walker',
      at: '0s',
      path: [
        [0, y],
        [1, y],
      ],
    });
    const places = placementsAt(sceneWith(walker(0.9), walker(0.5), walker(0.7)), ground, 1000);
    expect(places.map(({ at }) => at[1])).toEqual(
      [0.5, 0.7, 0.9].map((y) => expect.closeTo(y, 6) as number),
    );
  });
});

describe('a walker', () => {
  const scene = sceneWith({
    type: 'walker',
    at: '1s',
    path: [
      [0.3, 0.6],
      [0.5, 0.6],
      [0.3, 0.6],
    ],
    stops: [{ point: 1, for: '4s', facing: 'back' }],
    carries: { load: 'bag', from: 0, to: 1 },
  });

  it('faces its direction', () => {
    expect(placementsAt(scene, ground, 1500)[0]?.isMirrored).toBe(false);
    const back = Array.from(
      { length: 300 },
      (_, index) => placementsAt(scene, ground, index * 100)[0],
    );
    const walkingBack = back.findLast((placement) => placement !== undefined);
    expect(walkingBack?.isMirrored).toBe(true);
  });

  it('carries its load only on the way to its goal', () => {
    expect(keysAt(scene, 1500)[0]).toContain('"load":"bag"');
    const later = keysAt(scene, 1000 + 2600 + 3000);
    expect(later.join()).not.toContain('"load":"bag"');
  });

  it('uses all eight phases of its step', () => {
    const phases = new Set(
      Array.from(
        { length: 24 },
        (_, index) => /"phase":(\d|null)/.exec(keysAt(scene, 1000 + index * 90)[0] ?? '')?.[1],
      ),
    );
    expect([...phases].filter((phase) => phase !== undefined).length).toBeGreaterThanOrEqual(8);
  });
});

describe('a scooter', () => {
  it('has a rider while it moves and none while it is parked', () => {
    const scene = sceneWith({
      type: 'vehicle',
      model: 'scooter',
      at: '0s',
      path: [
        [0.9, 0.7],
        [0.5, 0.7],
        [0.1, 0.7],
      ],
      speed: 5,
      stops: [{ point: 1, for: '30s' }],
    });
    expect(keysAt(scene, 200)[0]).not.toContain('null]');
    expect(keysAt(scene, 15_000)[0]).toContain(',null]');
    expect(placementsAt(scene, ground, 15_000)[0]?.isMirrored).toBe(true);
  });
});

describe('a stall', () => {
  const scene = sceneWith({ type: 'stall', at: '20s', until: '50s', place: [0.55, 0.55] });

  it('is absent long before and long after', () => {
    expect(keysAt(scene, 1000)).toEqual([]);
    expect(keysAt(scene, 59_000 + 20_000)).toEqual([]);
  });

  it('moves with its parasol folded and trades with it open', () => {
    expect(keysAt(scene, 18_000).join()).toContain('folded');
    expect(keysAt(scene, 30_000).join()).toContain('open');
    expect(keysAt(scene, 51_000).join()).toContain('folded');
  });

  it('stands at its place exactly from "at" to "until"', () => {
    const cartX = (timeMs: number) =>
      placementsAt(scene, ground, timeMs).find(({ sprite }) => sprite.key.startsWith('stall'))
        ?.at[0];
    expect(cartX(19_500)).toBeGreaterThan(0.551);
    expect(cartX(20_000)).toBe(0.55);
    expect(cartX(49_999)).toBe(0.55);
    expect(cartX(50_500)).toBeGreaterThan(0.551);
  });
});

describe('a heap', () => {
  const scene = sceneWith({
    type: 'bin-bags',
    at: '10s',
    until: '30s',
    place: [0.5, 0.6],
    count: 5,
    growFor: '4s',
  });

  it('grows piece by piece and then stays as it is', () => {
    const pieces = (timeMs: number) =>
      Number(/bags (\d+)/.exec(keysAt(scene, timeMs).at(-1) ?? '')?.[1] ?? 0);
    expect([9000, 10_000, 12_000, 14_000, 29_000].map(pieces)).toEqual([0, 1, 3, 5, 5]);
  });

  it('fades out when it is removed, then is gone', () => {
    const opacity = (timeMs: number) => placementsAt(scene, ground, timeMs)[0]?.opacity;
    expect(opacity(29_900)).toBe(1);
    expect(opacity(30_200)).toBeCloseTo(0.5, 5);
    expect(opacity(30_500)).toBeUndefined();
  });
});
