// Second opinions between analysis and fences: a refused heap waits and is looked at again, a failure does not stop the alert, and a
// back-test over the log gives the same events.
import { describe, expect, it } from 'vitest';
import { completeFence, type Observation, type Opinion } from '../../contracts/index.ts';
import type { Frame } from '../../detectors/frame.ts';
import { createFenceEngine, emptyEngineState } from '../../geofences/index.ts';
import { anObservation, aRegion, monday } from '../../geofences/testing/observations.ts';
import { decodeLog, encodeBlock } from '../../observation-log/index.ts';
import { judge, type Judged } from './judge.ts';
import type { OpenedAnalyzer } from './opened-analyzer.ts';
import { createSecondOpinions } from './second-opinions.ts';

const fence = completeFence({
  id: 'yard',
  camera: 'gate',
  kind: 'debris-pile',
  dwell: 10_000,
  polygon: [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ],
});

type Says = (second: number) => Opinion['says'];

/** The part of an analyzer that second opinions use. */
function analyzerThat(says: Says, asked: number[]): OpenedAnalyzer {
  const giveOpinions: OpenedAnalyzer['giveOpinions'] = (frame, wishes) => {
    const second = (frame.capturedAt - monday) / 1000;
    const due = wishes.filter(({ isDue }) => isDue);
    if (due.length > 0) asked.push(second);
    const opinions = due.map(({ region }) => ({ region, says: says(second) }));
    return Promise.resolve({ opinions, runs: 3 * wishes.length, tookMs: 40 });
  };
  const other = () => {
    throw new Error('not asked for here');
  };
  return {
    giveOpinions,
    analyze: other,
    setFences: other,
    confirmView: other,
    crops: other,
    setAside: other,
    snapshot: other,
  };
}

/** A heap that came at noon, looked at every two seconds. */
async function run(says: Says, seconds: number, isAsked = true) {
  const asked: number[] = [];
  const opinions = isAsked ? createSecondOpinions(analyzerThat(says, asked)) : null;
  const engine = createFenceEngine([fence], 'UTC');
  let state = emptyEngineState;
  const all: Judged[] = [];
  for (let second = 0; second <= seconds; second += 2) {
    const capturedAt = monday + second * 1000;
    const seen = anObservation({ capturedAt, regions: [aRegion({ since: monday })] });
    const rgb = new Uint8Array(0);
    const frame: Frame = {
      cameraId: 'gate',
      capturedAt,
      mediaTimeMs: null,
      width: 1,
      height: 1,
      rgb,
    };
    const judged = await judge(opinions, { engine, state, seen, frame });
    state = judged.state;
    all.push(judged);
  }
  return { asked, all };
}

const openedAt = (all: readonly Judged[]) =>
  all.flatMap(({ events }) => events.map(({ capturedAt }) => (capturedAt - monday) / 1000));

describe('second opinions', () => {
  it('allow an alert in the frame in which it is due', async () => {
    const { asked, all } = await run(() => [], 20);
    expect([asked, openedAt(all)]).toEqual([[10], [10]]);
    expect(all.find(({ events }) => events.length > 0)?.observation.opinions).toMatchObject([
      { at: monday + 10_000, says: [] },
    ]);
  });

  it('are repeated after 4, 8, 16 s and so on while they refuse', async () => {
    const { asked, all } = await run(() => ['person'], 180);
    expect(asked).toEqual([10, 14, 22, 38, 70, 130]);
    expect(openedAt(all)).toEqual([]);
    const waits = all.flatMap((judged) => judged.waits.map(({ wait }) => wait.reason));
    expect(new Set(waits)).toEqual(new Set(['one-frame-only', 'dwell', 'second-opinion-person']));
  });

  it('allow the alert of a heap once the person next to it has gone, with its original start', async () => {
    const { all } = await run((second) => (second < 20 ? ['person'] : []), 60);
    expect(openedAt(all)).toEqual([22]);
    expect(all.flatMap(({ events }) => events)[0]).toMatchObject({ presentSince: monday });
  });

  it.each([['failed'], ['late']] as const)('allow the alert when they are %s', async (word) => {
    const { all } = await run(() => [word], 20);
    expect(openedAt(all)).toEqual([10]);
    const [event] = all.flatMap(({ events }) => events);
    expect(event?.trace.evidence).toContainEqual({
      name: 'second-opinion',
      value: 0,
      detail: word,
    });
  });

  it('allow the alert when the look throws, and record it', async () => {
    const { all } = await run(() => {
      throw new Error('the thread has ended');
    }, 20);
    expect(openedAt(all)).toEqual([10]);
    expect(all[5]?.observation.opinions?.[0]?.says).toEqual(['failed']);
    expect(all[5]?.opinion?.failure).toBe('the thread has ended');
  });

  it('are not requested for a camera without them', async () => {
    const { asked, all } = await run(() => ['person'], 20, false);
    expect([asked, openedAt(all)]).toEqual([[], [10]]);
    expect(all.every(({ opinion, observation }) => !opinion && !observation.opinions)).toBe(true);
  });

  it('report their cost', async () => {
    const { all } = await run(() => ['known'], 12);
    expect(all.map(({ opinion }) => opinion?.runs ?? 0)).toEqual([0, 3, 3, 3, 3, 3, 0]);
  });

  it('no longer apply after a step of the clock', () => {
    const opinions = createSecondOpinions(analyzerThat(() => ['person'], []));
    opinions.forget();
    const seen = anObservation();
    expect(opinions.withHeld(seen)).toBe(seen);
  });
});

describe('a back-test over the log', () => {
  it.each<[string, Says]>([
    ['that agrees', () => []],
    ['that refuses for a while', (second) => (second < 30 ? ['person'] : [])],
    ['that refuses always', () => ['known']],
    ['that fails', () => ['failed']],
  ])('comes to the same events as the live engine with an opinion %s', async (_, says) => {
    const { all } = await run(says, 90);
    const bytes = await encodeBlock(all.map(({ observation }) => observation));
    const again: Observation[] = [];
    for await (const { observations } of decodeLog(bytes)) again.push(...observations);
    const engine = createFenceEngine([fence], 'UTC');
    let state = emptyEngineState;
    const events = again.flatMap((observation) => {
      const outcome = engine.advance(state, observation);
      state = outcome.state;
      return outcome.events;
    });
    expect(events).toEqual(all.flatMap((judged) => judged.events));
  });
});
