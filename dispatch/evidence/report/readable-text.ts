// Prepares a text for printing with a font. Takes the text and the characters of the font; returns the text without invisible
// characters, and with a note in place of characters that the font lacks, never an empty box.

/** Control characters, direction marks, and joiners and modifiers of emoji. */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u{fe00}-\u{fe0f}]|\p{Emoji_Modifier}/gu;

export interface ReadableText {
  text: string;
  /** Characters that the font lacks. */
  lacking: number;
}

export function readableText(text: string, has: (codePoint: number) => boolean): ReadableText {
  const seen = text
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .split('\n')
    .map((line) => line.replace(/\t/g, ' ').replace(unseen, ''));
  let lacking = 0;
  const lines = seen.map((line) => {
    let run = 0;
    let out = '';
    const endRun = () => {
      if (run > 0) out += `[缺字 ${run} signs]`;
      lacking += run;
      run = 0;
    };
    for (const sign of line) {
      if (has(sign.codePointAt(0) ?? 0)) {
        endRun();
        out += sign;
      } else run += 1;
    }
    endRun();
    return out;
  });
  return { text: lines.join('\n'), lacking };
}
