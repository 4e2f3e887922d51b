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
