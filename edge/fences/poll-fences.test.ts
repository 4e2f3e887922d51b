import { describe, expect, it } from 'vitest';
import type { ArmedFences } from '../../contracts/index.ts';
import { createFakeClock } from '../../host/testing/fake-clock.ts';
import { createMemoryLog } from '../testing/memory-log.ts';
import { pollFences } from './poll-fences.ts';

type Answer = number | 'gone' | 'nonsense' | 'off';

/** Answers from a script: a revision, a failure, or no more answers at its end. `off` is a status of 503. */
async function poll(script: readonly Answer[], startRevision = 0) {
  const clock = createFakeClock();
  const memory = createMemoryLog();
  const stopping = new AbortController();
  const asked: string[] = [];
  const taken: number[] = [];
  let revision = startRevision;
  const keeper = {
    revision: () => revision,
    take: (armed: ArmedFences) => {
      revision = armed.revision;
      taken.push(revision);
      return Promise.resolve();
    },
  };
  const answers = [...script];
  const send = (url: URL, { signal, headers }: RequestInit) => {
    asked.push(`${url.pathname}${url.search} ${new Headers(headers).get('authorization') ?? ''}`);
    const answer = answers.shift();
    if (answer !== undefined) return reply(answer);
    return new Promise<Response>((_, reject) => {
      signal?.addEventListener('abort', () => {
        reject(new Error('aborted'));
      });
    });
  };
  const dispatch = { url: 'http://d', token: 't', fetch: send as typeof fetch };
  const done = pollFences({
    dispatch,
    keeper,
    clock,
    log: memory.log,
    signal: stopping.signal,
    random: () => 1,
  });
  for (let round = 0; round < 40; round++) await clock.advance(30_000);
  stopping.abort();
  await done;
  const revisions = asked.map((line) => Number(/after=(\d+)/.exec(line)?.[1]));
  return { asked, revisions, taken, waits: clock.waits, lines: memory.lines };
}

function reply(answer: Answer): Promise<Response> {
  if (answer === 'gone')
    return Promise.reject(new TypeError('failed', { cause: new Error('refused') }));
  if (answer === 'off') return Promise.resolve(new Response('', { status: 503 }));
  const armed = { version: 1, revision: answer, fences: [], views: [] };
  return Promise.resolve(Response.json(answer === 'nonsense' ? { fences: 1 } : armed));
}

describe('polling for fences', () => {
  it('sends the token, and asks for everything first, then for newer revisions', async () => {
    const { asked, taken, lines } = await poll([4, 5, 9]);
    expect(asked[0]).toBe('/api/edge/fences?after=0 Bearer t');
    expect(asked).toHaveLength(4);
    expect(asked.at(-1)).toContain('after=9');
    expect(taken).toEqual([4, 5, 9]);
    expect(lines).toEqual([]);
  });

  it('ends on abort while it waits', async () => {
    expect((await poll([])).taken).toEqual([]);
  });

  it('keeps the site file while nothing was ever armed', async () => {
    expect((await poll([0, 0])).taken).toEqual([]);
  });

  it('fetches everything at the start, because dispatch may be a new installation', async () => {
    const { revisions, taken } = await poll([7], 7);
    expect(taken).toEqual([7]);
    expect(revisions).toEqual([0, 7]);
  });

  it('accepts an older revision from a dispatch that was reinstalled', async () => {
    const { taken } = await poll([40, 3]);
    expect(taken).toEqual([40, 3]);
  });

  it('backs off after failures, logs once, and fetches everything on recovery', async () => {
    const { waits, lines, revisions, taken } = await poll([4, 'gone', 'gone', 'gone', 6]);
    expect(waits.filter((ms) => ms <= 30_000).slice(0, 3)).toEqual([500, 1000, 2000]);
    expect(lines.map(({ msg }) => msg)).toEqual([
      'armed fences cannot be loaded from dispatch',
      'armed fences can be loaded from dispatch again',
    ]);
    expect(revisions).toEqual([0, 4, 0, 0, 0, 6]);
    expect(taken).toEqual([4, 6]);
  });

  it('never waits longer than half a minute', async () => {
    const { waits } = await poll(Array<Answer>(9).fill('off'));
    expect(Math.max(...waits)).toBe(30_000);
  });

  it.each([
    ['gone', 'refused'],
    ['off', 'dispatch answers 503'],
    ['nonsense', 'version: '],
  ] as const)('changes nothing when dispatch is %s, and reports why', async (answer, problem) => {
    const { taken, lines } = await poll([answer]);
    expect(taken).toEqual([]);
    expect(lines[0]?.['problem']).toContain(problem);
  });

  it('does not loop quickly when answers bring nothing new', async () => {
    const { waits } = await poll([4, 4, 4]);
    expect(waits).toEqual([1000, 1000]);
  });
});
