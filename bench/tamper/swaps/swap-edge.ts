// The edge of the swap bench: its key, and how it sends alerts and files, as a worker does. Takes dispatch's address; returns
// functions to send.
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
  /** The seal over this file under this name. */
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

type Signed = (text: string) => AlertSeal;

export async function enrolEdge(options: SwapEdgeOptions): Promise<SwapEdge> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const key = hexOf(rawPublicKey(publicKey));
  const signed: Signed = (text) => ({
    key,
    signature: base64Of(new Uint8Array(sign(null, Buffer.from(text), privateKey))),
  });
  await enrol(options, key, signed);
  return {
    key,
    sealed: (alert) => ({ ...alert, seal: signed(alertSealText(alertDigest(sha256, alert))) }),
    sealOf: (content, as) => signed(fileSealText({ ...as, ...sizeOf(content) })),
    send: (content, as, seal) => send(options, { content, as, seal }),
  };
}

async function enrol(
  { url, token, edgeId, cookie }: SwapEdgeOptions,
  key: string,
  signed: Signed,
): Promise<void> {
  const ask = async (method: string, path: string, request: { body: object; as: object }) => {
    const headers = { 'content-type': 'application/json', ...request.as };
    const body = JSON.stringify(request.body);
    return (await fetch(`${url}${path}`, { method, headers, body })).json();
  };
  const made = await ask('POST', '/api/edge-invitations', { body: { edgeId }, as: { cookie } });
  const { invitation } = madeInvitationSchema.parse(made);
  const proof = signed(enrolmentText(sha256, { edgeId, key, invitation })).signature;
  const body = { invitation, key, proof };
  const as = { authorization: `Bearer ${token}` };
  await ask('PUT', `/api/edge/workers/${edgeId}/key`, { body, as });
}

interface Sent {
  content: Uint8Array;
  as: FileKey;
  seal: AlertSeal;
}

async function send(
  { url, token }: SwapEdgeOptions,
  { content, as, seal }: Sent,
): Promise<UploadReceipt> {
  const { sha256: hash, bytes } = sizeOf(content);
  const { kind, incidentId, opening } = as;
  const about = { kind, incidentId, opening: String(opening), bytes: String(bytes) };
  const place = `${url}/api/edge/uploads/${hash}?${new URLSearchParams(about).toString()}`;
  const headers = {
    ...{ authorization: `Bearer ${token}`, 'content-type': pieceType },
    [fileSealHeader]: fileSealValue(seal),
  };
  const answer = await fetch(place, { method: 'PUT', headers, body: Buffer.from(content) });
  return uploadReceiptSchema.parse(await answer.json());
}

export function sizeOf(content: Uint8Array): { sha256: string; bytes: number } {
  return {
    sha256: createHash('sha256').update(content).digest('hex'),
    bytes: content.length,
  };
}
