// Decides whether a key is enrolled. Pure. Takes the request of the edge, the known invitation and keys, and the time; returns
// acceptance (the first time, or again when the answer was lost), or the reason for a refusal.
import type { EdgeKeyEntry, Enrolment, EnrolmentRefusal } from '../../contracts/index.ts';
import { enrolmentText } from '../../evidence/alert-seal.ts';
import { bytesOfBase64, bytesOfHex, utf8 } from '../../evidence/bytes.ts';
import { nodeCrypto } from '../../host/seal/node-crypto.ts';
import type { Invitation } from './edge-key-store.ts';

export interface Asked extends Enrolment {
  edgeId: string;
}

export interface KnownOfEdge {
  invitation: Invitation | null;
  keys: readonly EdgeKeyEntry[];
  now: number;
}

export type EnrolmentVerdict =
  { ok: true; isRepeat: boolean } | { ok: false; reason: EnrolmentRefusal };

export function judgeEnrolment(asked: Asked, known: KnownOfEdge): EnrolmentVerdict {
  const { invitation, keys, now } = known;
  if (!isProved(asked)) return refuse('wrong-proof');
  if (invitation === null) return refuse('invitation-unknown');
  if (invitation.edgeId !== asked.edgeId) return refuse('invitation-of-other-edge');
  const same = keys.find(({ key }) => key === asked.key);
  if (same?.state === 'revoked') return refuse('key-revoked');
  if (same !== undefined && same.edgeId !== asked.edgeId) return refuse('key-of-other-edge');
  // The edge did not get the answer and asks again.
  if (invitation.usedBy === asked.key && same?.state === 'active')
    return { ok: true, isRepeat: true };
  if (invitation.usedAt !== null) return refuse('invitation-used');
  return now >= invitation.expiresAt ? refuse('invitation-over') : { ok: true, isRepeat: false };
}

function refuse(reason: EnrolmentRefusal): EnrolmentVerdict {
  return { ok: false, reason };
}

function isProved(asked: Asked): boolean {
  const key = bytesOfHex(asked.key);
  const proof = bytesOfBase64(asked.proof);
  if (key === null || proof === null) return false;
  return nodeCrypto.verify(key, utf8(enrolmentText(nodeCrypto.sha256, asked)), proof);
}
