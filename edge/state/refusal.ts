// Maps the error of a file system call to a problem.
import { codeOf } from '../../host/error-code.ts';
import type { FoundProblem } from '../found-problem.ts';

/** @param subject the folder, or the file, that could not be written */
export function refusalOf(error: unknown, subject: string): FoundProblem {
  const code = codeOf(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') return { code: 'disk-full', subject };
  return { code: 'folder-not-writable', subject, values: { error: code ?? String(error) } };
}
