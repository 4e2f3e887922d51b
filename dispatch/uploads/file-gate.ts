// Accepts pictures, clips and notes only from the edge that raised their alert, because all edges share one token. Takes the file's
// description with its signature; returns whether it is accepted. A refused file is recorded in the custody log with the reason.
import type { AlertSeal } from '../../contracts/index.ts';
import { fileSealText, keyInReceipt, type SealedFile } from '../../evidence/alert-seal.ts';
import type { Clock } from '../../host/clock.ts';
import type { FileAdmission, FileClaim } from '../evidence/admit-file.ts';
import type { Custody } from '../evidence/custody.ts';
import type { EdgeKeys } from '../evidence/edge-keys.ts';
import type { CaseStore } from '../store/case-store.ts';

export interface FileGateParts {
  store: { cases: Pick<CaseStore, 'alertsOfOpening'> };
  edgeKeys: Pick<EdgeKeys, 'admitFile'>;
  custody: Pick<Custody, 'note'>;
  /** Whether the same was recorded within that time. */
  recentlyNoted: { has(key: string, withinMs: number): boolean };
  clock: Clock;
}

export interface FromWhere {
  seal: AlertSeal | null;
  address: string;
}

export interface FileGate {
  judge(file: SealedFile, from: FromWhere): Promise<FileAdmission>;
}

/** A picture is sent at the same time as its alert, which goes through the queue. */
const alertWithinMs = 3000;
const lookEveryMs = 100;
const notedOnceMs = 10 * 60_000;

export function createFileGate(parts: FileGateParts): FileGate {
  const { edgeKeys, clock } = parts;
  return {
    judge: async (file, from) => {
      const until = clock.steady() + alertWithinMs;
      for (;;) {
        const alertKeys = await alertKeysOf(parts, file);
        const claim = { text: fileSealText(file), seal: from.seal, alertKeys };
        const admission = await edgeKeys.admitFile(claim);
        if (admission.ok) return admission;
        if (admission.reason !== 'alert-not-here') return refused(parts, { file, from, admission });
        if (clock.steady() >= until) return admission;
        await clock.wait(lookEveryMs);
      }
    },
  };
}

async function alertKeysOf(
  { store }: FileGateParts,
  { incidentId, opening }: SealedFile,
): Promise<FileClaim['alertKeys']> {
  if (incidentId.startsWith('asked-')) return 'asked';
  const alerts = await store.cases.alertsOfOpening(incidentId, opening);
  return alerts.map(({ receipt }) => keyInReceipt(receipt));
}

interface Refused {
  file: SealedFile;
  from: FromWhere;
  admission: FileAdmission & { ok: false };
}

/** A holder of the token can repeat a request without limit: the same attempt is recorded once in ten minutes. */
async function refused(
  { custody, recentlyNoted, clock }: FileGateParts,
  { file, from, admission }: Refused,
): Promise<FileAdmission> {
  const { kind, incidentId, opening, sha256, bytes } = file;
  const key = from.seal?.key ?? 'none';
  const mark = ['file', kind, incidentId, opening, sha256, key, admission.reason].join('\n');
  if (recentlyNoted.has(mark, notedOnceMs)) return admission;
  await custody.note({
    at: clock.now(),
    act: 'file-received',
    outcome: 'refused',
    subject: { incident: incidentId, opening: String(opening), file: kind },
    details: { sha256, bytes, key, refusal: admission.reason },
    person: { address: from.address },
  });
  return admission;
}
