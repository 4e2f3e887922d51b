// The shared line to dispatch: urgent uploads go first, the rate limit holds, and no upload waits for ever.
import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../../host/testing/fake-clock.ts';
import { createUploadLine, type Lane } from './upload-line.ts';

describe('the line', () => {
  it('lets everything go at once without a limit', async () => {
    const clock = createFakeClock();
    const line = createUploadLine(null, clock);
    await line.turn('past');
    await line.pass('past', 1e9);
    expect(clock.waits).toEqual([]);
  });

  it('starts nothing in less urgent lanes while an urgent upload runs', async () => {
    const line = createUploadLine(null, createFakeClock());
    const begun: Lane[] = [];
    let end: () => void = () => undefined;
    const picture = line.hold('pictures', () => new Promise<void>((resolve) => (end = resolve)));
    const lanes: Lane[] = ['alerts', 'pictures', 'clips', 'past', 'view'];
    const turns = lanes.map(async (lane) => {
      await line.turn(lane);
      begun.push(lane);
    });
    await Promise.resolve();
    await new Promise(setImmediate);
    expect(begun).toEqual(['alerts', 'pictures', 'view']);
    end();
    await Promise.all([picture, ...turns]);
    expect(begun).toEqual(['alerts', 'pictures', 'view', 'clips', 'past']);
  });

  it('is free again when the urgent upload failed', async () => {
    const line = createUploadLine(null, createFakeClock());
    await expect(line.hold('alerts', () => Promise.reject(new Error('x')))).rejects.toThrow('x');
    await line.turn('past');
  });

  it('stops waiting on abort', async () => {
    const line = createUploadLine(1000, createFakeClock());
    const stop = new AbortController();
    void line.hold('alerts', () => new Promise(() => undefined));
    const waiting = line.turn('clips', stop.signal);
    stop.abort();
    await waiting;
    await line.pass('view', 10, stop.signal);
  });

  it('keeps to its limit, and uploads for the camera wall yield', async () => {
    const clock = createFakeClock();
    const line = createUploadLine(1000, clock);
    const passed: string[] = [];
    const ask = (lane: Lane, name: string) =>
      line.pass(lane, 500).then(() => {
        passed.push(name);
      });
    const all = [ask('clips', 'a'), ask('view', 'wall'), ask('clips', 'b'), ask('pictures', 'c')];
    await clock.advance(499);
    expect(passed).toEqual(['a']);
    await clock.advance(1);
    expect(passed).toEqual(['a', 'b']);
    await clock.advance(1000);
    await Promise.all(all);
    expect(passed).toEqual(['a', 'b', 'c', 'wall']);
  });

  it('sends small slices at a low limit', () => {
    const clock = createFakeClock();
    expect(createUploadLine(null, clock).sliceBytes).toBe(16_384);
    expect(createUploadLine(8000, clock).sliceBytes).toBe(1000);
    expect(createUploadLine(1000, clock).sliceBytes).toBe(256);
  });
});
