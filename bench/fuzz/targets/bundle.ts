// Bundles for `fencewatch verify`, and copies of the custody log for `custody check`: the sender may have changed them.
import { checkLog } from '../../../evidence/check-log.ts';
import { verifyBundle, type BundleFinding } from '../../../evidence/verify-bundle.ts';
import { nodeCrypto } from '../../../host/seal/node-crypto.ts';
import { aBundle } from '../../tamper/samples/a-bundle.ts';
import { aLog, aSigner, reader, someEntries } from '../../tamper/samples/a-log.ts';
import { mutateBytes } from '../mutate-bytes.ts';
import type { FuzzTarget } from '../target.ts';

const words = ['PK\u0001\u0002', 'PK\u0003\u0004', 'PK\u0005\u0006', '../', '/', '\u2014 ', '\n\n'];
const keys = [aSigner()];

export const bundle: FuzzTarget = {
  name: 'bundle',
  what: 'bundles, as `fencewatch verify` reads them',
  share: 150_000,
  withinMs: 3000,
  open: async () => {
    const samples = [await aBundle(3), await aBundle(1)];
    const whole = new Set(samples.map((one) => Buffer.from(one).toString('base64')));
    return {
      make: (dice) => mutateBytes({ samples, words }, dice),
      run: async (input) => {
        const verified = await verifyBundle(nodeCrypto, input, keys);
        if (verified.result === 'cannot-be-said') return `cannot be said: ${verified.missing}`;
        if (verified.result === 'does-not-hold') return verified.findings.map(wordsOf).join('; ');
        if (whole.has(Buffer.from(input).toString('base64'))) return null;
        throw new Error('a changed bundle was accepted');
      },
    };
  },
};

export const custodyLog: FuzzTarget = {
  name: 'custody-log',
  what: 'copies of the custody log: checkpoint, rows and tiles',
  share: 10_000,
  withinMs: 3000,
  open: async () => {
    const log = await aLog(someEntries(20));
    const paths = [...log.keys()];
    return {
      // The first byte says which file is changed.
      make: (dice) => {
        const index = dice(paths.length);
        const file = log.get(paths[index] ?? '') ?? new Uint8Array();
        return Buffer.concat([Buffer.from([index]), mutateBytes({ samples: [file] }, dice)]);
      },
      run: async (input) => {
        const path = paths[(input[0] ?? 0) % paths.length] ?? '';
        const files = new Map(log).set(path, input.subarray(1));
        const { findings } = await checkLog({ crypto: nodeCrypto, keys, read: reader(files) });
        return findings.length === 0 ? null : findings.map(({ what }) => what).join('; ');
      },
    };
  },
};

function wordsOf(finding: BundleFinding): string {
  const why = 'why' in finding ? `: ${finding.why}` : '';
  return `${finding.what} "${finding.file}"${why}`;
}
