// The log-in of receivers at dispatch's own broker where nobody has set one: made once and kept in the data folder, to be
// read by whoever sets up the phones. Takes the folder; gives the log-in and the file it stands in.
import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Log } from '../log.ts';

export interface KeptLogin {
  username: string;
  password: string;
  file: string;
}

const loginSchema = z.strictObject({
  username: z.string().min(1).max(200),
  password: z.string().min(16).max(200),
});
type Login = z.infer<typeof loginSchema>;

/** @throws Error that names the file when it can neither be read nor made */
export async function keepReceiverLogin(dataDir: string, log: Log): Promise<KeptLogin> {
  const file = join(dataDir, 'mqtt-login.json');
  const text = await textOf(file);
  const kept = text === null ? null : parse(text);
  if (kept !== null) return { ...kept, file };
  if (text !== null)
    log.warn({ file }, 'the log-in of receivers cannot be read: a new one is made');
  const login = { username: 'receiver', password: randomBytes(18).toString('base64url') };
  await write(file, login);
  return { ...login, file };
}

async function textOf(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new Error(`${file}, the log-in of receivers, cannot be read`, { cause: error });
  }
}

function parse(text: string): Login | null {
  try {
    const parsed = loginSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Whole or not at all, and for nobody else's eyes. */
async function write(file: string, login: Login): Promise<void> {
  const unfinished = `${file}.new`;
  await writeFile(unfinished, `${JSON.stringify(login, null, 2)}\n`, { mode: 0o600 });
  await rename(unfinished, file);
}
