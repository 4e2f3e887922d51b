// The district's own certificate authority for content credentials: its root key is stored with the other keys of dispatch, and its
// certificate is the trust list. Takes the folder of the keys; returns the trust list, and certificates for keys of edges.
import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CertificateAnswer, EdgeKeyEntry } from '../../../contracts/index.ts';
import { bytesOfHex, isSame } from '../../../evidence/bytes.ts';
import type { Clock } from '../../../host/clock.ts';
import { rawPublicKey } from '../../../host/seal/node-crypto.ts';
import { openSealKey, type SealKey } from '../../../host/seal/seal-key.ts';
import { writeWholeFile } from '../../../host/whole-file.ts';
import { edgeCertificate, rootCertificate, serialOf } from './certificate.ts';

export interface CredentialsAuthority {
  /** PEM: the trust anchor for checking the credentials of this district. */
  trustList: string;
  /** For a known and active key. */
  certify(edgeId: string, key: string, known: readonly EdgeKeyEntry[]): CertificateAnswer;
}

export interface AuthorityOptions {
  /** `seal/` of the data folder. */
  folder: string;
  /** The name of the site, for people who look at a certificate. */
  district: string;
  clock: Clock;
}

const yearMs = 365.25 * 24 * 3_600_000;
/** Files have no time stamp, so a certificate must be valid as long as evidence may be checked. */
const rootYears = 40;
const edgeYears = 20;
/** Clocks of edges and readers may be wrong. */
const earlierMs = 24 * 3_600_000;

/** @throws SealKeyRefused when the key file is invalid, or readable by others */
export async function openAuthority(options: AuthorityOptions): Promise<CredentialsAuthority> {
  const { folder } = options;
  const authority = await openSealKey(join(folder, 'credentials-root-key.pem'));
  const file = join(folder, 'credentials-root.pem');
  const kept = await readFile(file, 'utf8').catch(() => null);
  const isGood = kept !== null && isOfKey(kept, authority.publicKey);
  // The name of the site may change later: the certificate is not changed.
  const root = isGood ? kept : makeRoot(options, authority);
  // A disk that cannot store it does not prevent the start: another certificate of the same key works as well.
  if (!isGood) await writeWholeFile(file, root).catch(() => undefined);
  return {
    trustList: root,
    certify: (edgeId, key, known) => {
      const entry = known.find((one) => one.key === key && one.edgeId === edgeId);
      const publicKey = bytesOfHex(key);
      if (entry === undefined || publicKey === null) return refuse('key-unknown');
      if (entry.state !== 'active') return refuse(`key-${entry.state}`);
      const { since } = entry;
      const span = { from: since - earlierMs, until: since + edgeYears * yearMs };
      const own = edgeCertificate({ ...span, root, edgeId, publicKey, authority });
      return { state: 'issued', chain: own + root };
    },
  };
}

function makeRoot({ district, clock }: AuthorityOptions, authority: SealKey): string {
  const from = clock.now() - earlierMs;
  return rootCertificate({ district, from, until: from + rootYears * yearMs, authority });
}

function isOfKey(pem: string, publicKey: Uint8Array): boolean {
  try {
    const { publicKey: own, ca } = new X509Certificate(pem);
    return ca && own.asymmetricKeyType === 'ed25519' && isSame(rawPublicKey(own), publicKey);
  } catch {
    return false;
  }
}

/** Serial number of the certificate of each key. */
export function serialOfKey(key: string): string {
  return serialOf(bytesOfHex(key) ?? new Uint8Array());
}

function refuse(reason: 'key-unknown' | 'key-revoked' | 'key-retired'): CertificateAnswer {
  return { state: 'refused', reason };
}
