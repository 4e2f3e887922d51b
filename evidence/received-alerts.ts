// Finds alerts of a bundle that were changed after dispatch received them, by dispatch's signed receipt and the edge's signature.
// Takes the files of a bundle and the public keys; returns each changed alert. Without receipt and signature nothing can be said.
import { z } from 'zod';
import { alertDigest, alertSealText, keyInReceipt } from './alert-seal.ts';
import { bytesOfBase64, bytesOfHex, textOf, utf8 } from './bytes.ts';
import { bundleNames } from './bundle.ts';
import { bundleKeysSchema } from './file-credentials.ts';
import { checkNote, parseNote, type Crypto, type NamedKey } from './signed-note.ts';

export interface AlertChanged {
  what: 'alert-changed';
  file: string;
  alert: string;
}

/** Only the fields used here, so that bundles of later releases can be read. */
const alertSchema = z.looseObject({
  alertId: z.string(),
  seal: z.object({ key: z.string(), signature: z.string() }).optional(),
  receipt: z.string().optional(),
});
type SealedAlert = z.infer<typeof alertSchema>;
const recordSchema = z.object({
  incidents: z.array(z.object({ alerts: z.array(alertSchema) })),
});

export interface SignedAlerts {
  total: number;
  /** No edge signed them with a key that dispatch knew: only dispatch says where they came from. */
  unsigned: number;
}

export function signedAlerts(files: ReadonlyMap<string, Uint8Array>): SignedAlerts {
  const alerts = [...files]
    .filter(([file]) => file.endsWith('/evidence.json'))
    .flatMap(([, bytes]) => recordSchema.safeParse(jsonOf(bytes)).data?.incidents ?? [])
    .flatMap((incident) => incident.alerts);
  const unsigned = alerts.filter(({ receipt }) => keyInReceipt(receipt) === null).length;
  return { total: alerts.length, unsigned };
}

export async function changedAlerts(
  crypto: Crypto,
  files: ReadonlyMap<string, Uint8Array>,
  keys: readonly NamedKey[],
): Promise<AlertChanged[]> {
  const edges = edgeKeysIn(files);
  const changed: AlertChanged[] = [];
  for (const [file, bytes] of files) {
    if (!file.endsWith('/evidence.json')) continue;
    const record = recordSchema.safeParse(jsonOf(bytes));
    for (const alert of record.data?.incidents.flatMap(({ alerts }) => alerts) ?? []) {
      const asCame = alertsAsCame(alert).map((one) => alertDigest(crypto.sha256, one));
      const isSame =
        (await fitsReceipt(crypto, alert, { asCame, keys })) &&
        (await fitsSeal(crypto, alert, { asCame, edges }));
      if (!isSame) changed.push({ what: 'alert-changed', file, alert: alert.alertId });
    }
  }
  return changed;
}

/**
 * The forms in which the alert may have been signed: dispatch adds defaults for fields that edges of earlier releases do not send,
 * and the signature does not cover these.
 */
function alertsAsCame(alert: SealedAlert): object[] {
  const without = (name: string, added: unknown, from: object[]) =>
    alert[name] === added
      ? [
          ...from,
          ...from.map((one) =>
            Object.fromEntries(Object.entries(one).filter(([key]) => key !== name)),
          ),
        ]
      : from;
  return without('place', null, without('severity', 'normal', [alert]));
}

/** The third line of a receipt is the digest. A receipt signed by an unknown key cannot be checked and is accepted. */
async function fitsReceipt(
  crypto: Crypto,
  { receipt }: SealedAlert,
  { asCame, keys }: { asCame: readonly string[]; keys: readonly NamedKey[] },
): Promise<boolean> {
  if (receipt === undefined) return true;
  const state = await checkNote(crypto, receipt, keys);
  if (state === 'unknown-key') return true;
  const digest = parseNote(receipt)?.text.split('\n')[2] ?? '';
  return state === 'signed' && asCame.includes(digest);
}

/** A key that is not enrolled cannot be checked and is accepted: a district without signatures takes such alerts. */
async function fitsSeal(
  { verify }: Crypto,
  { seal }: SealedAlert,
  { asCame, edges }: { asCame: readonly string[]; edges: ReadonlySet<string> },
): Promise<boolean> {
  if (seal === undefined || !edges.has(seal.key)) return true;
  const [key, signature] = [bytesOfHex(seal.key), bytesOfBase64(seal.signature)];
  if (key === null || signature?.length !== 64) return false;
  for (const digest of asCame)
    if (await verify(key, utf8(alertSealText(digest)), signature)) return true;
  return false;
}

function edgeKeysIn(files: ReadonlyMap<string, Uint8Array>): Set<string> {
  const parsed = bundleKeysSchema.safeParse(jsonOf(files.get(bundleNames.edgeKeys)));
  return new Set((parsed.data ?? []).map(({ key }) => key));
}

function jsonOf(bytes: Uint8Array | undefined): unknown {
  try {
    return JSON.parse(textOf(bytes ?? new Uint8Array()) ?? '');
  } catch {
    return null;
  }
}
