// A checkpoint (C2SP tlog-checkpoint): which log, how many entries, and the root over them. Takes these; gives the text that
// is signed, and back.
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

/** Of the whole note or of its text alone; null for what is none. */
export function parseCheckpoint(note: string): Checkpoint | null {
  const text = parseNote(note)?.text ?? note;
  const [origin = '', size = '', root = '', ...rest] = text.split('\n');
  const hash = bytesOfBase64(root);
  const isNumber = /^(0|[1-9]\d{0,14})$/.test(size);
  // Extension lines would be signed without anybody checking them.
  if (origin === '' || !isNumber || hash?.length !== 32 || rest.join('') !== '') return null;
  return { origin, size: Number(size), root: hash };
}
