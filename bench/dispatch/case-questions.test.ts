// The requests of the bench about many cases, and its statistics of times.
import { describe, expect, it } from 'vitest';
import { caseIdSchema, caseQuerySchema } from '../../contracts/index.ts';
import { randomFrom } from '../night/night-plan.ts';
import { listPath, oneCase, questionsOf } from './case-questions.ts';
import { spreadOf } from './measure-cases.ts';

const wish = () => ({
  random: randomFrom(7),
  until: 1_796_000_000_000,
  caseIds: ['20261122-000001', '20261122-000002'],
  cursors: ['WzEsImEiXQ'],
});

function askedOf(path: string): object {
  return Object.fromEntries(new URL(path, 'http://dispatch.example').searchParams);
}

describe('questions about many cases', () => {
  it('are all valid requests of the API', () => {
    const lists = questionsOf(wish()).filter(({ name }) => name !== oneCase);
    expect(lists.length).toBeGreaterThan(20);
    for (const { name, path } of lists)
      expect([name, caseQuerySchema.safeParse(askedOf(path)).error]).toEqual([name, undefined]);
  });

  it('use each filter of the dashboard, alone or with others', () => {
    const keys = questionsOf(wish()).flatMap(({ path }) => Object.keys(askedOf(path)));
    const filters = ['kind', 'cell', 'cameraId', 'person', 'states', 'open', 'present', 'text'];
    expect(keys).toEqual(expect.arrayContaining([...filters, 'from', 'until', 'cursor', 'with']));
  });

  it('are the same for the same random numbers, and each has its own name', () => {
    expect(questionsOf(wish())).toEqual(questionsOf(wish()));
    const names = questionsOf(wish()).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('ask for an existing case', () => {
    const one = questionsOf(wish()).find(({ name }) => name === oneCase);
    expect(caseIdSchema.safeParse(one?.path.split('/').at(-1)).success).toBe(true);
  });

  it('escape special characters in addresses', () => {
    expect(askedOf(listPath({ text: '50 % & more' }))).toEqual({
      text: '50 % & more',
      with: 'deadline',
    });
  });
});

describe('the spread of times', () => {
  it.each([
    [[], { medianMs: 0, p95Ms: 0, mostMs: 0 }],
    [[3], { medianMs: 3, p95Ms: 3, mostMs: 3 }],
    [[5, 1, 3], { medianMs: 3, p95Ms: 5, mostMs: 5 }],
    [
      Array.from({ length: 100 }, (_, index) => index + 1),
      { medianMs: 50, p95Ms: 95, mostMs: 100 },
    ],
  ])('of %j', (times, spread) => {
    expect(spreadOf(times)).toEqual(spread);
  });
});
