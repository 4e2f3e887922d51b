import { describe, expect, it } from 'vitest';
import { describeFaults, type Fence } from '../../contracts/index.ts';
import { aFence, middle } from './testing/makers.ts';
import { dwellOf, parseTruth } from './truth.ts';

const fences: Fence[] = [aFence(), aFence({ id: 'lawn', kind: 'debris-pile' })];
const incident = {
  fenceId: 'door',
  kind: 'blocked-fire-exit',
  region: middle,
  presentFromMs: 1000,
  presentToMs: 9000,
};
const whole = { durationMs: 9000, incidents: [incident] };

function faultsOf(value: unknown): string {
  const result = parseTruth(value, fences);
  return result.ok ? '' : describeFaults(result.faults);
}

describe('parseTruth', () => {
  it('accepts a complete truth', () => {
    const full = {
      ...whole,
      negatives: ['lawn'],
      expectViewMoved: true,
      nuisance: ['rain'],
      note: 'a crate',
    };
    expect(parseTruth(full, fences)).toEqual({ ok: true, truth: full });
  });

  it('fills in defaults', () => {
    const result = parseTruth({ durationMs: 1, incidents: [] }, []);
    expect(result).toEqual({
      ok: true,
      truth: {
        durationMs: 1,
        incidents: [],
        negatives: [],
        expectViewMoved: false,
        nuisance: [],
        note: '',
      },
    });
  });

  it('ignores notes of the clip’s author', () => {
    const noted = { ...whole, recordedBy: 'me', incidents: [{ ...incident, colour: 'red' }] };
    expect(faultsOf(noted)).toBe('');
  });

  it('takes an incident without a fence when some fence watches for its kind', () => {
    const anywhere = { ...incident, fenceId: undefined };
    expect(faultsOf({ ...whole, incidents: [anywhere] })).toBe('');
    expect(faultsOf({ ...whole, incidents: [{ ...anywhere, kind: 'street-vending' }] })).toBe(
      'incidents[0].kind: no fence of the clip watches for street-vending',
    );
  });

  it.each([
    ['nothing at all', undefined, 'expected object, got nothing'],
    ['a list', [], 'expected object, got a list'],
    [
      'a fence that the clip does not have',
      { ...whole, incidents: [{ ...incident, fenceId: 'gate' }] },
      'incidents[0].fenceId: expected a fence of the clip (door, lawn), got "gate"',
    ],
    [
      'another kind than its fence has',
      { ...whole, incidents: [{ ...incident, fenceId: 'lawn' }] },
      'incidents[0].kind: expected the kind of fence lawn, debris-pile, got "blocked-fire-exit"',
    ],
    [
      'a negative that is no fence',
      { ...whole, negatives: ['gate'] },
      'negatives[0]: expected a fence of the clip (door, lawn), got "gate"',
    ],
    [
      'something that leaves before it comes',
      { ...whole, incidents: [{ ...incident, presentToMs: 500 }] },
      'incidents[0].presentToMs: expected a time after presentFromMs',
    ],
  ])('refuses %s', (_, value, message) => {
    expect(faultsOf(value)).toContain(message);
  });

  it('reports every fault, not only the first', () => {
    const faulty = {
      durationMs: '9 s',
      negatives: 'none',
      incidents: [{ ...incident, kind: 'ri ot', region: { x: 2 } }],
    };
    const text = faultsOf(faulty);
    for (const path of ['durationMs', 'negatives', 'incidents[0].kind', 'incidents[0].region.x'])
      expect(text).toContain(`${path}: `);
  });
});

describe('dwellOf', () => {
  const fence = aFence({ dwell: { vehicle: '50s', goods: '40s', default: '45s' } });

  it('is the one of the named class', () => {
    expect(dwellOf({ thing: 'vehicle' }, fence)).toBe(50_000);
  });

  it('is the shortest when the truth does not say what it is', () => {
    expect(dwellOf({}, fence)).toBe(40_000);
  });
});
