// Swaps between cases on a dispatch that runs, with Redis and PostgreSQL: some of each kind are named; and the judge can say that one was
// missed, or named wrongly.
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

  it('leaves the custody log as it was', async () => {
    expect(await district.findingsInLog()).toEqual([]);
  }, 60_000);

  it('is missed where the bundle is that of before, and wrongly named when its keys are not known', async () => {
    const [first] = district.cases;
    const whole = await district.exported(first?.caseId ?? '');
    const blind = { ...district, exported: () => Promise.resolve(whole) };
    expect(await createSwaps(blind).try('files-swapped', dice(7))).toBe('missed');
    const keyless = { ...district, keys: () => Promise.resolve([]) };
    const outcome = await createSwaps(keyless).try('files-swapped', dice(7));
    expect(outcome).toEqual({ wrongly: 'cannot be said' });
  }, 60_000);
});
