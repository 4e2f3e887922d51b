// Signed notes (C2SP signed-note): a text, an empty line, and lines of signatures. The functions that sign and verify are
// parameters, so that it runs in Node and in browsers.
import { base64Of, bytesOfBase64, concat, hexOf, isSame, utf8 } from './bytes.ts';
import type { Sha256 } from './merkle.ts';

/** The functions for checking a note. */
export interface Crypto {
  sha256: Sha256;
  /** Ed25519 (RFC 8032). */
  verify: (
    publicKey: Uint8Array,
    message: Uint8Array,
    signature: Uint8Array,
  ) => boolean | Promise<boolean>;
}

export interface NamedKey {
  name: string;
  publicKey: Uint8Array;
}

export interface Signer extends NamedKey {
  sign: (message: Uint8Array) => Uint8Array;
}

export interface NoteSignature {
  name: string;
  keyId: Uint8Array;
  signature: Uint8Array;
}

export interface Note {
  /** Includes the final newline. */
  text: string;
  signatures: NoteSignature[];
}

const ed25519 = Uint8Array.of(1);
const mostBytes = 64 * 1024;
const maxSignatures = 16;

/** The id with which a signature names its key, 4 bytes. */
export function keyIdOf(sha256: Sha256, { name, publicKey }: NamedKey): Uint8Array {
  return sha256(concat(utf8(`${name}\n`), ed25519, publicKey)).slice(0, 4);
}

/** The form in which keys are published: `name+id+key`. */
export function verifierKeyOf(sha256: Sha256, key: NamedKey): string {
  const id = hexOf(keyIdOf(sha256, key));
  return `${key.name}+${id}+${base64Of(concat(ed25519, key.publicKey))}`;
}

/** Null when the text is not a verifier key, or its id does not match its key. */
export function parseVerifierKey(sha256: Sha256, text: string): NamedKey | null {
  const [, name = '', id = '', key = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(text) ?? [];
  const bytes = bytesOfBase64(key);
  if (name === '' || bytes?.length !== 33 || bytes[0] !== 1) return null;
  const named = { name, publicKey: bytes.slice(1) };
  return hexOf(keyIdOf(sha256, named)) === id ? named : null;
}

export function signNote(sha256: Sha256, text: string, signer: Signer): string {
  if (!text.endsWith('\n')) throw new Error('the text of a note ends with a newline');
  const signature = concat(keyIdOf(sha256, signer), signer.sign(utf8(text)));
  return `${text}\n— ${signer.name} ${base64Of(signature)}\n`;
}

/** Null when the text is not a note. */
export function parseNote(note: string): Note | null {
  const split = note.lastIndexOf('\n\n');
  if (split < 0 || note.length > mostBytes || /[\u0000-\u0009\u000b-\u001f]/.test(note))
    return null;
  const lines = note.slice(split + 2).split('\n');
  if (lines.pop() !== '' || lines.length === 0 || lines.length > maxSignatures) return null;
  const signatures = lines.map(parseSignature);
  return signatures.every((one) => one !== null)
    ? { text: note.slice(0, split + 1), signatures }
    : null;
}

function parseSignature(line: string): NoteSignature | null {
  const [, name = '', base64 = ''] = /^— ([^+\s]+) (\S+)$/u.exec(line) ?? [];
  const bytes = bytesOfBase64(base64);
  if (bytes === null || bytes.length < 5) return null;
  return { name, keyId: bytes.slice(0, 4), signature: bytes.slice(4) };
}

export type NoteState = 'signed' | 'no-note' | 'unknown-key' | 'wrong-signature';

/** `signed` when at least one of these keys signed it, and no signature of these keys is wrong. */
export async function checkNote(
  { sha256, verify }: Crypto,
  note: string,
  keys: readonly NamedKey[],
): Promise<NoteState> {
  const parsed = parseNote(note);
  if (parsed === null) return 'no-note';
  const message = utf8(parsed.text);
  let isSigned = false;
  for (const { name, keyId, signature } of parsed.signatures) {
    const key = keys.find((one) => one.name === name && isSame(keyIdOf(sha256, one), keyId));
    if (key === undefined) continue;
    const isRight = signature.length === 64 && (await verify(key.publicKey, message, signature));
    if (!isRight) return 'wrong-signature';
    isSigned = true;
  }
  return isSigned ? 'signed' : 'unknown-key';
}
