/// <reference types="node" />
// What axe-core finds in a page: the rules of WCAG 2.1 AA, in the real browser. Returns each serious or critical finding in one
// line. The page's policy forbids other scripts, so axe is injected by the browser's debugger.
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
    return (
      violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
        // The points of a chart have their values as text below.
        .filter((fault) => !/^label-content-name-mismatch: <g /.test(fault))
    );
  });
}

/** Touch targets smaller than 44 px in width or height; links within a sentence are left out. */
export function findSmallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const pressed = 'button, a[href], select, summary, input, textarea, [role="button"]';
    const isShown = (element: Element) =>
      element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    // The label of a choice is the target, not its hidden input.
    const targets = [...document.querySelectorAll(pressed)].map(
      (element) => element.closest('label') ?? element,
    );
    return (
      [...new Set(targets)]
        // Points of a drawing may be close to each other.
        .filter(
          (element) => isShown(element) && !element.closest('p, svg, .skip-link, [aria-hidden]'),
        )
        .flatMap((element) => {
          const { width, height } = element.getBoundingClientRect();
          const isSmall = width > 1 && (width < 43.5 || height < 43.5);
          const size = `${Math.round(width)} × ${Math.round(height)}`;
          return isSmall ? [`${size}: ${element.outerHTML.slice(0, 120)}`] : [];
        })
    );
  });
}

/** Texts that are cut off at a side or after a number of lines. */
export function findCutTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.checkVisibility() && element.textContent.trim() !== '')
      .filter(
        (element) =>
          !element.matches('.visually-hidden, .scene, .scene *, option, select, textarea, svg *'),
      )
      .filter((element) => {
        const { overflowX, overflowY, textOverflow } = getComputedStyle(element);
        const isWide = element.scrollWidth > element.clientWidth + 1;
        const isHigh = element.scrollHeight > element.clientHeight + 4;
        const isCut = isWide && (hides(overflowX) || textOverflow === 'ellipsis');
        return element.clientWidth > 1 && (isCut || (isHigh && hides(overflowY)));
      })
      .map((element) => element.outerHTML.slice(0, 160));
  });
}
