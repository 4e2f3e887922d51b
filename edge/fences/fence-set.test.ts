import { describe, expect, it } from 'vitest';
import { fencesInForceSchema, type ArmedFences, type FenceFile } from '../../contracts/index.ts';
import { testFence } from '../testing/site.ts';
import { fencesOfCamera, siteFileFences, takeArmed, type FenceSet } from './fence-set.ts';

const written = (parts: Partial<FenceFile> = {}): FenceFile => ({
  id: 'exit-1',
  camera: 'gate',
  kind: 'blocked-fire-exit',
  polygon: [
    [0.2, 0.2],
    [0.8, 0.2],
    [0.8, 0.8],
  ],
  ...parts,
});
const armed = (
  revision: number,
  fences: [number, unknown][],
  views: ArmedFences['views'] = [],
): ArmedFences => ({
  version: 1,
  revision,
  views,
  fences: fences.map(([version, fence]) => ({ version, fence: fence as FenceFile })),
});
const nothing = siteFileFences([]);
const versions = (set: FenceSet, camera = 'gate') => fencesOfCamera(set, camera).status.inForce;

describe('the fences of the site file', () => {
  it('are in force under revision 0 until dispatch answers', () => {
    expect(fencesOfCamera(siteFileFences([testFence()]), 'gate')).toEqual({
      fences: [testFence()],
      status: { revision: 0, inForce: [{ fenceId: 'exit-1', version: 1 }], refused: [] },
      viewConfirmedAt: null,
    });
    expect(versions(nothing)).toEqual([]);
  });

  it('are replaced entirely by what dispatch has armed', () => {
    const set = takeArmed(armed(3, [[2, written({ id: 'other' })]]), siteFileFences([testFence()]));
    expect(versions(set)).toEqual([{ fenceId: 'other', version: 2 }]);
  });
});

describe('what dispatch has armed', () => {
  it('is in force for its own camera, with defaults filled in', () => {
    const set = takeArmed(
      armed(
        7,
        [
          [4, written({ dwell: '90s' })],
          [1, written({ id: 'b', camera: 'back' })],
        ],
        [{ cameraId: 'gate', confirmedAt: 5000 }],
      ),
      nothing,
    );
    const gate = fencesOfCamera(set, 'gate');
    expect(gate.fences).toMatchObject([{ id: 'exit-1', version: 4, dwellMs: { goods: 90_000 } }]);
    expect(gate.viewConfirmedAt).toBe(5000);
    expect(gate.status).toMatchObject({ revision: 7, refused: [] });
    expect(fencesOfCamera(set, 'back').viewConfirmedAt).toBeNull();
    expect(versions(set, 'back')).toEqual([{ fenceId: 'b', version: 1 }]);
    expect(versions(set, 'roof')).toEqual([]);
  });

  it('may be empty: then no fence is in force', () => {
    const before = takeArmed(armed(1, [[1, written()]]), nothing);
    expect(versions(takeArmed(armed(2, []), before))).toEqual([]);
  });
});

describe('a fence that cannot be used', () => {
  const before = takeArmed(armed(1, [[1, written()]]), nothing);
  const bad = { ...written(), polygon: [[0.1, 0.1]] };

  it('leaves the previous version in force, reports why, and does not affect the others', () => {
    const set = takeArmed(
      armed(2, [
        [2, bad],
        [1, written({ id: 'other' })],
      ]),
      before,
    );
    const { fences, status } = fencesOfCamera(set, 'gate');
    expect(fences.map(({ id, version }) => [id, version])).toEqual([
      ['exit-1', 1],
      ['other', 1],
    ]);
    expect(status.refused).toMatchObject([{ fenceId: 'exit-1', version: 2 }]);
    expect(status.refused[0]?.message).toContain('polygon: a polygon needs at least 3 points');
  });

  it('is no longer reported after a good version', () => {
    const set = takeArmed(armed(3, [[3, written()]]), takeArmed(armed(2, [[2, bad]]), before));
    expect(fencesOfCamera(set, 'gate').status).toEqual({
      revision: 3,
      inForce: [{ fenceId: 'exit-1', version: 3 }],
      refused: [],
    });
  });

  it('is reported within the limits of the contract', () => {
    const holes = Array.from({ length: 20 }, () => Array.from({ length: 3 }, () => ['x', 'y']));
    const many = Array.from({ length: 300 }, (_, index): [number, unknown] => [
      1,
      { ...bad, holes, id: `${'i'.repeat(400)}${index}` },
    ]);
    const { status } = fencesOfCamera(takeArmed(armed(2, many), nothing), 'gate');
    expect(status.refused).toHaveLength(100);
    expect(status.refused[0]?.message).toMatch(/^.{1999}…$/s);
    expect(fencesInForceSchema.safeParse(status).success).toBe(true);
  });

  it.each<[string, unknown, string, string]>([
    ['that nobody knew before', bad, 'exit-1', 'gate'],
    ['of another camera', { ...bad, id: 'x', camera: 'back' }, 'x', 'back'],
    ['of a kind of later days', written({ kind: 'parking' }), 'exit-1', 'gate'],
    ['without anything in it', {}, 'without id', 'gate'],
  ])('is not in force: %s', (_, fence, fenceId, camera) => {
    const set = takeArmed(armed(2, [[1, fence]]), nothing);
    expect(set.inForce).toEqual([]);
    expect(fencesOfCamera(set, camera).status.refused).toMatchObject([{ fenceId, version: 1 }]);
  });
});
