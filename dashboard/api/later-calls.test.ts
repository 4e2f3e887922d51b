// Calls that are loaded later: all are listed, they behave like the real ones, and a missing connection is a failure like any
// other.
import { describe, expect, test, vi } from 'vitest';
import { createAccountCalls } from './account-calls.ts';
import { createFailure, type Answer } from './answer.ts';
import { callsLater } from './calls-later.ts';
import { createCameraCalls } from './camera-calls.ts';
import { createChannelCalls } from './channel-calls.ts';
import { createDeskCalls } from './desk-calls.ts';
import { createFenceCalls } from './fence-calls.ts';
import { laterNames } from './later-calls.ts';
import { createNumberCalls } from './number-calls.ts';
import { createShiftCalls } from './shift-calls.ts';
import type { Call } from './send.ts';

const call: Call = () => Promise.resolve(createFailure('refused', 'no'));
const callForBytes = () => Promise.resolve(createFailure('refused', 'no'));

describe('the names', () => {
  test.each([
    ['account', createAccountCalls(call)],
    ['camera', createCameraCalls(call, callForBytes)],
    ['channel', createChannelCalls(call)],
    ['desk', createDeskCalls(call)],
    ['fence', createFenceCalls(call)],
    ['number', createNumberCalls(call)],
    ['shift', createShiftCalls(call)],
  ] as const)('of the calls about %s are all there', (group, real) => {
    expect([...laterNames[group]].sort()).toEqual(Object.keys(real).sort());
  });
});

interface Greeting {
  greet(name: string, times: number): Promise<Answer<string>>;
}

describe('a call that is loaded later', () => {
  test('is loaded once, with the first call, and gets its arguments', async () => {
    const load = vi.fn((): Promise<Greeting> =>
      Promise.resolve({
        greet: (name, times) => Promise.resolve({ status: 'ok', value: name.repeat(times) }),
      }),
    );
    const calls = callsLater<Greeting>(['greet'], load);
    expect(load).not.toHaveBeenCalled();
    expect(await calls.greet('hi', 2)).toEqual({ status: 'ok', value: 'hihi' });
    expect(await calls.greet('ho', 1)).toEqual({ status: 'ok', value: 'ho' });
    expect(load).toHaveBeenCalledOnce();
  });

  test('fails like an offline call when it cannot be loaded, and is loaded again next time', async () => {
    const load = vi
      .fn<() => Promise<Greeting>>()
      .mockRejectedValueOnce(new TypeError('Failed to fetch'))
      .mockResolvedValue({ greet: () => Promise.resolve({ status: 'ok', value: 'hi' }) });
    const calls = callsLater<Greeting>(['greet'], load);
    expect(await calls.greet('hi', 1)).toMatchObject({ status: 'error', reason: 'network' });
    expect(await calls.greet('hi', 1)).toEqual({ status: 'ok', value: 'hi' });
  });
});
