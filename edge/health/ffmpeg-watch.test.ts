import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../../host/testing/fake-clock.ts';
import { createMemoryLog } from '../testing/memory-log.ts';
import { createFfmpegWatch, problemOf, readVersion } from './ffmpeg-watch.ts';

describe('the version of ffmpeg', () => {
  it.each([
    ['ffmpeg version 5.1.9-0+deb12u1 Copyright (c) 2000-2026', 5, 1],
    ['ffmpeg version n7.1.1 Copyright (c) 2000-2025', 7, 1],
    ['ffmpeg version 4.4.2-0ubuntu0.22.04.1 Copyright (c) 2000-2021', 4, 4],
    ['ffmpeg version 7:4.3.6-0+deb11u1 Copyright', 4, 3],
    ['ffmpeg version 8.0 Copyright (c) 2000-2025', 8, 0],
    ['ffmpeg version 10.2 Copyright', 10, 2],
  ])('is read from "%s"', (printed, major, minor) => {
    expect(readVersion(printed)).toMatchObject({ found: 'version', major, minor });
  });

  it.each(['', 'ffmpeg version N-118193-g5f38c82536-20241230 Copyright', 'something else'])(
    'is not guessed from "%s"',
    (printed) => {
      expect(readVersion(printed)).toEqual({ found: 'unnumbered' });
    },
  );

  it.each([
    ['4.4.2', '4.4.2'],
    ['5.0.3', '5.0.3'],
    ['5.1', null],
    ['5.1.9', null],
    ['6.0', null],
    ['10.0', null],
  ])('%s is too old: %s', (version, found) => {
    const problem = problemOf('edge-1', readVersion(`ffmpeg version ${version} Copyright`));
    expect(problem?.values?.['found'] ?? null).toBe(found);
  });
});

function watch(answers: (string | Error)[]) {
  const clock = createFakeClock(0);
  const memory = createMemoryLog();
  const stopping = new AbortController();
  const ask = () => {
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    return typeof answer === 'string' ? Promise.resolve(answer) : Promise.reject(answer!);
  };
  const made = createFfmpegWatch({ edgeId: 'edge-1', clock, log: memory.log, ask });
  return { clock, memory, made, stopping, done: made.run(stopping.signal) };
}

const old = 'ffmpeg version 4.4.2-0ubuntu0.22.04.1 Copyright';
const good = 'ffmpeg version 5.1.9-0+deb12u1 Copyright';

describe('the watch of ffmpeg', () => {
  it('reports nothing for a version that is new enough', async () => {
    const { clock, made, stopping, done, memory } = watch([good]);
    await clock.advance(1000);
    expect(made.problems()).toEqual([]);
    expect(memory.lines).toEqual([]);
    stopping.abort();
    await clock.advance(600_000);
    await done;
  });

  it('logs an old version once, and clears the problem after an upgrade', async () => {
    const { clock, made, stopping, done, memory } = watch([old, old, good]);
    await clock.advance(1000);
    const values = { found: '4.4.2-0ubuntu0.22.04.1', oldest: '5.1' };
    expect(made.problems()).toEqual([{ code: 'ffmpeg-too-old', subject: 'edge-1', values }]);
    await clock.advance(600_000);
    expect(memory.lines).toHaveLength(1);
    await clock.advance(600_000);
    expect(made.problems()).toEqual([]);
    stopping.abort();
    await clock.advance(600_000);
    await done;
  });

  it('reports a missing ffmpeg, but not an answer that comes too late', async () => {
    const missing = Object.assign(new Error('spawn ffmpeg ENOENT'), { code: 'ENOENT' });
    const { clock, made, stopping, done } = watch([new Error('killed'), missing]);
    await clock.advance(1000);
    expect(made.problems()).toEqual([]);
    await clock.advance(600_000);
    expect(made.problems()[0]?.values).toEqual({ found: 'none', oldest: '5.1' });
    stopping.abort();
    await clock.advance(600_000);
    await done;
  });
});
