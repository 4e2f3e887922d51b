// Why objects were not counted: what is printed for a frame, and when it is repeated.
import { describe, expect, it } from 'vitest';
import type { Box } from '../contracts/index.ts';
import type { PipelineOutcome } from '../edge/pipeline/pipeline.ts';
import { anObservation } from '../geofences/testing/observations.ts';
import { countText, createExplainer, explanationJson, explanationText } from './analyze-explain.ts';

const box: Box = { x: 0.4, y: 0.4, width: 0.2, height: 0.2 };
const beside: Box = { ...box, x: 0.45 };
const elsewhere: Box = { ...box, x: 0.8 };

function outcome(change: Partial<PipelineOutcome> = {}): PipelineOutcome {
  const observation = anObservation({ capturedAt: 1000, mediaTimeMs: 61_500 });
  const none = {
    events: [],
    drops: [],
    waits: [],
    followed: [],
    opinion: null,
    setAside: [],
    watched: [],
  };
  return { observation, ...none, ...change };
}
const dropped = (region: Box) =>
  outcome({ drops: [{ fenceId: 'gate', drop: { reason: 'is-person', region } }] });
const stay = { what: 'goods', stayedMs: 11_000, dwellMs: 15_000 };
const waiting = outcome({
  waits: [{ fenceId: 'gate', wait: { reason: 'dwell', region: box, ...stay } }],
});

describe('an explainer', () => {
  it('prints nothing for an empty frame', () => {
    expect(createExplainer().frame(outcome())).toEqual([]);
    expect(createExplainer().counts()).toEqual([]);
  });

  it('prints what was dropped, what waits and what was set aside before any fence was evaluated', () => {
    const explainer = createExplainer();
    const ghost = outcome({ setAside: [{ reason: 'ghost', box }] });
    const said = [dropped(box), waiting, ghost].flatMap((one) => explainer.frame(one));
    expect(said.map(({ fenceId, verdict, reason }) => [fenceId, verdict, reason])).toEqual([
      ['gate', 'dropped', 'is-person'],
      ['gate', 'waits', 'dwell'],
      [null, 'set aside', 'ghost'],
    ]);
  });

  it('prints it once while it stays the same at about the same place', () => {
    const explainer = createExplainer();
    expect(explainer.frame(dropped(box))).toHaveLength(1);
    expect(explainer.frame(dropped(beside))).toEqual([]);
    expect(explainer.frame(dropped(elsewhere))).toHaveLength(1);
  });

  it('prints it again after another answer', () => {
    const explainer = createExplainer();
    for (const one of [dropped(box), waiting]) expect(explainer.frame(one)).toHaveLength(1);
    expect(explainer.frame(dropped(box))).toHaveLength(1);
  });

  it('counts the frames of each reason, most frequent first', () => {
    const explainer = createExplainer();
    for (const one of [dropped(box), dropped(box), waiting]) explainer.frame(one);
    expect(explainer.counts()).toEqual([
      { verdict: 'dropped', reason: 'is-person', frames: 2 },
      { verdict: 'waits', reason: 'dwell', frames: 1 },
    ]);
  });

  it('counts a frame once, however many places have the same reason', () => {
    const explainer = createExplainer();
    const { drops } = dropped(box);
    explainer.frame(outcome({ drops: [...drops, ...dropped(elsewhere).drops] }));
    expect(explainer.counts()[0]?.frames).toBe(1);
  });
});

describe('the output', () => {
  const [said] = createExplainer().frame(dropped(box));

  it('tells people when, what, why and where', () => {
    expect(explanationText(said!, outcome())).toBe(
      '1:01.5  dropped      is-person          gate  at 0.400 0.400 0.200 0.200',
    );
  });

  it('tells machines the same', () => {
    expect(JSON.parse(explanationJson(said!, outcome()))).toMatchObject({
      ...{ type: 'explanation', mediaTimeMs: 61_500, verdict: 'dropped', reason: 'is-person' },
    });
  });

  it('has one line per count', () => {
    expect(countText({ verdict: 'waits', reason: 'dwell', frames: 12 })).toBe(
      '    12 frames  waits        dwell',
    );
  });
});
