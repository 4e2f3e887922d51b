// The edge of the swap bench: its key, and how it sends alerts and files, as a worker does. Takes dispatch's address; returns the ways.
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import {
  fileSealHeader,
  fileSealValue,
  madeInvitationSchema,
  pieceType,
  uploadReceiptSchema,
  type Alert,
  type AlertSeal,
  type UploadReceipt,
} from '../../../contracts/index.ts';
import {
  alertDigest,
  alertSealText,
  enrolmentText,
  fileSealText,
  type SealedFile,
} from '../../../evidence/alert-seal.ts';
import { base64Of, hexOf } from '../../../evidence/bytes.ts';
import { nodeCrypto, rawPublicKey } from '../../../host/seal/node-crypto.ts';

export type SwapKind = 'picture' | 'clip';
export type FileKey = Pick<SealedFile, 'incidentId' | 'opening'> & { kind: SwapKind };

export interface SwapEdge {
  key: string;
  sealed(alert: Alert): Alert;
  /** What a seal over this file as this would be. */
  sealOf(content: Uint8Array, as: FileKey): AlertSeal;
  send(content: Uint8Array, as: FileKey, seal: AlertSeal): Promise<UploadReceipt>;
}

export interface SwapEdgeOptions {
  url: string;
  token: string;
  edgeId: string;
  /** Of an administrator. */
  cookie: string;
}

const { sha256 } = nodeCrypto;

export async function enrolEdge({
  url,
  token,
  edgeId,
  cookie,
}: SwapEdgeOptions): Promise<SwapEdge> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const key = hexOf(rawPublicKey(publicKey));
  const signed = (text: string): AlertSeal => ({
    key,
    signature: base64Of(new Uint8Array(sign(null, Buffer.from(text), privateKey))),
  });
  const ask = async (method: string, path: string, body: object, headers: object) => {
    const json = { 'content-type': 'application/json', ...headers };
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: json,
      body: JSON.stringify(body),
    });
    return answer.json();
  };
  const edge = { authorization: `Bearer ${token}` };
  const made = await ask('POST', '/api/edge-invitations', { edgeId }, { cookie });
  const { invitation } = madeInvitationSchema.parse(made);
  const proof = signed(enrolmentText(sha256, { edgeId, key, invitation })).signature;
  await ask('PUT', `/api/edge/workers/${edgeId}/key`, { invitation, key, proof }, edge);
  return {
    key,
    sealed: (alert) => ({ ...alert, seal: signed(alertSealText(alertDigest(sha256, alert))) }),
    sealOf: (content, as) => signed(fileSealText({ ...as, ...sizeOf(content) })),
    send: async (content, as, seal) => {
      const { sha256: hash, bytes } = sizeOf(content);
      const query = new URLSearchParams({
        ...{ kind: as.kind, incidentId: as.incidentId },
        ...{ opening: String(as.opening), bytes: String(bytes) },
      });
      const headers = { ...edge, 'content-type': pieceType, [fileSealHeader]: fileSealValue(seal) };
      const body = Buffer.from(content);
      const place = `${url}/api/edge/uploads/${hash}?${query.toString()}`;
      const answer = await fetch(place, { method: 'PUT', headers, body });
      return uploadReceiptSchema.parse(await answer.json());
    },
  };
}

export function sizeOf(content: Uint8Array): { sha256: string; bytes: number } {
  return {
    sha256: createHash('sha256').update(content).digest('hex'),
    bytes: content.length,
  };
}
