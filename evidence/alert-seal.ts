// What edges sign: an alert, and the proof that a new key is in their hands. What dispatch signs of an alert that came. Takes
// the values; gives the texts that are signed.
import { canonicalJson } from './canonical-json.ts';
import { hexOf, utf8 } from './bytes.ts';
import type { Sha256 } from './merkle.ts';

/** @param alert as it is sent, whatever it holds; `seal` and `receipt` are not part of what is signed */
export function alertDigest(sha256: Sha256, alert: object): string {
  const told = Object.entries(alert).filter(([name]) => name !== 'seal' && name !== 'receipt');
  return hexOf(sha256(utf8(canonicalJson(Object.fromEntries(told)))));
}

export function alertSealText(digest: string): string {
  return `fencewatch alert 1\n${digest}\n`;
}

export interface SealedFile {
  kind: 'picture' | 'clip' | 'no-clip';
  incidentId: string;
  opening: number;
  sha256: string;
  bytes: number;
}

/** What an edge signs of a file: what it belongs to, so that it counts for nothing else. */
export function fileSealText({ kind, incidentId, opening, sha256, bytes }: SealedFile): string {
  return `fencewatch file 1\n${kind}\n${JSON.stringify(incidentId)}\n${opening}\n${sha256}\n${bytes}\n`;
}

/** The invitation itself is not in it, so that nobody learns it from a proof. */
export function enrolmentText(
  sha256: Sha256,
  { edgeId, key, invitation }: { edgeId: string; key: string; invitation: string },
): string {
  return `fencewatch enrolment 1\n${JSON.stringify(edgeId)}\n${key}\n${hexOf(sha256(utf8(invitation)))}\n`;
}

export interface Received {
  alertId: string;
  digest: string;
  /** Null when the edge did not sign. */
  key: string | null;
  /** Epoch ms, by the clock of dispatch. */
  at: number;
}

export function receiptText({ alertId, digest, key, at }: Received): string {
  const when = new Date(at).toISOString();
  return `fencewatch receipt 1\n${JSON.stringify(alertId)}\n${digest}\n${key ?? 'unsigned'}\n${when}\n`;
}

/** The key that signed the alert; null when none did, or dispatch did not ask. @param receipt a signed note, or nothing */
export function keyInReceipt(receipt: string | undefined): string | null {
  const key = receipt?.split('\n')[3] ?? '';
  return /^[0-9a-f]{64}$/.test(key) ? key : null;
}
