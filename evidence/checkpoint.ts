// A checkpoint (C2SP tlog-checkpoint): the log's name, its number of entries and its root. Formats it as the text that is signed,
// and parses that text.
import { base64Of, bytesOfBase64 } from './bytes.ts';
import { parseNote } from './signed-note.ts';

export interface Checkpoint {
  origin: string;
  size: number;
  root: Uint8Array;
}

export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${base64Of(root)}\n`;
}

/** @param note the signed note, or its text alone. Null when it is not a checkpoint. */
export function parseCheckpoint(note: string): Checkpoint | null {
  const text = parseNote(note)?.text ?? note;
  const [origin = '', size = '', root = '', ...rest] = text.split('\n');
  const hash = bytesOfBase64(root);
  const isNumber = /^(0|[1-9]\d{0,14})$/.test(size);
  // Extension lines are refused: they would be signed, but nobody checks them.
  if (origin === '' || !isNumber || hash?.length !== 32 || rest.join('') !== '') return null;
  return { origin, size: Number(size), root: hash };
}
