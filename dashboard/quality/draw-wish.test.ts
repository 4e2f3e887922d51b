import { describe, expect, it } from 'vitest';
import { drawSampleSchema } from '../../contracts/index.ts';
import { noFilter, type CaseFilter } from '../cases/case-filter.ts';
import { drawWish, sampleFilterOf } from './draw-wish.ts';

const fields = { size: '50', seed: '', reason: 'monthly check' };

describe('the request for a sample', () => {
  it('requests all judged cases without a filter, and leaves the seed to dispatch', () => {
    const wish = drawWish(fields, noFilter, 'Asia/Shanghai');
    expect(wish).toEqual({ size: 50, filter: {}, reason: 'monthly check' });
    expect(drawSampleSchema.safeParse(wish).success).toBe(true);
  });

  it.each([
    ['no size', { size: '' }],
    ['a size of 0', { size: '0' }],
    ['more than dispatch takes', { size: '1001' }],
    ['half a case', { size: '1.5' }],
    ['no reason', { reason: '  ' }],
  ])('is none with %s', (_, change) => {
    expect(drawWish({ ...fields, ...change }, noFilter, 'UTC')).toBeNull();
  });

  it('includes every filter of the search, with days of the site', () => {
    const filter: CaseFilter = {
      ...noFilter,
      kind: 'debris-pile',
      cameraId: 'east',
      fence: 'f1',
      verdict: 'permitted',
      state: 'void',
      ...{ from: '2026-11-01', until: '2026-11-30', person: ' li ', text: ' gate ' },
      onlyPresent: true,
    };
    const wish = drawWish({ ...fields, seed: ' s-1 ' }, filter, 'Asia/Shanghai');
    expect(drawSampleSchema.parse(wish)).toEqual({
      size: 50,
      seed: 's-1',
      reason: 'monthly check',
      filter: {
        ...{ kind: 'debris-pile', cameraId: 'east', fenceId: 'f1', verdict: 'permitted' },
        ...{ states: ['void'], person: 'li', text: 'gate' },
        from: Date.parse('2026-10-31T16:00:00Z'),
        until: Date.parse('2026-11-30T16:00:00Z'),
      },
    });
  });

  it('omits the verdict "none", because only judged cases are drawn', () => {
    expect(sampleFilterOf({ ...noFilter, verdict: 'none' }, 'UTC')).toEqual({});
  });
});
