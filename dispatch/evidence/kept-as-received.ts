// Checks whether a file on the disk is still the received one. Takes its path and its original hash; reads the file once, and again
// only when its size, inode or ctime has changed.
import { stat } from 'node:fs/promises';
import { codeOf } from '../../host/error-code.ts';
import { describeFile } from './describe-file.ts';

export type FileState = 'same' | 'changed' | 'missing';

const mostRemembered = 5000;

export function createFileCheck(): (path: string, sha256: string) => Promise<FileState> {
  const remembered = new Map<string, { mark: string; sha256: string }>();
  const hashOf = async (path: string): Promise<string> => {
    const mark = await markOf(path);
    const known = remembered.get(path);
    if (known?.mark === mark) return known.sha256;
    const { sha256 } = await describeFile(path);
    remembered.delete(path);
    remembered.set(path, { mark, sha256 });
    const [oldest] = remembered.size > mostRemembered ? remembered.keys() : [];
    if (oldest !== undefined) remembered.delete(oldest);
    return sha256;
  };
  return async (path, sha256) => {
    try {
      return (await hashOf(path)) === sha256 ? 'same' : 'changed';
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return 'missing';
      throw error;
    }
  };
}

/** A writer can reset the modification time of a file, but not its ctime. */
async function markOf(path: string): Promise<string> {
  const { size, ino, ctimeNs } = await stat(path, { bigint: true });
  return `${size} ${ino} ${ctimeNs}`;
}
