// The time by the phone's clock of a step that was taken offline: stored with the step, and used for nothing else.
import { describe, expect, it } from 'vitest';
import { caseActionSchema } from '../../contracts/index.ts';
import { aCase, after } from '../testing/a-case.ts';
import { playedAt as at } from '../testing/play-alerts.ts';

const handler = { by: 'li', parts: ['handler'] } as const;
const hour = 3_600_000;

describe("the phone's time of a step", () => {
  it.each([
    ['before', at - hour],
    ['after, by a wrong clock', at + hour],
    ['never set', 0],
  ])('%s dispatch heard of it, is kept beside the time of the step', (_, saidAt) => {
    const file = after(aCase('dispatched'), { action: { action: 'arrive', saidAt }, ...handler });
    expect(file.log.at(-1)).toMatchObject({ at, details: { saidAt } });
    expect(file.case.acknowledgedAt).toBe(at);
  });

  it('is recorded with the other details', () => {
    const action = {
      action: 'void',
      why: 'permitted',
      saidAt: at - hour,
      reason: 'paper',
    } as const;
    const leader = { by: 'chen', parts: ['duty-leader'] } as const;
    const file = after(aCase('dispatched'), { action, ...leader });
    expect(file.log.at(-1)?.details).toEqual({ why: 'permitted', saidAt: at - hour });
  });

  it('is absent if none was sent', () => {
    const file = after(aCase('dispatched'), { action: { action: 'arrive' }, ...handler });
    expect(file.log.at(-1)?.details).toBeNull();
  });

  it.each([-1, 0.5, 1e16, '5', null])('is refused as %s', (saidAt) => {
    expect(caseActionSchema.safeParse({ action: 'arrive', saidAt }).success).toBe(false);
  });
});
