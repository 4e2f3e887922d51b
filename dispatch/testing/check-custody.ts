// Checks the custody log in the data folder of a dispatch like an auditor, with the key from that folder. For tests.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkLog, type LogCheck } from '../../evidence/check-log.ts';
import { parseCheckpoint } from '../../evidence/checkpoint.ts';
import { nodeCrypto } from '../../host/seal/node-crypto.ts';
import { openSealKey } from '../../host/seal/seal-key.ts';

export async function checkCustodyIn(dataDir: string): Promise<LogCheck> {
  const folder = join(dataDir, 'custody-log');
  const read = (path: string) =>
    readFile(join(folder, path)).then(
      (bytes) => new Uint8Array(bytes),
      () => null,
    );
  const note = new TextDecoder().decode((await read('checkpoint')) ?? new Uint8Array());
  const name = parseCheckpoint(note)?.origin ?? '';
  const { publicKey } = await openSealKey(join(dataDir, 'seal', 'log-key.pem'));
  return checkLog({ crypto: nodeCrypto, keys: [{ name, publicKey }], read });
}
