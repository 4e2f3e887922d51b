// Latin words on the Chinese pages: in the shown text, and in the accessible names of
// controls and pictures. Names, ids and units are allowed; keep the list short.
import type { Page } from 'playwright-core';

/** The product's name, the other language's own name, file formats, and common technical terms. */
const names = [
  ...['Fencewatch', 'English', 'CSV', 'YAML', 'GeoJSON', 'RTSP', 'MQTT', 'NTP', 'https', 'ffmpeg'],
  ...['Redis', 'Tab', 'Shift', 'Delete', 'Esc', 'Ctrl+Z'],
];
const units = ['ms', 's', 'kB', 'MB', 'GB', 'TB', 'px', 'GMT'];
/** `exit-3`, `li.na`, `redis://…`, `fencewatch/v1/cells`, `edge_token`, `DSC_01.jpg`: with a sign or a digit inside. */
const id = /^(?=.*[\d._:/@])[\w.:/@+-]+$/;

export async function findLatinWords(page: Page, ofThisPage: readonly string[] = []) {
  const allowed = new Set([...names, ...units, ...ofThisPage]);
  const words = await page.evaluate(readWords);
  return [...new Set(words)].filter((word) => !allowed.has(word) && !id.test(word));
}

/** Runs in the page. */
function readWords(): string[] {
  const spoken = ['aria-label', 'alt', 'title', 'placeholder'];
  const texts = [document.title];
  // Keys, topics and ids are set as code; hidden elements are decoration.
  const isShown = (element: Element | null) =>
    (element?.checkVisibility() ?? false) && !element?.closest('.code, kbd, [aria-hidden="true"]');
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
    if (isShown(node.parentElement)) texts.push(node.textContent ?? '');
  for (const element of document.querySelectorAll('*'))
    if (isShown(element)) texts.push(...spoken.map((name) => element.getAttribute(name) ?? ''));
  return texts.flatMap((text) => text.match(/[A-Za-z][\w.:/@+-]*\w/g) ?? []);
}
