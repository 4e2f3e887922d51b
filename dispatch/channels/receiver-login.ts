// The generated log-in of receivers at the embedded broker, for sites that configure none. It is created once and kept in the
// data folder, where the person who sets up the phones can read it. Takes the folder; returns the log-in and its file.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isMissing } from '../../host/error-code.ts';
import { writeWholeFile } from '../../host/whole-file.ts';
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

/** @throws Error that names the file when it can be neither read nor created */
export async function keepReceiverLogin(dataDir: string, log: Log): Promise<KeptLogin> {
  const file = join(dataDir, 'mqtt-login.json');
  const found = await textOf(file);
  const kept = found === null ? null : parse(found);
  if (kept !== null) return { ...kept, file };
  if (found !== null)
    log.warn({ file }, 'the log-in of receivers cannot be read: making a new one');
  const login = { username: 'receiver', password: randomBytes(18).toString('base64url') };
  const text = `${JSON.stringify(login, null, 2)}\n`;
  // Only the user of the process may read it.
  await writeWholeFile(file, text, { mode: 0o600 });
  return { ...login, file };
}

async function textOf(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return null;
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
