// Opens a font file for printing. Takes the file; returns its name and its characters.
import { openSync, type Font } from 'fontkit';

export interface OpenFont {
  /** Within a file with several fonts; undefined for a file with one. */
  name: string | undefined;
  has: (codePoint: number) => boolean;
}

/** @throws when the file is no font, or has no Chinese characters */
export function openFont(file: string): OpenFont {
  const opened = openSync(file);
  const isCollection = 'fonts' in opened;
  const font: Font | undefined = isCollection ? opened.fonts[0] : opened;
  const has = (codePoint: number) => font?.hasGlyphForCodePoint(codePoint) ?? false;
  if (!Array.from('案件证据核验摄像').every((sign) => has(sign.codePointAt(0) ?? 0)))
    throw new Error(`the font ${file} has no Chinese`);
  return { name: isCollection ? font?.postscriptName : undefined, has };
}
