// Checks an answer of a time stamp authority: granted, for this digest and nonce, and signed by the certificate in it. Whether the
// authority is trusted is decided later, with its own certificate.
import { constants, createHash, verify, X509Certificate } from 'node:crypto';
import { ContentInfo, SignedData, type Attribute, type SignerInfo } from '@peculiar/asn1-cms';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { PKIStatus, TimeStampResp, TSTInfo } from '@peculiar/asn1-tsp';
import type { Certificate } from '@peculiar/asn1-x509';
import { isSame } from '../../../evidence/bytes.ts';
import { messageOf } from '../../../host/error-message.ts';
import { sha256Oid } from './stamp-request.ts';

/** Why an answer is no stamp. */
export type StampFault =
  | 'not-a-stamp'
  | 'rejected'
  | 'other-digest'
  | 'other-nonce'
  | 'no-certificate'
  | 'unknown-algorithm'
  | 'wrong-signature';
export type CheckedStamp =
  { ok: true; at: number } | { ok: false; reason: StampFault; detail: string };

export interface AskedStamp {
  digest: Uint8Array;
  nonce: Uint8Array;
}

export function checkStamp(answer: Uint8Array, asked: AskedStamp): CheckedStamp {
  try {
    return checkParsed(AsnConvert.parse(answer, TimeStampResp), asked);
  } catch (error) {
    return fault('not-a-stamp', messageOf(error));
  }
}

function fault(reason: StampFault, detail = ''): CheckedStamp {
  return { ok: false, reason, detail };
}

function checkParsed({ status, timeStampToken }: TimeStampResp, asked: AskedStamp): CheckedStamp {
  const isGranted = [PKIStatus.granted, PKIStatus.grantedWithMods].includes(status.status);
  if (!isGranted || timeStampToken === undefined)
    return fault('rejected', [...(status.statusString ?? [])].join(' ').slice(0, 300));
  const { content } = AsnConvert.parse(AsnConvert.serialize(timeStampToken), ContentInfo);
  const signed = AsnConvert.parse(content, SignedData);
  const written = signed.encapContentInfo.eContent?.single?.buffer;
  const [signer] = signed.signerInfos;
  if (written === undefined || signer === undefined) return fault('not-a-stamp', 'it is empty');
  const { messageImprint, nonce, genTime } = AsnConvert.parse(written, TSTInfo);
  const { hashAlgorithm, hashedMessage } = messageImprint;
  const isOfDigest =
    hashAlgorithm.algorithm === sha256Oid &&
    isSame(new Uint8Array(hashedMessage.buffer), asked.digest);
  if (!isOfDigest) return fault('other-digest');
  // A replayed old answer has another nonce.
  if (nonce === undefined || !isSame(new Uint8Array(nonce), asked.nonce))
    return fault('other-nonce');
  return checkSigner(signed, signer, written) ?? { ok: true, at: genTime.getTime() };
}

const hashes: Readonly<Record<string, string>> = {
  [sha256Oid]: 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
const pssOid = '1.2.840.113549.1.1.10';
const messageDigestOid = '1.2.840.113549.1.9.4';

function checkSigner(
  { certificates }: SignedData,
  signer: SignerInfo,
  written: ArrayBuffer,
): CheckedStamp | null {
  const known = [...(certificates ?? [])].flatMap(({ certificate }) => certificate ?? []);
  if (known.length === 0) return fault('no-certificate');
  const hash = hashes[signer.digestAlgorithm.algorithm];
  if (hash === undefined) return fault('unknown-algorithm', signer.digestAlgorithm.algorithm);
  const digest = createHash(hash).update(new Uint8Array(written)).digest();
  const isSigned =
    isSame(digestIn(signer), digest) && known.some((one) => isSignedBy(one, signer, hash));
  return isSigned ? null : fault('wrong-signature');
}

function digestIn({ signedAttrs }: SignerInfo): Uint8Array {
  const found = signedAttrs?.find(({ attrType }) => attrType === messageDigestOid)?.attrValues[0];
  if (found === undefined) return new Uint8Array();
  return new Uint8Array(AsnConvert.parse(found, OctetString).buffer);
}

function isSignedBy(certificate: Certificate, signer: SignerInfo, hash: string): boolean {
  if (signer.signedAttrs === undefined) return false;
  const attributes = setOf(signer.signedAttrs);
  const { publicKey } = new X509Certificate(Buffer.from(AsnConvert.serialize(certificate)));
  const isEdwards = publicKey.asymmetricKeyType === 'ed25519';
  const signature = new Uint8Array(signer.signature.buffer);
  const isPss = signer.signatureAlgorithm.algorithm === pssOid;
  const { RSA_PKCS1_PSS_PADDING: padding, RSA_PSS_SALTLEN_AUTO: saltLength } = constants;
  const key = isPss ? { key: publicKey, padding, saltLength } : publicKey;
  return verify(isEdwards ? null : hash, attributes, key, signature);
}

/** The set in DER, which the signature covers; in the token it has a different tag. */
function setOf(attributes: readonly Attribute[]): Uint8Array<ArrayBuffer> {
  const parts = attributes.map((one) => Buffer.from(AsnConvert.serialize(one)));
  const content = Buffer.concat(parts.toSorted((one, other) => Buffer.compare(one, other)));
  return Uint8Array.from([0x31, ...lengthOf(content.length), ...content]);
}

function lengthOf(size: number): number[] {
  if (size < 0x80) return [size];
  const bytes: number[] = [];
  for (let rest = size; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return [0x80 | bytes.length, ...bytes];
}
