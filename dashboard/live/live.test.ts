// The live feed reconnects as long as it is wanted, and accepts only valid events.
import { describe, expect, test } from 'vitest';
import { createCamera, createSummary } from '../testing/sample-cases.ts';
import { runLiveFeed, type LiveFeedOptions } from './live-feed.ts';
import { parseLiveMessage } from './live-message.ts';

/** A feed with scripted connections; after the last one it is aborted. */
async function runScript(script: LiveFeedOptions['connect'][]) {
  const controller = new AbortController();
  const log: string[] = [];
  const steps = [...script];
  await runLiveFeed(
    {
      connect: async (handlers, signal) => {
        await steps.shift()?.(handlers, signal);
        if (steps.length === 0) controller.abort();
      },
      wait: (ms) => {
        log.push(`wait ${ms}`);
        return Promise.resolve();
      },
      onState: (state) => log.push(state),
      onHeard: () => log.push('heard'),
      onEvent: (event) => log.push(event.type),
    },
    controller.signal,
  );
  return log;
}

const fails = () => Promise.resolve();
const opens: LiveFeedOptions['connect'] = ({ onOpen }) => {
  onOpen();
  return Promise.resolve();
};

describe('the live feed', () => {
  test('does nothing after an abort', async () => {
    const log: string[] = [];
    await runLiveFeed(
      {
        connect: () => Promise.reject(new Error('must not connect')),
        wait: () => Promise.resolve(),
        onState: (state) => log.push(state),
        onHeard: () => undefined,
        onEvent: () => undefined,
      },
      AbortSignal.abort(),
    );
    expect(log).toEqual([]);
  });

  test('waits longer after each failure, and resets after a success', async () => {
    const log = await runScript([fails, fails, fails, opens, fails, fails]);
    expect(log).toEqual([
      'lost',
      'wait 1000',
      'lost',
      'wait 2000',
      'lost',
      'wait 4000',
      'live',
      'lost',
      'wait 1000',
      'lost',
      'wait 2000',
    ]);
  });

  test('passes events on, and is not lost after an abort', async () => {
    const log = await runScript([
      ({ onOpen, onHeard, onEvent }) => {
        onOpen();
        onHeard();
        onEvent({ type: 'case', case: createSummary() });
        return Promise.resolve();
      },
    ]);
    expect(log).toEqual(['live', 'heard', 'case']);
  });

  test('never waits longer than a quarter of a minute', async () => {
    const log = await runScript(Array.from({ length: 7 }, () => fails));
    const waits = log.filter((line) => line.startsWith('wait'));
    expect(waits.slice(-3)).toEqual(['wait 8000', 'wait 15000', 'wait 15000']);
  });
});

describe('a live message', () => {
  test.each([
    ['of a case', 'case', { case: createSummary() }],
    ['of a camera', 'camera', { camera: createCamera() }],
    ['of changed fences', 'fences', { cameraId: 'exit-3' }],
    ['that is a heartbeat', 'heartbeat', { at: 5, everyMs: 10_000 }],
    ['that nothing is wrong', 'problems', { present: [] }],
    ['that repeats its type', 'case', { type: 'case', case: createSummary() }],
  ])('%s is accepted', (_, type, content) => {
    expect(parseLiveMessage(type, JSON.stringify(content))).toEqual({
      ok: true,
      event: { type, ...content },
    });
  });

  test.each([
    ['without content', 'case', '', 'expected a JSON object'],
    ['that is no JSON', 'case', '{', 'expected a JSON object'],
    ['that is no object', 'case', '[]', 'case'],
    ['that is null', 'case', 'null', 'expected a JSON object'],
    ['of an unknown type', 'weather', '{}', 'type'],
    ['with something missing', 'camera', '{"camera":{"id":"a"}}', 'camera.name'],
  ])('%s is refused, with the path', (_, type, data, words) => {
    const message = parseLiveMessage(type, data);
    expect(message.ok).toBe(false);
    expect(!message.ok && message.message).toContain(words);
  });
});
