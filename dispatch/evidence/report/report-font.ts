// The font of the PDF report, which must have Chinese characters. Takes the usual paths; returns the first existing one, or null.
import { access } from 'node:fs/promises';

/** The package `fonts-wqy-microhei` of Debian, then where Fedora and Arch put the same font. */
export const usualFonts: readonly string[] = [
  '/usr/share/fonts/truetype/wqy/wqy-microhei.ttc',
  '/usr/share/fonts/wqy-microhei-fonts/wqy-microhei.ttc',
  '/usr/share/fonts/wqy-microhei/wqy-microhei.ttc',
  '/usr/share/fonts/wenquanyi/wqy-microhei/wqy-microhei.ttc',
];

export async function findFont(places: readonly string[]): Promise<string | null> {
  for (const place of places) {
    const isThere = await access(place).then(
      () => true,
      () => false,
    );
    if (isThere) return place;
  }
  return null;
}
