// Decodes the bytes of a file: UTF-8 with or without a byte order mark, UTF-16 with one, and GB18030 (which includes GBK), as
// Chinese Excel writes CSV. Reports the encoding, so that a wrong guess can be noticed.

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';
export type DecodedText = { ok: true; text: string; encoding: Encoding } | { ok: false };

export function decodeText(bytes: Uint8Array): DecodedText {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decodeAs('utf-16le', bytes);
  if (first === 0xfe && second === 0xff) return decodeAs('utf-16be', bytes);
  const plain = decodeAs('utf-8', bytes);
  return plain.ok ? plain : decodeAs('gb18030', bytes);
}

function decodeAs(encoding: Encoding, bytes: Uint8Array): DecodedText {
  try {
    // The decoder removes the byte order mark.
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    // Text never contains NUL, so this is another kind of file.
    return text.includes('\u0000') ? { ok: false } : { ok: true, text, encoding };
  } catch {
    return { ok: false };
  }
}
