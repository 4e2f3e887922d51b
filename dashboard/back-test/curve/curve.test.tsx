// The curves: the tried values, their positions on the chart, and the setting of a chosen point.
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { fenceFileSchema, type FenceFile } from '../../../contracts/index.ts';
import { createFence, createVersion } from '../../testing/sample-fences.ts';
import { createQuestion, readFence } from '../question.ts';
import { createChartScale } from './chart-scale.ts';
import { SweepChart } from './sweep-chart.tsx';
import { currentSetting, proposalOf, sweepsOf } from './sweep-values.ts';

const fenceOf = (part: Partial<FenceFile>) => readFence(createFence(part), 1)!;

describe('the settings of a curve', () => {
  test.each<[FenceFile['kind'], string[]]>([
    ['blocked-fire-exit', ['dwell', 'minCover']],
    ['debris-pile', ['dwell', 'minArea']],
    ['street-vending', ['dwell']],
  ])('of %s are those that it has', (kind, names) => {
    expect(sweepsOf(fenceOf({ kind })).map(({ by }) => by)).toEqual(names);
  });

  test('have the current value among the others, in order, once', () => {
    const [dwell] = sweepsOf(fenceOf({ dwell: '75s' }));
    expect(dwell?.values).toContain(75_000);
    expect(dwell?.values).toEqual([...new Set(dwell?.values)].sort((a, b) => a - b));
  });

  test('have no current dwell when each class of object has its own', () => {
    expect(
      currentSetting(fenceOf({ dwell: { vehicle: '50s', goods: '40s' } }), 'dwell'),
    ).toBeNull();
    expect(currentSetting(fenceOf({ minCover: 0.2 }), 'minCover')).toBe(0.2);
  });

  test.each([
    ['dwell', 45_000, { dwell: '45s' }],
    ['dwell', 120_000, { dwell: '2m' }],
    ['minCover', 0.15, { minCover: 0.15 }],
  ] as const)('that propose %s %d are valid in a fence', (by, value, part) => {
    expect(proposalOf(by, value)).toEqual(part);
    expect(fenceFileSchema.safeParse(createFence(proposalOf(by, value))).success).toBe(true);
  });
});

const frame = { width: 100, height: 50, left: 10, right: 10, top: 5, bottom: 5 };

describe('the scale of a chart', () => {
  test('spreads points evenly and reaches a round number', () => {
    const scale = createChartScale([0, 3, 12], frame);
    expect([scale.x(0), scale.x(1), scale.x(2)]).toEqual([10, 50, 90]);
    expect(scale.ticks).toEqual([0, 5, 10, 15]);
    expect([scale.y(0), scale.y(15)]).toEqual([45, 5]);
  });

  test.each<[string, number[], readonly number[]]>([
    ['nothing', [], [0, 0.5, 1]],
    ['one point in the middle', [0], [0, 0.5, 1]],
    ['large numbers', [400, 90], [0, 200, 400]],
  ])('takes %s', (_, values, ticks) => {
    const scale = createChartScale(values, frame);
    expect(scale.ticks).toEqual(ticks);
    if (values.length < 2) expect(scale.x(0)).toBe(50);
  });
});

describe('a chart', () => {
  const points = [30_000, 60_000].map((setting) => ({ setting, incidents: 3, perNight: 1 }));
  const curve = { by: 'dwell', points } as const;

  test('that is editable has a button for each point but the current one', () => {
    const markup = renderToStaticMarkup(
      <SweepChart curve={curve} current={60_000} onPick={() => undefined} />,
    );
    expect(markup.match(/role="button"/g)).toHaveLength(1);
    expect(markup).toMatch(/is-current" data-setting="60000"/);
  });

  test('that is read-only has none', () => {
    const markup = renderToStaticMarkup(<SweepChart curve={curve} current={null} />);
    expect(markup).not.toContain('role="button"');
  });
});

describe('the replayed question', () => {
  const version = createVersion();
  const other = createVersion({ fence: createFence({ id: 'other' }) });
  const where = { timezone: 'UTC', calendar: undefined };

  test('is null without a draft and without armed fences', () => {
    expect(createQuestion({ ...where, draft: null, fences: [] })).toBeNull();
  });

  test('is a draft against the armed version of the same fence', () => {
    const draft = createFence({ dwell: '2m' });
    const question = createQuestion({ ...where, draft, fences: [version, other] });
    expect(question?.armed.map(({ id }) => id)).toEqual([draft.id]);
    expect(question?.draft).toMatchObject({ id: draft.id, version: 2 });
    expect(question?.sweeps.length).toBe(2);
  });

  test('is all armed fences without a draft, with a curve only for a single one', () => {
    const both = createQuestion({ ...where, draft: null, fences: [version, other] });
    expect(both).toMatchObject({ draft: null, sweeps: [] });
    expect(both?.armed).toHaveLength(2);
    const one = createQuestion({ ...where, draft: null, fences: [version] });
    expect(one?.sweeps.length).toBe(2);
  });

  test('leaves out removed fences and an invalid draft', () => {
    const removed = createVersion({ change: 'removed', fence: null });
    const draft = createFence({ polygon: [[0, 0]] });
    expect(createQuestion({ ...where, draft, fences: [removed] })).toBeNull();
  });
});
