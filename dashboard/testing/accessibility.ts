// Basic accessibility checks inside a page: everything that can be pressed or filled in has a name, and every text has
// the contrast that WCAG AA asks for against the colour behind it.
import type { Page } from 'playwright-core';

/** The markup of controls without an accessible name. */
export function findNamelessControls(page: Page): Promise<string[]> {
  return page.evaluate(readNamelessControls);
}

/** Runs in the page. */
function readNamelessControls(): string[] {
  const labelsOf = (element: Element) => [
    ...(('labels' in element ? (element.labels as NodeListOf<HTMLElement> | null) : null) ?? []),
  ];
  const isNamed = (element: Element) =>
    [
      element.getAttribute('aria-label'),
      element.getAttribute('alt'),
      element.textContent,
      ...labelsOf(element).map((label) => label.textContent),
    ].some((text) => (text?.trim() ?? '') !== '');
  const isShown = (element: Element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0 && element.checkVisibility({ visibilityProperty: true });
  };
  return [...document.querySelectorAll('button, a[href], input, select, video, img')]
    .filter((element) => isShown(element) && !isNamed(element))
    .map((element) => element.outerHTML.slice(0, 120));
}

/** Texts whose contrast is below 4.5, or 3 for large text, as `ratio "text"`. Texts over pictures are left out. */
export async function findContrastFaults(page: Page): Promise<string[]> {
  const inks = await page.evaluate(readInks);
  return inks.flatMap(({ text, colors: [ink, ...grounds], size, weight }) => {
    const ground = grounds.reduceRight((below, top) => over(top, below), white);
    const ratio = contrast(over(ink ?? white, ground), ground);
    const isLarge = size >= 24 || (size >= 18.66 && weight >= 700);
    return ratio < (isLarge ? 3 : 4.5) ? [`${ratio.toFixed(2)} "${text}"`] : [];
  });
}

/** Red, green, blue 0..255 and opacity 0..1. */
type Rgba = readonly [number, number, number, number];
const white: Rgba = [255, 255, 255, 1];

/** Every visible text with its colour, followed by the background colours behind it from near to far. Runs in the page. */
function readInks() {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!canvas) throw new Error('no canvas to measure colours with');
  const known = new Map<string, Rgba>();
  const toRgba = (color: string): Rgba => {
    const read = known.get(color) ?? readRgba(color);
    known.set(color, read);
    return read;
  };
  const readRgba = (color: string): Rgba => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [r = 0, g = 0, b = 0, a = 0] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const hasText = (element: Element) =>
    [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
  const grounds = (element: Element | null): Rgba[] =>
    element
      ? [toRgba(getComputedStyle(element).backgroundColor), ...grounds(element.parentElement)]
      : [];
  return [...document.querySelectorAll('body *')]
    .filter((element) => hasText(element) && element.checkVisibility())
    .filter((element) => !element.closest('.scene, .visually-hidden, :disabled'))
    .map((element) => {
      const { color, fontSize, fontWeight } = getComputedStyle(element);
      return {
        text: element.textContent.trim().slice(0, 40),
        colors: [toRgba(color), ...grounds(element)],
        size: parseFloat(fontSize),
        weight: Number(fontWeight),
      };
    });
}

function over(top: Rgba, below: Rgba): Rgba {
  const mix = (index: 0 | 1 | 2) => top[index] * top[3] + below[index] * (1 - top[3]);
  return [mix(0), mix(1), mix(2), 1];
}

function contrast(a: Rgba, b: Rgba): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

function luminance([r, g, b]: Rgba): number {
  const linear = (value: number) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}
