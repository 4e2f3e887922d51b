// Decodes the text of a label file from any editor or tool. Takes bytes; returns text without a byte order mark, from UTF-8 or
// UTF-16. Other encodings are refused: wrong letters would make every label unknown.
import { ModelError } from './model-error.ts';

const largestBytes = 1024 * 1024;

export function decodeLabelText(bytes: Uint8Array): string {
  if (bytes.byteLength > largestBytes)
    throw refuse(`at most ${largestBytes} bytes`, `${bytes.byteLength}; is it the model itself?`);
  const encoding = encodingOf(bytes);
  const text = decode(bytes, encoding);
  const odd = /[\0-\x08\x0e-\x1f\x7f\ufffe\uffff]/.exec(text);
  if (odd) throw refuse('text', `binary data (a control character at place ${odd.index})`);
  return text;
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** By the byte order mark, else by the position of zero bytes. */
function encodingOf(bytes: Uint8Array): Encoding {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (bytes.length < 2 || bytes.length % 2 === 1) return 'utf-8';
  if (first === 0 && second !== 0) return 'utf-16be';
  return first !== 0 && second === 0 ? 'utf-16le' : 'utf-8';
}

function decode(bytes: Uint8Array, encoding: Encoding): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw refuse(`text in UTF-8 or UTF-16`, `bytes that are not ${encoding}; save it as UTF-8`);
  }
}

function refuse(expected: string, came: string): ModelError {
  return new ModelError('wrong-labels', `the label file: expected ${expected}, got ${came}`);
}
