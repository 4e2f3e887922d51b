// Whether a picture, clip or note is taken from whoever sends it. Pure. It is as good as its alert: signed by the same edge, or by none
// where the alert was taken unsigned. Takes what came and the keys; gives the key that signed it, or why it waits or is refused.
import type { AlertSeal, EdgeKeyEntry, UploadDelay, UploadRefusal } from '../../contracts/index.ts';
import { bytesOfBase64, bytesOfHex, utf8 } from '../../evidence/bytes.ts';
import { nodeCrypto } from '../../host/seal/node-crypto.ts';
import { retiredKeyTakenMs, type KnownKeys } from './admit-alert.ts';

export interface FileClaim {
  /** What the edge must have signed. */
  text: string;
  seal: AlertSeal | null;
  /**
   * The keys that signed the alerts which this file may belong to, with null for one that nobody signed; empty when none has come. `asked`
   * for a clip that somebody asked for: it belongs to no alert.
   */
  alertKeys: readonly (string | null)[] | 'asked';
}

export type FileAdmission =
  | { ok: true; key: string | null }
  | { ok: false; state: 'waits'; reason: UploadDelay }
  | { ok: false; state: 'refused'; reason: UploadRefusal };

export function admitFile(claim: FileClaim, known: KnownKeys): FileAdmission {
  const { seal, alertKeys } = claim;
  const { mode, keys } = known;
  // Where no edge has a key, nothing is signed, and files may come before their alerts.
  if (mode === 'off' || (mode === 'enrolled' && keys.length === 0)) return { ok: true, key: null };
  if (alertKeys.length === 0) return waits('alert-not-here');
  const signed = seal === null ? waits('unsigned') : judgeSeal(seal, claim, known);
  if (alertKeys === 'asked') return signed.ok ? { ok: true, key: signed.entry.key } : signed;
  // Nobody knows who raised the alert, so nobody can know whose the file is.
  if (alertKeys.includes(null)) return { ok: true, key: signed.ok ? signed.entry.key : null };
  if (!signed.ok) return signed;
  const edges = keys.filter(({ key }) => alertKeys.includes(key)).map(({ edgeId }) => edgeId);
  return edges.includes(signed.entry.edgeId)
    ? { ok: true, key: signed.entry.key }
    : { ok: false, state: 'refused', reason: 'of-other-edge' };
}

type Signed = { ok: true; entry: EdgeKeyEntry } | (FileAdmission & { ok: false });

function judgeSeal(seal: AlertSeal, { text }: FileClaim, { keys, now }: KnownKeys): Signed {
  const entry = keys.find(({ key }) => key === seal.key);
  if (entry === undefined) return waits('key-unknown');
  const [key, signature] = [bytesOfHex(seal.key), bytesOfBase64(seal.signature)];
  if (key === null || signature === null || !nodeCrypto.verify(key, utf8(text), signature))
    return { ok: false, state: 'refused', reason: 'wrong-signature' };
  if (entry.state === 'revoked') return waits('key-revoked');
  if (entry.state === 'retired' && now - (entry.endedAt ?? 0) > retiredKeyTakenMs)
    return waits('key-retired');
  return { ok: true, entry };
}

function waits(reason: UploadDelay) {
  return { ok: false, state: 'waits', reason } as const;
}
