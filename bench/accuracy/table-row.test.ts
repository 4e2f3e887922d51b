import { describe, expect, it } from 'vitest';
import { figuresOf, type JudgedClip } from './figures.ts';
import { tableHead, tableRow } from './table-row.ts';
import { aClip, aJudgedClip, anEvent, aTrueIncident, aTruth, farAway } from './testing/makers.ts';

const shown = ['street-vending', 'blocked-fire-exit', 'debris-pile'];

/** The row as an object by its heads. */
function rowOf(judged: JudgedClip[], periodMs: number | null = 500): Record<string, string> {
  const settings = { engine: 'naive', model: 'yolox-nano', modelSha256: 'ab', periodMs } as const;
  const row = tableRow({ settings, figures: figuresOf(judged) }, shown);
  const head = tableHead(shown);
  expect(row).toHaveLength(head.length);
  return Object.fromEntries(head.map((name, index) => [name, row[index] ?? '']));
}

describe('a row of the table', () => {
  it('names the settings of the measurement', () => {
    expect(rowOf([])).toMatchObject({ engine: 'naive', model: '`yolox-nano`', period: '0.5 s' });
    expect(rowOf([], null)['period']).toBe('site');
  });

  it('has dashes without clips', () => {
    expect(rowOf([])).toMatchObject({
      'blocked-fire-exit': '–',
      'street-vending': '–',
      'debris-pile': '–',
      'false alarms (a camera-day)': '0 (–)',
      duplicates: '0',
      'delay median / worst': '– / –',
      'cleared seen': '0 of 0',
      'CPU s an hour': '–',
    });
  });

  it('has found, false, repeated and late incidents, and the cost', () => {
    const events = [
      anEvent('opened', 31_000),
      anEvent('opened', 40_000, { incidentId: 'i2' }),
      anEvent('opened', 50_000, { region: farAway }),
    ];
    expect(rowOf([aJudgedClip({ events }), aJudgedClip()])).toMatchObject({
      'blocked-fire-exit': '1 of 2',
      'false alarms (a camera-day)': '1 (432)',
      duplicates: '1',
      'delay median / worst': '+1.0 s / +1.0 s',
      'CPU s an hour': '72',
    });
  });

  it('has places that were cleared while the object was there', () => {
    const truth = aTruth({ incidents: [aTrueIncident({ presentToMs: 60_000 })] });
    const events = [anEvent('opened', 30_000), anEvent('cleared', 40_000)];
    const judged = aJudgedClip({ clip: aClip({ truth }), events });
    expect(rowOf([judged])['cleared seen']).toBe('0 of 1, 1 early');
  });
});
