import { describe, expect, it } from 'vitest';
import { figuresOf } from './figures.ts';
import { noOpinions } from './opinion-tally.ts';
import {
  aClip,
  aFence,
  aJudgedClip,
  anEvent,
  aTrueIncident,
  aTruth,
  farAway,
} from './testing/makers.ts';

const found = (delayMs: number) => aJudgedClip({ events: [anEvent('opened', 30_000 + delayMs)] });
const missed = aJudgedClip();
const falseAlarm = aJudgedClip({
  clip: aClip({ truth: aTruth({ incidents: [], nuisance: ['rain'] }) }),
  events: [anEvent('opened', 30_000), anEvent('opened', 40_000, { region: farAway })],
});

describe('figuresOf', () => {
  it('of no clips are unknown, without a division by zero', () => {
    expect(figuresOf([])).toEqual({
      kinds: {},
      nuisances: {},
      clips: [],
      mediaHours: 0,
      opinions: noOpinions,
      falseAlarms: 0,
      falseAlarmsPerCameraDay: null,
      duplicates: 0,
      reopened: 0,
      medianDelayMs: null,
      worstDelayMs: null,
      cpuSecondsPerMediaHour: null,
      cleared: { expected: 0, seen: 0, early: 0 },
      viewMoved: { expected: 0, found: 0, falseAlarms: 0 },
    });
  });

  it('give recall by kind: found incidents of the real ones', () => {
    const { kinds } = figuresOf([found(0), found(0), missed]);
    expect(kinds).toEqual({
      'blocked-fire-exit': {
        truth: 3,
        found: 2,
        recall: 0.6667,
        falseAlarms: 0,
        duplicates: 0,
        medianDelayMs: 0,
        worstDelayMs: 0,
      },
    });
  });

  it('give no recall for a kind that never happens, but its false alarms', () => {
    const fences = [aFence(), aFence({ id: 'lawn', kind: 'debris-pile' })];
    const events = [anEvent('opened', 30_000, { kind: 'debris-pile', fenceId: 'lawn' })];
    const { kinds } = figuresOf([aJudgedClip({ clip: aClip({ fences }), events })]);
    expect(kinds['debris-pile']).toMatchObject({ truth: 0, recall: null, falseAlarms: 1 });
    expect(kinds['blocked-fire-exit']).toMatchObject({ truth: 1, recall: 0, falseAlarms: 0 });
    expect(kinds['street-vending']).toBeUndefined();
  });

  it('count false alarms per day: events ÷ hours × 24', () => {
    // Two in 100 s, then 100 s without any.
    const figures = figuresOf([falseAlarm, found(0)]);
    expect(figures.falseAlarms).toBe(2);
    expect(figures.falseAlarmsPerCameraDay).toBe(864);
  });

  it.each([
    ['of one is itself', [1000], 1000, 1000],
    ['of three is the middle one', [4000, -500, 1000], 1000, 4000],
    ['of two is the mean', [1000, 2000], 1500, 2000],
    ['of early ones is negative', [-2000, -1000, -500], -1000, -500],
  ])('the median delay %s', (_, delays, medianDelayMs, worstDelayMs) => {
    expect(figuresOf(delays.map(found))).toMatchObject({ medianDelayMs, worstDelayMs });
  });

  it('count duplicates, and how many of them are re-openings', () => {
    const twice = aJudgedClip({
      events: [
        anEvent('opened', 30_000),
        anEvent('cleared', 40_000),
        anEvent('opened', 50_000),
        anEvent('opened', 60_000, { incidentId: 'i2' }),
      ],
    });
    expect(figuresOf([twice])).toMatchObject({ duplicates: 2, reopened: 1, falseAlarms: 0 });
  });

  it('count expected, seen and early clearings', () => {
    const clip = aClip({ truth: aTruth({ incidents: [aTrueIncident({ presentToMs: 60_000 })] }) });
    const good = [anEvent('opened', 30_000), anEvent('cleared', 67_000)];
    const early = [anEvent('opened', 30_000), anEvent('cleared', 50_000)];
    const all = [[], good, early].map((events) => aJudgedClip({ clip, events }));
    expect(figuresOf(all).cleared).toEqual({ expected: 3, seen: 1, early: 1 });
  });

  it('count expected, reported and false moves of the view', () => {
    const viewChanges = [{ state: 'moved' as const, atMs: 1000 }];
    const turned = aClip({ truth: aTruth({ expectViewMoved: true }) });
    const all = [
      aJudgedClip({ clip: turned, viewChanges }),
      aJudgedClip({ clip: turned }),
      aJudgedClip({ viewChanges }),
    ];
    expect(figuresOf(all).viewMoved).toEqual({ expected: 2, found: 1, falseAlarms: 1 });
  });

  it('give CPU seconds per hour of video, over all clips', () => {
    const all = [{ cpuMs: 1000 }, { cpuMs: 3000 }].map((run) => aJudgedClip({ run }));
    expect(figuresOf(all).cpuSecondsPerMediaHour).toBe(72);
  });

  it('count a clip under each of its nuisances', () => {
    const truth = aTruth({ nuisance: ['rain and noise'] });
    const { nuisances } = figuresOf([falseAlarm, aJudgedClip({ clip: aClip({ truth }) }), missed]);
    expect(Object.keys(nuisances)).toEqual(['rain', 'noise', 'none']);
    expect(nuisances.rain).toMatchObject({ clips: 2, truth: 1, found: 0, falseAlarms: 2 });
    expect(nuisances.rain?.falseAlarmsPerCameraDay).toBe(864);
    expect(nuisances.none).toMatchObject({ clips: 1, truth: 1, falseAlarms: 0 });
  });

  it('list for each clip what was found, missed and false', () => {
    const [one, other] = figuresOf([found(1000), falseAlarm]).clips;
    expect(one).toMatchObject({ name: 'yard', missed: [], falseAlarms: [], frames: 50 });
    expect(one?.found.map(({ delayMs }) => delayMs)).toEqual([1000]);
    expect(other?.falseAlarms.map(({ why }) => why)).toEqual(['nothing-there', 'nothing-there']);
  });
});
