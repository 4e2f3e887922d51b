/// <reference types="node" />
// The pages where people are set up, with the longest names on the smallest phone: nothing is cut off, too small for a finger or hard to
// read.
import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { findAxeFaults, findCutTexts, findSmallTargets } from '../../testing/axe.ts';
import { lengthenNames } from '../../testing/long-names.ts';
import { leadTo } from '../../testing/page-pool.ts';
import { stage } from '../../testing/page-stage.ts';
import { fillFaultyRoster, fillPeople } from '../../testing/sample-people.ts';

async function faultsOf(page: Page): Promise<string[]> {
  const over = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  const wide = over > 0 ? [`${over} px too wide`] : [];
  const found = [findCutTexts(page), findSmallTargets(page), findAxeFaults(page)];
  return [...wide, ...(await Promise.all(found)).flat()];
}

test.each([
  ['zh-CN', 'light'],
  ['en-GB', 'dark'],
] as const)(
  'long names of people cut nothing off, %s',
  async (locale, colorScheme) => {
    fillPeople(stage.server.people);
    fillFaultyRoster(stage.server.people);
    lengthenNames(stage.server, locale);
    const look = { role: 'admin', screen: 'small', locale, colorScheme } as const;
    const { page, complaints } = await stage.enter('/people', look);
    await page.locator('.camera-row').first().waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await leadTo(page, '/people/edit/p-01');
    await page.locator('.remove-card summary').first().click();
    await page.locator('[data-holds]').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await leadTo(page, '/people/units');
    await page.locator('[data-unit="west-1"] summary').click();
    expect(await faultsOf(page)).toEqual([]);
    await leadTo(page, '/people/import');
    const file = {
      name: `${'长'.repeat(80)}.csv`,
      mimeType: 'text/csv',
      buffer: Buffer.from('id'),
    };
    await page.locator('input[type="file"]').setInputFiles(file);
    await page.locator('.row-note').first().waitFor();
    expect(await faultsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
  },
  60_000,
);
