import { describe, expect, it } from 'vitest';
import { clipFigures, figuresOf, type JudgedClip } from './figures.ts';
import { aClip, aJudgedClip, anEvent, aTrueIncident, aTruth, farAway } from './testing/makers.ts';
import { clipText, figuresText, settingsText } from './text-report.ts';

const textOf = (judged: JudgedClip) => clipText(clipFigures(judged));

describe('the lines of a clip', () => {
  it('are just one without errors', () => {
    expect(textOf(aJudgedClip({ events: [anEvent('opened', 31_000)] }))).toBe(
      'yard: found 1/1, +1.0 s after the dwell (50 frames, CPU 2.0 s)',
    );
  });

  it('say when there was nothing to find', () => {
    const clip = aClip({ truth: aTruth({ incidents: [] }) });
    expect(textOf(aJudgedClip({ clip }))).toBe('yard: nothing to find (50 frames, CPU 2.0 s)');
  });

  it('list misses with place and time', () => {
    expect(textOf(aJudgedClip())).toContain(
      '\n  missed       blocked-fire-exit in door, there 20.0 s to 100.0 s',
    );
  });

  it('list each false alarm with the engine’s reason and the fault', () => {
    const events = [anEvent('opened', 30_000, { region: farAway })];
    expect(textOf(aJudgedClip({ events }))).toContain(
      '\n  false alarm  blocked-fire-exit in door at 30.0 s: crate there at 30 s; at another place',
    );
  });

  it('list duplicates, and whether they re-open the same incident', () => {
    const events = [
      anEvent('opened', 30_000),
      anEvent('opened', 40_000, { incidentId: 'i2' }),
      anEvent('opened', 50_000),
    ];
    const lines = textOf(aJudgedClip({ events })).split('\n').slice(1);
    expect(lines).toEqual([
      '  duplicate    blocked-fire-exit in door at 40.0 s: crate there at 40 s',
      '  duplicate    blocked-fire-exit in door at 50.0 s: crate there at 50 s; opened again',
    ]);
  });

  it('list missed clearings, early clearings, and wrong reports on the view', () => {
    const clip = aClip({ truth: aTruth({ incidents: [aTrueIncident({ presentToMs: 60_000 })] }) });
    const events = [anEvent('opened', 30_000), anEvent('cleared', 40_000)];
    const viewChanges = [{ state: 'covered' as const, atMs: 2000 }];
    expect(textOf(aJudgedClip({ clip, events, viewChanges })).split('\n').slice(1)).toEqual([
      '  not cleared  door',
      '  cleared      door, while it was still there',
      '  view         covered at 2.0 s',
    ]);
  });
});

describe('the tables', () => {
  it('have a row a kind, a row a nuisance, and the totals', () => {
    const text = figuresText(figuresOf([aJudgedClip({ events: [anEvent('opened', 31_500)] })]));
    const [byKind, byNuisance, totals] = text.split('\n\n').map((part) => part.split('\n'));
    expect(byKind?.[1]).toMatch(/^blocked-fire-exit +1\/1 +100% +0 +0 +\+1\.5 s +\+1\.5 s$/);
    expect(byNuisance?.[1]).toMatch(/^none \(1\) +1\/1 +100%/);
    expect(totals).toEqual([
      'false alarms            0, 0 a camera-day',
      'duplicates              0, 0 of them re-opened',
      'delay beyond the dwell  median +1.5 s, worst +1.5 s',
      'cleared                 0 of 0 seen, 0 too early',
      'view moved              0 of 0 seen, 0 false',
      'CPU                     72 s an hour of video',
      'second opinions         0 asked; 0 runs, 0.0 s',
      'video                   1.7 min in 1 clips',
    ]);
  });

  it('have dashes without clips', () => {
    const text = figuresText(figuresOf([]));
    expect(text).toContain('median –, worst –');
    expect(text).toContain('0, – a camera-day');
  });
});

describe('the settings', () => {
  const settings = { engine: 'naive', model: 'yolox-nano', modelSha256: 'ab' } as const;
  it.each([
    [500, 'engine naive, model yolox-nano, period 0.5 s'],
    [null, 'engine naive, model yolox-nano, period of the site files'],
  ])('with a period of %s', (periodMs, text) => {
    expect(settingsText({ ...settings, periodMs })).toBe(text);
  });
});
