// Tests a remote analyzer with a scripted thread: the buffers that it transfers and gets back, and how it recovers when the
// thread dies during a frame.
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { Frame } from '../../detectors/frame.ts';
import type { ResolvedModel } from '../../models/index.ts';
import { createFakeClock } from '../../host/testing/fake-clock.ts';
import { keepThread } from './kept-thread.ts';
import type { AskName } from './messages.ts';
import { createRemoteAnalyzer } from './remote-analyzer.ts';
import { AskFailed, ThreadGone, type ThreadLink } from './thread-link.ts';

type Reply = (name: AskName, ask: unknown) => unknown;

/** A thread that answers as scripted until it dies. */
function scriptedThread(reply: Reply): ThreadLink & { die: (reason: string) => void } {
  let die: (reason: string) => void = () => undefined;
  const ended = new Promise<string>((resolve) => (die = resolve));
  let isAlive = true;
  const link = {
    ask: (name: AskName, ask: unknown) =>
      isAlive
        ? Promise.resolve().then(() => reply(name, ask))
        : Promise.reject(new ThreadGone('gone')),
    isAlive: () => isAlive,
    ended,
    stop: () => Promise.resolve(),
    die: (reason: string) => {
      isAlive = false;
      die(reason);
    },
  };
  return link as unknown as ThreadLink & { die: (reason: string) => void };
}

const frame = (bytes = new Uint8Array(12).fill(7)): Frame => ({
  cameraId: 'gate',
  capturedAt: 1,
  mediaTimeMs: null,
  width: 2,
  height: 2,
  rgb: bytes,
});
const model = { name: 'm', sha256: 'a' } as unknown as ResolvedModel;

function setUp(reply: Reply, seed = { fences: [], snapshot: null as never }) {
  const clock = createFakeClock();
  const links: ReturnType<typeof scriptedThread>[] = [];
  const faults: string[] = [];
  const asked: AskName[] = [];
  const start = () => {
    const link = scriptedThread((name, ask) => {
      asked.push(name);
      return reply(name, ask);
    });
    links.push(link);
    return link;
  };
  const thread = keepThread({ start, name: 'analysis 1', clock, log: pino({ level: 'silent' }) });
  const analyzer = createRemoteAnalyzer({
    cameraId: 'gate',
    model,
    second: null,
    seed,
    thread,
    onFault: (fault) => faults.push(fault),
  });
  return { analyzer, links, asked, faults, clock, thread };
}

const analysed = (_: AskName, ask: unknown) => ({
  observation: 'seen',
  crops: ['crop'],
  setAside: ['light'],
  rgb: (ask as { frame: Frame }).frame.rgb,
});
const usual: Reply = (name, ask) => (name === 'analyze' ? analysed(name, ask) : { fault: null });

describe('a remote analyzer', () => {
  it('opens once, and gets back the picture, the crops and the rejected regions', async () => {
    const { analyzer, asked } = setUp(usual);
    expect(await analyzer.analyze(frame(), false)).toBe('seen');
    await analyzer.analyze(frame(), false);
    expect(asked).toEqual(['open', 'analyze', 'analyze']);
    expect(analyzer.crops()).toEqual(['crop']);
    expect(analyzer.setAside()).toEqual(['light']);
    expect(analyzer.lentBytes?.()).toEqual(frame().rgb);
  });

  it('copies bytes that share their buffer with others', async () => {
    const { analyzer } = setUp(usual);
    const shared = new Uint8Array(24).fill(7);
    await analyzer.analyze(frame(shared.subarray(12)), false);
    expect(analyzer.lentBytes?.()?.buffer).not.toBe(shared.buffer);
  });

  it('gets the picture back when it could not be analysed', async () => {
    const rgb = new Uint8Array(12);
    const { analyzer } = setUp((name) => {
      if (name === 'analyze') throw new AskFailed('too odd', rgb);
      return { fault: null };
    });
    await expect(analyzer.analyze(frame(), false)).rejects.toThrow('too odd');
    expect(analyzer.lentBytes?.()).toBe(rgb);
  });

  it('opens on the new thread with the current fences and snapshot', async () => {
    const seeds: unknown[] = [];
    const { analyzer, links, clock } = setUp((name, ask) => {
      if (name === 'open') seeds.push((ask as { seed: unknown }).seed);
      if (name === 'snapshot') return 'learnt';
      return usual(name, ask);
    });
    await analyzer.analyze(frame(), false);
    await analyzer.snapshot();
    analyzer.setFences(['fence'] as never);
    links[0]?.die('out of memory');
    const next = analyzer.analyze(frame(), false);
    await clock.advance(250);
    expect(await next).toBe('seen');
    expect(seeds).toEqual([
      { fences: [], snapshot: null },
      { fences: ['fence'], snapshot: 'learnt' },
    ]);
  });

  it('drops the saved state of a view that an operator confirmed again', async () => {
    const seeds: unknown[] = [];
    const { analyzer, links, clock } = setUp((name, ask) => {
      if (name === 'open') seeds.push((ask as { seed: unknown }).seed);
      return name === 'snapshot' ? 'learnt' : usual(name, ask);
    });
    await analyzer.snapshot();
    analyzer.confirmView();
    links[0]?.die('x');
    const next = analyzer.analyze(frame(), false);
    await clock.advance(250);
    await next;
    expect(seeds.at(-1)).toEqual({ fences: [], snapshot: null });
  });

  it('reports a snapshot that could not be used', async () => {
    const { analyzer, faults } = setUp((name, ask) =>
      name === 'open' ? { fault: 'too short' } : usual(name, ask),
    );
    await analyzer.analyze(frame(), false);
    expect(faults).toEqual(['too short']);
  });
});

describe('a kept thread', () => {
  it('pauses longer after each early death', async () => {
    const { links, clock } = setUp(usual);
    links[0]?.die('x');
    await clock.advance(250);
    expect(links).toHaveLength(2);
    links[1]?.die('x');
    await clock.advance(250);
    expect(links).toHaveLength(2);
    await clock.advance(250);
    expect(links).toHaveLength(3);
  });

  it('is not started again after it is closed, and its callers get an error', async () => {
    const { links, thread, clock } = setUp(usual);
    links[0]?.die('x');
    const waiting = thread.get();
    waiting.catch(() => undefined);
    await thread.close();
    await clock.advance(1000);
    expect(links).toHaveLength(1);
    await expect(waiting).rejects.toThrow('closed');
  });
});
