// The texts that are signed. An edge signs its alerts, its files, and the enrolment of its key; dispatch signs a receipt for each
// alert. Takes the values; returns the text to sign.
import { canonicalJson } from './canonical-json.ts';
import { hexOf, utf8 } from './bytes.ts';
import type { Sha256 } from './merkle.ts';

/** @param alert as it is sent; `seal` and `receipt` are left out, because they are added after signing */
export function alertDigest(sha256: Sha256, alert: object): string {
  const signed = Object.entries(alert).filter(([name]) => name !== 'seal' && name !== 'receipt');
  return hexOf(sha256(utf8(canonicalJson(Object.fromEntries(signed)))));
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

/** Names the incident and opening of the file, so that its signature is not valid for any other. */
export function fileSealText({ kind, incidentId, opening, sha256, bytes }: SealedFile): string {
  return `fencewatch file 1\n${kind}\n${JSON.stringify(incidentId)}\n${opening}\n${sha256}\n${bytes}\n`;
}

/** Has only the hash of the invitation: whoever reads the text must not learn the invitation. */
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

/** The edge's key, 64 hexadecimal digits; null for an unsigned alert or without a receipt. @param receipt a signed note */
export function keyInReceipt(receipt: string | undefined): string | null {
  const key = receipt?.split('\n')[3] ?? '';
  return /^[0-9a-f]{64}$/.test(key) ? key : null;
}
