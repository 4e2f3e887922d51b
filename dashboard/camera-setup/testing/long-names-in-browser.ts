/// <reference types="node" />
// The pages where administrators add cameras, with the longest names and addresses on the smallest phone: nothing is cut off, too
// small to touch or hard to read.
import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { findAxeFaults, findCutTexts, findSmallTargets } from '../../testing/axe.ts';
import { lengthenNames } from '../../testing/long-names.ts';
import { leadTo } from '../../testing/page-pool.ts';
import { stage } from '../../testing/page-stage.ts';
import { aPicture, fillCameraSetup, fillFaultyImport } from '../../testing/sample-camera-setup.ts';

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
  'long names of cameras cut nothing off, %s',
  async (locale, colorScheme) => {
    fillCameraSetup(stage.server.cameraSetup);
    fillFaultyImport(stage.server.cameraSetup);
    lengthenNames(stage.server, locale);
    stage.server.cameraSetup.tryResult = aPicture;
    const look = { role: 'admin', screen: 'small', locale, colorScheme } as const;
    const { page, complaints } = await stage.enter('/cameras', look);
    await page.locator('.camera-row').first().waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await leadTo(page, '/cameras/edit/street-east');
    await page.locator('.try-card .button').click();
    await page.locator('.try-facts').waitFor();
    await page.locator('.remove-card summary').click();
    expect(await faultsOf(page)).toEqual([]);
    await leadTo(page, '/cameras/import');
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
