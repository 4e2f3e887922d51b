// Reads secrets from files, as containers provide them: where `NAME` is not set but `NAME_FILE` is, the value is the content of
// that file. Takes the text of a site file and the environment; returns the completed environment, or the files that cannot be
// read.
import { referencedNames, type Environment, type Fault } from '../contracts/index.ts';
import { FileTooLarge, readTextUpTo } from '../host/read-text.ts';

/** Certificates and keys are the longest secrets. */
const mostBytes = 64 << 10;

export type Secrets = { ok: true; environment: Environment } | { ok: false; faults: Fault[] };

export async function withSecretFiles(text: string, environment: Environment): Promise<Secrets> {
  const filled: Record<string, string | undefined> = { ...environment };
  const faults: Fault[] = [];
  for (const name of new Set(referencedNames(text))) {
    const file = environment[`${name}_FILE`] ?? '';
    if ((environment[name] ?? '') !== '' || file === '') continue;
    try {
      // Editors end a file with a newline, which is not part of a secret.
      filled[name] = (await readTextUpTo(file, mostBytes)).replace(/\r?\n$/, '');
    } catch (error) {
      faults.push({
        path: `${name}_FILE`,
        message: `the file it names cannot be read: ${reasonOf(error)}`,
      });
    }
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, environment: filled };
}

function reasonOf(error: unknown): string {
  if (error instanceof FileTooLarge) return error.message;
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
