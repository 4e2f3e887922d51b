// Encryption at rest and for one receiver: which boxes open, and which key files are refused.
import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../dispatch/testing/temporary-folder.ts';
import { openSecretBox } from './secret-box.ts';
import { createBoxReceiver, sealFor } from './sealed-box.ts';

async function boxIn(name: string) {
  const folder = await temporaryFolder();
  const file = join(folder.path, 'seal', name);
  return { file, box: await openSecretBox(file) };
}

it('opens what it sealed, also after a restart, and hides the text', async () => {
  const { file, box } = await boxIn('key');
  const sealed = box.seal('密码 p@ss', 'gate');
  expect(sealed).not.toContain('p@ss');
  expect((await openSecretBox(file)).open(sealed, 'gate')).toBe('密码 p@ss');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

it('opens no box that is for another purpose, of another key, or changed', async () => {
  const { box } = await boxIn('key');
  const other = await boxIn('key');
  const sealed = box.seal('secret', 'gate');
  expect(box.open(sealed, 'yard')).toBeNull();
  expect(other.box.open(sealed, 'gate')).toBeNull();
  const [id = '', data = ''] = sealed.split('.');
  const bytes = Buffer.from(data, 'base64');
  bytes[14] = (bytes[14] ?? 0) ^ 1;
  expect(box.open(`${id}.${bytes.toString('base64')}`, 'gate')).toBeNull();
  expect(box.open('', 'gate')).toBeNull();
});

it('refuses a key file that others can read, or without a key', async () => {
  const { file } = await boxIn('key');
  await chmod(file, 0o644);
  await expect(openSecretBox(file)).rejects.toThrow('others can read');
  await chmod(file, 0o600);
  await writeFile(file, (await readFile(file, 'utf8')).slice(0, 10));
  await expect(openSecretBox(file)).rejects.toThrow('expected a key of 32 bytes');
});

it('seals for one receiver only', () => {
  const receiver = createBoxReceiver();
  const box = sealFor(receiver.publicKey, '密码');
  if (box === null) throw new Error('no box');
  expect(receiver.open(box)).toBe('密码');
  expect(createBoxReceiver().open(box)).toBeNull();
  expect(receiver.open({ ...box, data: '' })).toBeNull();
  expect(sealFor('00'.repeat(32), 'x')).toBeNull();
});
