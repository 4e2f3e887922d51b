// The time that a clip covers before and after its alert, as in a site file.
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { faultsOf } from './faults.ts';
import { clipRollsShape, completeRolls } from './clip-rolls.ts';

const schema = z.strictObject(clipRollsShape);
const rollsOf = (clips?: object) =>
  completeRolls(schema.parse(clips === undefined ? {} : { clips }));

describe('the rolls of clips', () => {
  it.each([
    ['as usual where the site file says nothing', undefined, 15_000, 30_000],
    ['as usual where it says nothing in it', {}, 15_000, 30_000],
    ['what it says', { before: '1s', after: '5m' }, 1000, 300_000],
    ['the usual one beside the written one', { after: '2.5s' }, 15_000, 2500],
  ])('are %s', (_, clips, beforeMs, afterMs) => {
    expect(rollsOf(clips)).toEqual({ beforeMs, afterMs });
  });

  it.each([
    ['nothing', { before: '0s' }, 'clips.before'],
    ['less than a second', { after: '999ms' }, 'clips.after'],
    ['more than the edge keeps', { before: '301s' }, 'clips.before'],
    ['a bare number', { after: 30 }, 'clips.after'],
    ['another name', { pre: '10s' }, 'clips'],
  ])('are not %s', (_, clips, path) => {
    const parsed = schema.safeParse({ clips }, { reportInput: true });
    const [fault] = parsed.error ? faultsOf(parsed.error) : [];
    expect(fault?.path.startsWith(path)).toBe(true);
    expect(fault?.message).toMatch(/got|unknown key/);
  });
});
