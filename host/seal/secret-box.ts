// Encrypts texts at rest. The key is in a file that only its user can read, created at the first start. Takes the path; returns
// functions to encrypt and decrypt. A box is bound to the key and to the thing that the text belongs to.
import { createCipheriv, createDecipheriv, hash, randomBytes } from 'node:crypto';
import { readKeyFile, writeKeyFile } from './key-file.ts';

export interface SecretBox {
  /** @param of id of the thing that the text belongs to; needed to open the box */
  seal(text: string, of: string): string;
  /** Null for another key, another thing, or a damaged box. */
  open(box: string, of: string): string | null;
}

export class SecretKeyRefused extends Error {}

const keyBytes = 32;
const ivBytes = 12;
const tagBytes = 16;

export async function openSecretBox(file: string): Promise<SecretBox> {
  const key = (await readKey(file)) ?? (await makeKey(file));
  // A box names its key, so that a box of another key and a damaged box can be told apart.
  const keyId = hash('sha256', key, 'hex').slice(0, 8);
  return {
    seal: (text, of) => `${keyId}.${sealWith(key, text, of).toString('base64')}`,
    open: (box, of) => {
      const [id, data = ''] = box.split('.');
      return id === keyId ? openWith(key, Buffer.from(data, 'base64'), of) : null;
    },
  };
}

/** AES-256-GCM; a random iv, the text, the tag. */
export function sealWith(key: Uint8Array, text: string, of: string): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(of));
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

export function openWith(key: Uint8Array, data: Buffer, of: string): string | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, data.subarray(0, ivBytes), {
      authTagLength: tagBytes,
    });
    decipher.setAAD(Buffer.from(of)).setAuthTag(data.subarray(-tagBytes));
    const text = decipher.update(data.subarray(ivBytes, -tagBytes));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

async function readKey(file: string): Promise<Buffer | null> {
  const found = await readKeyFile(file);
  if (found === null) return null;
  if (found.isReadByOthers)
    throw new SecretKeyRefused(`${file}: others can read this key: chmod 600`);
  const key = Buffer.from(found.text.trim(), 'hex');
  if (key.length !== keyBytes)
    throw new SecretKeyRefused(`${file}: expected a key of 32 bytes in hexadecimal; restore it`);
  return key;
}

async function makeKey(file: string): Promise<Buffer> {
  await writeKeyFile(file, `${randomBytes(keyBytes).toString('hex')}\n`);
  const made = await readKey(file);
  if (made === null) throw new SecretKeyRefused(`${file}: the key was made and is gone again`);
  return made;
}
