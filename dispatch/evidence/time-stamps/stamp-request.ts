// A request for a time stamp by RFC 3161. Takes the SHA-256 of the data and a nonce; returns the bytes to send.
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { MessageImprint, TimeStampReq, TimeStampReqVersion } from '@peculiar/asn1-tsp';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';

export const sha256Oid = '2.16.840.1.101.3.4.2.1';

/** A positive integer in DER. */
export function nonceOf(random: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from(random);
  // Neither negative nor with a leading zero.
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes;
}

export function stampRequest(digest: Uint8Array, nonce: Uint8Array<ArrayBuffer>): Uint8Array {
  const imprint = new MessageImprint({
    hashAlgorithm: new AlgorithmIdentifier({ algorithm: sha256Oid, parameters: null }),
    hashedMessage: new OctetString(Uint8Array.from(digest)),
  });
  const request = new TimeStampReq({
    version: TimeStampReqVersion.v1,
    messageImprint: imprint,
    nonce: nonce.buffer,
    // So that the token contains the certificate for checking it.
    certReq: true,
  });
  return new Uint8Array(AsnConvert.serialize(request));
}
