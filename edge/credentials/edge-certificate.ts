// The certificate for the key of this edge, which content credentials need. Takes the key and the connection to dispatch; returns the
// certificate or the reason why there is none. It is requested when it is first needed, and stored next to the key.
import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { z } from 'zod';
import { certificateAnswerSchema, type CredentialFault } from '../../contracts/index.ts';
import { hexOf } from '../../evidence/bytes.ts';
import type { Clock } from '../../host/clock.ts';
import { rawPublicKey } from '../../host/seal/node-crypto.ts';
import { writeWholeFile } from '../../host/whole-file.ts';
import { edgeKeyFile, type EdgeKey } from '../alerts/edge-key.ts';
import { askDispatch, type DispatchLink } from '../outbox/ask-dispatch.ts';

export type CertificateState =
  | { ok: true; chain: string; keyFile: string }
  /** `isOpen`: dispatch did not answer, so the next try may succeed. */
  | { ok: false; fault: CredentialFault; detail: string; isOpen: boolean };

export interface EdgeCertificate {
  current(): Promise<CertificateState>;
}

/** Resolves with null when no answer came from dispatch itself. */
export type AskCertificate = (key: string) => Promise<unknown>;

export interface EdgeCertificateOptions {
  /** `seal/` of the data folder. */
  folder: string;
  key: Pick<EdgeKey, 'publicKey'>;
  /** Null without dispatch. */
  ask: AskCertificate | null;
  clock: Clock;
  log: Logger;
}

const noteSchema = z.strictObject({ key: z.string(), chain: z.string() });

/** How often it is requested while dispatch issues none. */
const askEveryMs = 5000;

export function createEdgeCertificate(options: EdgeCertificateOptions): EdgeCertificate {
  const { folder, key, clock } = options;
  let known: { key: string; chain: string } | null = null;
  let refused: { key: string; at: number; state: CertificateState } | null = null;
  return {
    current: async () => {
      const own = key.publicKey();
      if (own === null) return none('not-enrolled', 'this edge has no key');
      known = known?.key === own ? known : await noteIn(folder, own);
      if (known !== null && !isOver(known.chain, clock.now()))
        return { ok: true, chain: known.chain, keyFile: edgeKeyFile(folder) };
      const isSoon = refused !== null && clock.steady() - refused.at < askEveryMs;
      if (refused?.key === own && isSoon) return refused.state;
      const asked = await askFor(options, own);
      if ('ok' in asked) {
        refused = { key: own, at: clock.steady(), state: asked };
        return asked;
      }
      known = asked;
      return { ok: true, chain: asked.chain, keyFile: edgeKeyFile(folder) };
    },
  };
}

export function askCertificateBy(link: DispatchLink, edgeId: string): AskCertificate {
  return async (key) => {
    const path = `/api/edge/workers/${encodeURIComponent(edgeId)}/keys/${key}/certificate`;
    const answer = await askDispatch(link, { method: 'GET', path, lane: 'pictures' });
    if (answer.kind !== 'sealed') return null;
    // A dispatch of an earlier release does not have this address.
    return answer.status === 200 ? jsonOf(answer.text) : { state: 'unknown-question' };
  };
}

function none(fault: CredentialFault, detail: string, isOpen = false): CertificateState {
  return { ok: false, fault, detail, isOpen };
}

async function askFor(
  { ask, folder, clock, log }: EdgeCertificateOptions,
  key: string,
): Promise<CertificateState | { key: string; chain: string }> {
  const raw = ask === null ? null : await ask(key);
  if (raw === null) return none('certificate-not-given', 'dispatch does not answer', true);
  const answer = certificateAnswerSchema.safeParse(raw).data;
  if (answer === undefined)
    return none(
      'certificate-not-given',
      'dispatch gives no certificates: it is of an older release',
    );
  if (answer.state === 'refused') {
    const { reason } = answer;
    if (reason === 'off') return none('off', 'it is switched off in the site file of dispatch');
    const fault = reason === 'key-unknown' ? 'not-enrolled' : 'certificate-not-given';
    return none(fault, `dispatch gives no certificate: ${reason}`);
  }
  const { chain } = answer;
  if (!isFor(chain, key)) return none('certificate-not-given', 'it is for another key');
  if (isOver(chain, clock.now()))
    return none('certificate-over', 'it is not valid by the clock of this edge');
  await writeWholeFile(noteFile(folder), JSON.stringify({ key, chain })).catch((error: unknown) => {
    log.warn({ error }, 'the certificate cannot be saved: it will be requested again');
  });
  return { key, chain };
}

async function noteIn(folder: string, key: string) {
  const text = await readFile(noteFile(folder), 'utf8').catch(() => 'null');
  const note = noteSchema.safeParse(jsonOf(text)).data ?? null;
  return note?.key === key && isFor(note.chain, key) ? note : null;
}

function noteFile(folder: string): string {
  return join(folder, 'certificate.json');
}

/** Whether the chain's first certificate is for this key. */
function isFor(chain: string, key: string): boolean {
  const certificate = certificateOf(chain);
  return (
    certificate?.publicKey.asymmetricKeyType === 'ed25519' &&
    hexOf(rawPublicKey(certificate.publicKey)) === key
  );
}

function isOver(chain: string, now: number): boolean {
  const certificate = certificateOf(chain);
  if (certificate === null) return true;
  return now < Date.parse(certificate.validFrom) || now > Date.parse(certificate.validTo);
}

function certificateOf(chain: string): X509Certificate | null {
  try {
    return new X509Certificate(chain);
  } catch {
    return null;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
