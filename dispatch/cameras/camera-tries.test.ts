// Addresses that an edge tries: delivered once, answered once, forgotten after a time.
import { expect, it } from 'vitest';
import type { CameraTryResult } from '../../contracts/index.ts';
import { createFakeClock } from '../../host/testing/fake-clock.ts';
import { createCameraTries } from './camera-tries.ts';

const address = { source: 'rtsp://user:password@camera.example/1', transport: 'auto' } as const;
const refused: CameraTryResult = {
  outcome: 'fault',
  fault: 'login-refused',
  detail: '401',
  codec: null,
};

function setUp() {
  const clock = createFakeClock();
  return { clock, tries: createCameraTries(clock) };
}

it('is delivered once, to the edge that was asked', () => {
  const { tries } = setUp();
  const asked = tries.ask('edge-1', address);
  expect(tries.take('edge-2')).toEqual([]);
  expect(tries.take('edge-1')).toEqual([{ id: asked?.id, ...address }]);
  expect(tries.take('edge-1')).toEqual([]);
  expect(tries.find(asked?.id ?? '')).toMatchObject({ state: 'running', result: null });
});

it('shows no address', () => {
  const { tries } = setUp();
  const id = tries.ask('edge-1', address)?.id ?? '';
  expect(JSON.stringify(tries.find(id))).not.toContain('password');
});

it('accepts one answer, and none for an unknown or unfetched try', () => {
  const { tries } = setUp();
  const id = tries.ask('edge-1', address)?.id ?? '';
  expect([tries.answer(id, refused, null), tries.answer('unknown', refused, null)]).toEqual([
    false,
    false,
  ]);
  tries.take('edge-1');
  expect(tries.answer(id, refused, Buffer.from('jpeg'))).toBe(true);
  expect(tries.answer(id, { ...refused, detail: 'later' }, null)).toBe(false);
  expect(tries.find(id)).toMatchObject({ state: 'done', result: refused });
  expect(tries.picture(id)?.toString()).toBe('jpeg');
});

it('expires after a minute without an answer, and is then neither delivered nor answered', async () => {
  const { clock, tries } = setUp();
  const [fetched, waiting] = [1, 2].map(() => tries.ask('edge-1', address)?.id ?? '');
  tries.take('edge-1');
  const late = tries.ask('edge-2', address)?.id ?? '';
  await clock.advance(60_001);
  for (const id of [fetched, waiting, late])
    expect(tries.find(id ?? '')).toMatchObject({ state: 'lost', result: null });
  expect(tries.take('edge-2')).toEqual([]);
  expect(tries.answer(fetched ?? '', refused, null)).toBe(false);
});

it('is forgotten after five minutes, which makes room for others', async () => {
  const { clock, tries } = setUp();
  const first = tries.ask('edge-1', address)?.id ?? '';
  for (let made = 1; made < 50; made += 1) tries.ask('edge-1', address);
  expect(tries.ask('edge-1', address)).toBeNull();
  await clock.advance(300_001);
  expect(tries.find(first)).toBeNull();
  expect(tries.ask('edge-1', address)).not.toBeNull();
});
