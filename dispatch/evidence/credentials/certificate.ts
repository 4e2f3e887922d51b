// X.509 certificates with Ed25519 keys as C2PA requires them: a self-signed one of the district, and one for the key of an edge.
// Takes keys, names and times; returns PEM. The same input gives the same bytes, so only the keys have to be stored.
import { createHash, X509Certificate } from 'node:crypto';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  ExtendedKeyUsage,
  Extension,
  Extensions,
  KeyIdentifier,
  KeyUsage,
  KeyUsageFlags,
  Name,
  RelativeDistinguishedName,
  SubjectKeyIdentifier,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_subjectKeyIdentifier,
} from '@peculiar/asn1-x509';
import type { SealKey } from '../../../host/seal/seal-key.ts';

const ed25519 = '1.3.101.112';
/** Document signing (RFC 9336), which C2PA readers accept. */
const documentSigning = '1.3.6.1.5.5.7.3.36';
const commonName = '2.5.4.3';
const organisation = '2.5.4.10';

interface Lasting {
  from: number;
  until: number;
  authority: Pick<SealKey, 'publicKey' | 'sign'>;
}

export interface RootOrder extends Lasting {
  /** The name of the district. */
  district: string;
}

export interface EdgeOrder extends Lasting {
  /** PEM of the authority's certificate. */
  root: string;
  edgeId: string;
  publicKey: Uint8Array;
}

/** Of the authority itself. */
export function rootCertificate(order: RootOrder): string {
  const { authority, district } = order;
  const usage = KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign;
  const name = nameOf(district, 'Fencewatch evidence');
  const names = { issuer: name, subject: name };
  return certificate({ ...order, ...names, publicKey: authority.publicKey }, [
    extension(id_ce_basicConstraints, new BasicConstraints({ cA: true }), true),
    extension(id_ce_keyUsage, new KeyUsage(usage), true),
    extension(id_ce_subjectKeyIdentifier, new SubjectKeyIdentifier(keyId(authority.publicKey))),
  ]);
}

/** For the key of an edge, only for signing files. */
export function edgeCertificate(order: EdgeOrder): string {
  const { publicKey, authority, root, edgeId } = order;
  const issuer = subjectOf(root);
  const [district] = issuer;
  const subject = new Name([...(district ? [district] : []), partOf(commonName, edgeId)]);
  const authorityId = new KeyIdentifier(keyId(authority.publicKey));
  return certificate({ ...order, issuer, subject }, [
    extension(id_ce_basicConstraints, new BasicConstraints({ cA: false }), true),
    extension(id_ce_keyUsage, new KeyUsage(KeyUsageFlags.digitalSignature), true),
    extension(id_ce_extKeyUsage, new ExtendedKeyUsage([documentSigning])),
    extension(id_ce_subjectKeyIdentifier, new SubjectKeyIdentifier(keyId(publicKey))),
    extension(
      id_ce_authorityKeyIdentifier,
      new AuthorityKeyIdentifier({ keyIdentifier: authorityId }),
    ),
  ]);
}

/** In decimal, as C2PA readers report it; used to find the key. */
export function serialOf(publicKey: Uint8Array): string {
  return BigInt(`0x${Buffer.from(serialBytes(publicKey)).toString('hex')}`).toString();
}

interface Told extends Lasting {
  issuer: Name;
  subject: Name;
  publicKey: Uint8Array;
}

function certificate(order: Told, extensions: Extension[]): string {
  const { issuer, subject, publicKey, from, until, authority } = order;
  const signatureAlgorithm = new AlgorithmIdentifier({ algorithm: ed25519 });
  const told = new TBSCertificate({
    version: Version.v3,
    serialNumber: bufferOf(serialBytes(publicKey)),
    signature: signatureAlgorithm,
    issuer,
    validity: new Validity({ notBefore: secondOf(from), notAfter: secondOf(until) }),
    subject,
    subjectPublicKeyInfo: new SubjectPublicKeyInfo({
      algorithm: signatureAlgorithm,
      subjectPublicKey: bufferOf(publicKey),
    }),
    extensions: new Extensions(extensions),
  });
  const signatureValue = authority.sign(new Uint8Array(AsnConvert.serialize(told)));
  const signed = new Certificate({
    tbsCertificate: told,
    signatureAlgorithm,
    signatureValue: bufferOf(signatureValue),
  });
  const lines = Buffer.from(AsnConvert.serialize(signed)).toString('base64');
  const body = lines.match(/.{1,64}/g)?.join('\n') ?? '';
  return `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`;
}

function extension(extnID: string, value: object, critical = false): Extension {
  return new Extension({
    extnID,
    critical,
    extnValue: new OctetString(AsnConvert.serialize(value)),
  });
}

function nameOf(district: string, name: string): Name {
  return new Name([partOf(organisation, district), partOf(commonName, name)]);
}

function partOf(type: string, text: string): RelativeDistinguishedName {
  // The longest that X.520 allows, in whole characters.
  const utf8String = Array.from(text).slice(0, 64).join('');
  const value = new AttributeValue({ utf8String });
  return new RelativeDistinguishedName([new AttributeTypeAndValue({ type, value })]);
}

/** @throws when it is no certificate */
function subjectOf(pem: string): Name {
  const { raw } = new X509Certificate(pem);
  return AsnConvert.parse(raw, Certificate).tbsCertificate.subject;
}

/** 16 bytes, positive and never zero. */
function serialBytes(publicKey: Uint8Array): Uint8Array {
  const bytes = createHash('sha256').update(publicKey).digest().subarray(0, 16);
  const serial = Uint8Array.from(bytes);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  return serial;
}

function keyId(publicKey: Uint8Array): ArrayBuffer {
  return bufferOf(createHash('sha256').update(publicKey).digest().subarray(0, 20));
}

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}

/** A certificate has no fractions of a second. */
function secondOf(at: number): Date {
  return new Date(Math.floor(at / 1000) * 1000);
}
