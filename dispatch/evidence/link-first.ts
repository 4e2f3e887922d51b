// Links a file under a second name, unless that name exists: of two concurrent calls exactly one succeeds. The new name is flushed
// to the disk. On disks without links the file is copied instead.
import { constants } from 'node:fs';
import { copyFile, link, mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf } from '../../host/error-code.ts';
import { flushPath, renameWhole } from '../../host/whole-file.ts';

/** Whether the name was free. */
export async function linkFirst(path: string, name: string): Promise<boolean> {
  await mkdir(dirname(name), { recursive: true });
  try {
    await link(path, name);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'EXDEV', 'EMLINK'].includes(codeOf(error) ?? ''))
      throw error;
    if (!(await copyFirst(path, name))) return false;
  }
  await flushPath(dirname(name));
  return true;
}

/** An empty file beside it, which stays, claims the name: a copy appears under its name only when it is complete. */
async function copyFirst(path: string, name: string): Promise<boolean> {
  const draft = `${name}.copy`;
  try {
    await copyFile(path, draft, constants.COPYFILE_EXCL);
    await flushPath(draft);
    await (await open(name, 'wx')).close();
    await renameWhole(draft, name);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}
