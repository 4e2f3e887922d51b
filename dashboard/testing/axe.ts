/// <reference types="node" />
// What axe-core finds in a page: the rules of WCAG 2.1 AA, in the real browser. Gives each serious or critical finding in
// one line. The page's own policy forbids scripts from elsewhere, so axe is put in by the browser's debugger.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

interface Finding {
  id: string;
  impact: string | null;
  nodes: { html: string }[];
}
declare const axe: {
  run: (options: object) => Promise<{ violations: Finding[] }>;
};

export async function findAxeFaults(page: Page): Promise<string[]> {
  const source = await readFile(
    createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
    'utf8',
  );
  // Colours that are still changing, as after a change of theme, have no contrast of their own.
  await page.evaluate(() => {
    const still = new CSSStyleSheet();
    still.replaceSync('* { transition: none !important; animation: none !important; }');
    document.adoptedStyleSheets.push(still);
  });
  await page.evaluate(source);
  return page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
    const { violations } = await axe.run({
      runOnly: { type: 'tag', values: tags },
      resultTypes: ['violations'],
    });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  });
}

/** What can be pressed and is smaller than a finger, 44 px, in one of its sides; text within a sentence is left out. */
export function findSmallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [
      ...document.querySelectorAll(
        'main button, main a[href], main select, main summary, main input',
      ),
    ]
      .map((element) => element.closest('label') ?? element)
      .filter((element) => element.checkVisibility() && !element.closest('p, li li'))
      .flatMap((element) => {
        const { width, height } = element.getBoundingClientRect();
        const isSmall = width > 0 && (width < 43.5 || height < 43.5);
        return isSmall ? [`${width} × ${height}: ${element.outerHTML.slice(0, 120)}`] : [];
      }),
  );
}

/** Texts that do not fit where they stand and are cut off. */
export function findCutTexts(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('main *')]
      .filter((element) => element.checkVisibility() && element.textContent.trim() !== '')
      .filter((element) => !element.matches('.visually-hidden, option, select, textarea'))
      .filter((element) => {
        const { overflowX, textOverflow } = getComputedStyle(element);
        const isCut = overflowX === 'hidden' || overflowX === 'clip' || textOverflow === 'ellipsis';
        return isCut && element.scrollWidth > element.clientWidth + 1;
      })
      .map((element) => element.outerHTML.slice(0, 160)),
  );
}
