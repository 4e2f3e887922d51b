// Which mutes are active and which have ended, as time passes without a new answer.
import { describe, expect, it } from 'vitest';
import type { Mute } from '../../contracts/index.ts';
import { mutesByState } from './mutes-by-state.ts';

const mute = (number: number, until: number): Mute => ({
  mute: number,
  of: 'fence',
  id: 'x',
  from: 0,
  until,
  reason: 'works',
  author: 'chen',
  endedBy: null,
});
const states = (now: number) => {
  const { holding, over } = mutesByState([mute(1, 30), mute(2, 10), mute(3, 20)], now);
  return [holding.map((one) => one.mute), over.map((one) => one.mute)];
};

describe('mutesByState', () => {
  it('sorts active ones by end, earliest first, and ended ones latest first', () => {
    expect(states(0)).toEqual([[2, 3, 1], []]);
    expect(states(20)).toEqual([[1], [3, 2]]);
    expect(mutesByState([], 5)).toEqual({ holding: [], over: [] });
  });
});
