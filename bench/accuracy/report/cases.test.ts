import { describe, expect, it } from 'vitest';
import type { IncidentEvent } from '../../../contracts/index.ts';
import {
  aClip,
  aJudgedClip,
  anEvent,
  aTrueIncident,
  aTruth,
  farAway,
  middle,
} from '../testing/makers.ts';
import { casesOf } from './cases.ts';

const opened = (atMs: number, parts: Partial<IncidentEvent> = {}) => anEvent('opened', atMs, parts);

describe('casesOf', () => {
  it('are empty without errors', () => {
    expect(casesOf(aJudgedClip({ events: [opened(30_000)] }))).toEqual([]);
    const quiet = aClip({ truth: aTruth({ incidents: [] }) });
    expect(casesOf(aJudgedClip({ clip: quiet }))).toEqual([]);
  });

  it('show a miss from before it rests until well after it was due', () => {
    const [missed, ...others] = casesOf(aJudgedClip());
    expect(others).toEqual([]);
    expect(missed).toMatchObject({
      what: 'missed',
      fenceId: 'door',
      truthRegion: middle,
      saidRegion: null,
      openedMs: null,
      reason: null,
      title: 'blocked-fire-exit, there from 20.0 s to 100.0 s',
    });
    expect(missed?.momentsMs).toHaveLength(7);
    expect([missed?.momentsMs[0], missed?.momentsMs.at(-1)]).toEqual([18_000, 55_000]);
  });

  it('show a short miss until the object leaves', () => {
    const truth = aTruth({ incidents: [aTrueIncident({ presentToMs: 40_000 })] });
    const [missed] = casesOf(aJudgedClip({ clip: aClip({ truth }) }));
    expect(missed?.momentsMs.at(-1)).toBe(42_000);
  });

  it('show a false alarm from its reported rest until after its opening', () => {
    const events = [opened(30_000), opened(50_000, { incidentId: 'i2', region: farAway })];
    const [alarm] = casesOf(aJudgedClip({ events }));
    expect(alarm).toMatchObject({
      what: 'false-alarm',
      saidRegion: farAway,
      truthRegion: null,
      openedMs: 50_000,
      reason: 'crate there at 50 s',
    });
    expect(alarm?.title).toMatch(/at 50\.0 s: what happens in this fence is at another place/);
    expect(alarm?.momentsMs).toEqual([38_000, 41_000, 44_000, 47_000, 50_000, 52_000, 54_000]);
  });

  it('show a duplicate with the object that it repeats', () => {
    const events = [opened(30_000), opened(60_000, { incidentId: 'i2' }), opened(70_000)];
    const cases = casesOf(aJudgedClip({ events }));
    expect(cases.map(({ what, truthRegion }) => [what, truthRegion])).toEqual([
      ['duplicate', middle],
      ['duplicate', middle],
    ]);
    expect(cases[0]?.title).toMatch(/another incident for one thing/);
    expect(cases[1]?.title).toMatch(/the same incident opened again/);
  });

  it('show openings that are more than 5 s late, and none below', () => {
    expect(casesOf(aJudgedClip({ events: [opened(35_000)] }))).toEqual([]);
    const [late] = casesOf(aJudgedClip({ events: [opened(35_001)] }));
    expect(late).toMatchObject({ what: 'late', truthRegion: middle, openedMs: 35_001 });
    expect(late?.momentsMs).toContain(35_001);
  });

  it('show a place that was not cleared, around the time when the object left', () => {
    const truth = aTruth({ incidents: [aTrueIncident({ presentToMs: 60_000 })] });
    const [open] = casesOf(aJudgedClip({ clip: aClip({ truth }), events: [opened(30_000)] }));
    expect(open).toMatchObject({
      what: 'not-cleared',
      title: 'blocked-fire-exit, gone since 60.0 s',
    });
    expect([open?.momentsMs[0], open?.momentsMs.at(-1)]).toEqual([58_000, 84_000]);
  });

  it('show a false report of a moved view', () => {
    const viewChanges = [
      { state: 'black' as const, atMs: 1000 },
      { state: 'moved' as const, atMs: 30_000 },
    ];
    const cases = casesOf(aJudgedClip({ events: [opened(30_000)], viewChanges }));
    expect(cases.map(({ what, fenceId }) => [what, fenceId])).toEqual([['view-alarm', null]]);
  });

  it('never begin before the clip, and are in order of time', () => {
    const truth = aTruth({ incidents: [aTrueIncident({ presentFromMs: 500 })] });
    const events = [opened(90_000, { region: farAway }), opened(3000, { region: farAway })];
    const cases = casesOf(aJudgedClip({ clip: aClip({ truth }), events }));
    const begins = cases.map(({ momentsMs }) => momentsMs[0] ?? -1);
    expect(begins).toHaveLength(3);
    expect(Math.min(...begins)).toBe(0);
    expect(begins).toEqual(begins.toSorted((a, b) => a - b));
  });
});
