// What lies between the scene and the sensor: fog, falling drops, blots on the lens, head lamps.
import { describe, expect, it } from 'vitest';
import { createPlace } from '../places/create-place.ts';
import { addFall, addFog } from './air.ts';
import { addBeam, addReflection } from './beams.ts';
import { addBlot } from './lens.ts';
import { lightAt, lightNameOf } from './light.ts';
import { createPictureMap, picture, pixels } from './picture-map.ts';

const place = createPlace('junction');
const map = createPictureMap(place);
const dry = { sun: 0.9, rain: 0, snow: 0, fog: 0, wet: 0, snowLies: 0, wind: 0 };
const noon = { x: 0, y: 0.9, z: -0.43 };
const light = lightAt(place, noon, dry);
const plain = () => new Float32Array(pixels * 3).fill(0.2);
const at = (x: number, y: number) =>
  (Math.floor(y * picture.height) * picture.width + Math.floor(x * picture.width)) * 3;
const changed = (linear: Float32Array) =>
  linear.filter((value) => Math.abs(value - 0.2) > 0.001).length / linear.length;

describe('fog', () => {
  it('hides what is far more than what is near, and nothing on a clear day', () => {
    const foggy = plain().fill(0);
    const clear = plain().fill(0);
    addFog(foggy, map, { light, weather: { ...dry, fog: 1 } });
    addFog(clear, map, { light, weather: dry });
    expect(foggy[at(0.5, 0.2)]!).toBeGreaterThan(foggy[at(0.5, 0.95)]! * 1.2);
    expect(clear.every((value) => value === 0)).toBe(true);
  });
});

describe('rain and snow', () => {
  it('change little of a picture, more when they are heavy, and nothing when it is dry', () => {
    const share = (weather: Partial<typeof dry>) => {
      const linear = plain();
      addFall(linear, { light, weather: { ...dry, ...weather } }, 4);
      return changed(linear);
    };
    expect(share({})).toBe(0);
    expect(share({ rain: 1 })).toBeGreaterThan(share({ rain: 0.2 }));
    expect(share({ rain: 1 })).toBeLessThan(0.2);
    expect(share({ snow: 1 })).toBeGreaterThan(0.001);
  });
});

describe('a blot', () => {
  it('darkens its place alone', () => {
    const linear = plain();
    addBlot(linear, { x: 0.5, y: 0.5, width: 0.05, height: 0.05, bright: 0, cover: 1 });
    expect(linear[at(0.5, 0.5)]).toBeCloseTo(0, 5);
    expect(linear[at(0.6, 0.5)]).toBeCloseTo(0.2, 5);
  });

  it('may hang over the edge', () => {
    expect(() => {
      addBlot(plain(), { x: 1, y: 0, width: 0.1, height: 0.1, bright: 1, cover: 0.5 });
    }).not.toThrow();
  });
});

describe('head lamps', () => {
  const beam = { x: 0, z: 20, towards: { x: 1, z: 0 }, strength: 1 };

  it('light the ground before the car and not behind it', () => {
    const lit = new Float32Array(pixels);
    addBeam({ map, beam: lit }, beam);
    const near = [...lit.keys()].filter((pixel) => lit[pixel]! > 0.3);
    expect(near.length).toBeGreaterThan(100);
    expect(near.every((pixel) => map.x[pixel]! > 0)).toBe(true);
  });

  it('leave a streak on wet ground', () => {
    const sum = (wet: number) => {
      const linear = plain();
      addReflection({ linear, place }, beam, wet);
      return linear.reduce((total, value) => total + value, 0);
    };
    expect(sum(1)).toBeGreaterThan(sum(0) + 1);
  });
});

describe('the light of a place', () => {
  const night = { x: 0, y: -0.5, z: -0.87 };

  it.each([
    ['day at noon', 'junction', noon, 'day'],
    ['lamps at night on a street with lamps', 'junction', night, 'lamps'],
    ['infra-red at night where none are', 'exit-yard', night, 'infra-red'],
    ['indoors at any hour', 'lobby', night, 'indoor'],
    ['dusk just after sunset', 'exit-yard', { x: 0.9, y: -0.02, z: -0.43 }, 'dusk'],
  ] as const)('is %s', (_, name, sun, expected) => {
    const one = createPlace(name);
    expect(lightNameOf(one, lightAt(one, sun, dry))).toBe(expected);
  });

  it('has no sun at night and more of it in clear weather', () => {
    expect(lightAt(place, night, dry).sun[0]).toBe(0);
    expect(lightAt(place, noon, dry).sun[0]).toBeGreaterThan(
      lightAt(place, noon, { ...dry, sun: 0.05 }).sun[0],
    );
  });
});
