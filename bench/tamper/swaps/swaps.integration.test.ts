// Swaps between cases on a running dispatch with Redis and PostgreSQL: some of each kind are found; and the judge detects missed
// and wrongly attributed ones.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dice } from '../samples/a-log.ts';
import { openDistrict, type SwapDistrict } from './open-district.ts';
import { createSwaps, swapKinds } from './swaps.ts';

let district: SwapDistrict;
beforeAll(async () => {
  district = await openDistrict();
}, 120_000);
afterAll(() => district.stop());

describe('a swap between cases', () => {
  it.each(swapKinds)(
    '%s: is named with file and row, whichever files it is',
    async (change) => {
      const swaps = createSwaps(district);
      const roll = dice(7);
      for (let round = 0; round < 8; round += 1)
        expect(await swaps.try(change, roll)).toBe('named');
    },
    120_000,
  );

  it('does not change the custody log', async () => {
    expect(await district.findingsInLog()).toEqual([]);
  }, 60_000);

  it('counts as missed with the bundle from before, and as wrongly named when its keys are unknown', async () => {
    const [first] = district.cases;
    const whole = await district.exported(first?.caseId ?? '');
    const blind = { ...district, exported: () => Promise.resolve(whole) };
    expect(await createSwaps(blind).try('files-swapped', dice(7))).toBe('missed');
    const keyless = { ...district, keys: () => Promise.resolve([]) };
    const outcome = await createSwaps(keyless).try('files-swapped', dice(7));
    expect(outcome).toEqual({ wrongly: 'cannot be said' });
  }, 60_000);
});
