// The key that this edge signs alerts with: created at its first invitation, kept in its data folder, replaced by the next
// invitation. Takes the folder; returns functions to sign and to enrol. Enrolment continues until dispatch has answered.
import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Logger } from 'pino';
import {
  enrolmentAnswerSchema,
  type Alert,
  type AlertSeal,
  type Enrolment,
  type EnrolmentAnswer,
} from '../../contracts/index.ts';
import { alertDigest, alertSealText, enrolmentText } from '../../evidence/alert-seal.ts';
import { base64Of, hexOf, utf8 } from '../../evidence/bytes.ts';
import { nodeCrypto } from '../../host/seal/node-crypto.ts';
import { openSealKey, readSealKey, type SealKey } from '../../host/seal/seal-key.ts';
import { backOffMs } from '../../host/back-off.ts';
import type { Clock } from '../../host/clock.ts';
import { renameWhole, writeWholeFile } from '../../host/whole-file.ts';

export interface EdgeKey {
  /** Returns the alert unchanged while this edge has no key. */
  seal(alert: Alert): Alert;
  /** Null while this edge has no key. */
  sign(text: string): AlertSeal | null;
  /** The key in use, in hexadecimal; null while there is none. */
  publicKey(): string | null;
  /** Enrols with the invitation, unless that was done before; ends when dispatch has accepted or refused. */
  enrol(ask: AskEnrolment, signal: AbortSignal): Promise<EnrolmentAnswer | null>;
}

/** Resolves with null when no answer came from dispatch itself. */
export type AskEnrolment = (enrolment: Enrolment, signal: AbortSignal) => Promise<unknown>;

export interface EdgeKeyOptions {
  /** `seal/` of the data folder. */
  folder: string;
  edgeId: string;
  /** Created by an administrator for this edge; null keeps the existing key. */
  invitation: string | null;
  clock: Clock;
  log: Logger;
}

const noteSchema = z.strictObject({
  edgeId: z.string(),
  /** SHA-256 of the invitation, so that a restart with the same one does not enrol again. */
  invitation: z.string(),
  at: z.number(),
});

const backOff = { firstMs: 1000, longestMs: 60_000 };

/** @throws SealKeyRefused when the key file is invalid, or readable by others */
export async function openEdgeKey(options: EdgeKeyOptions): Promise<EdgeKey> {
  const files = filesIn(options.folder);
  const { edgeId, invitation, log } = options;
  const note = await noteIn(files.note);
  const isNew = invitation !== null && !isOf(note, options);
  let current = await readSealKey(files.key);
  // Alerts are also signed before the first enrolment: dispatch accepts them once it knows the key.
  // If the worker died before an answer came, the same key is enrolled again.
  const isFirst = current === null || note === null;
  const next = isNew ? await openSealKey(isFirst ? files.key : files.next) : null;
  current ??= next;
  if (current !== null) log.info({ edgeId, key: hexOf(current.publicKey) }, 'alerts are signed');
  return {
    seal: (alert) => (current === null ? alert : sealed(alert, current)),
    sign: (text) => current && signed(text, current),
    publicKey: () => current && hexOf(current.publicKey),
    enrol: async (ask, signal) => {
      if (invitation === null || next === null) return null;
      const answer = await askOn(options, { ask, request: requestOf(options, next) }, signal);
      if (answer?.state !== 'enrolled') return answer;
      if (!isFirst) await renameWhole(files.next, files.key);
      current = next;
      await noteUse(files.note, options);
      return answer;
    },
  };
}

/** Path of the key in use. */
export function edgeKeyFile(folder: string): string {
  return filesIn(folder).key;
}

function filesIn(folder: string) {
  const file = (name: string) => join(folder, name);
  return {
    key: file('edge-key.pem'),
    next: file('edge-key-next.pem'),
    note: file('enrolled.json'),
  };
}

function sealed(alert: Alert, key: SealKey): Alert {
  return { ...alert, seal: signed(alertSealText(alertDigest(nodeCrypto.sha256, alert)), key) };
}

function signed(text: string, { publicKey, sign }: SealKey): AlertSeal {
  return { key: hexOf(publicKey), signature: base64Of(sign(utf8(text))) };
}

async function noteIn(file: string): Promise<z.infer<typeof noteSchema> | null> {
  const text = await readFile(file, 'utf8').catch(() => 'null');
  return noteSchema.safeParse(jsonOf(text)).data ?? null;
}

function isOf(
  note: z.infer<typeof noteSchema> | null,
  { edgeId, invitation }: EdgeKeyOptions,
): boolean {
  return note?.edgeId === edgeId && note.invitation === hashOf(invitation ?? '');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** If the disk refuses the write, the next start enrols again, which does no harm. */
async function noteUse(
  file: string,
  { folder, edgeId, invitation, clock, log }: EdgeKeyOptions,
): Promise<void> {
  const note = { edgeId, invitation: hashOf(invitation ?? ''), at: clock.now() };
  try {
    await mkdir(folder, { recursive: true });
    await writeWholeFile(file, Buffer.from(JSON.stringify(note)));
  } catch (error) {
    log.warn({ error }, 'the enrolment of this edge cannot be saved');
  }
}

function hashOf(invitation: string): string {
  return createHash('sha256').update(invitation).digest('hex');
}

function requestOf({ edgeId, invitation }: EdgeKeyOptions, next: SealKey): Enrolment {
  const claim = { edgeId, key: hexOf(next.publicKey), invitation: invitation ?? '' };
  const proof = base64Of(next.sign(utf8(enrolmentText(nodeCrypto.sha256, claim))));
  return { invitation: claim.invitation, key: claim.key, proof };
}

async function askOn(
  { clock, log, edgeId }: EdgeKeyOptions,
  { ask, request }: { ask: AskEnrolment; request: Enrolment },
  signal: AbortSignal,
): Promise<EnrolmentAnswer | null> {
  for (let tries = 1; !signal.aborted; tries += 1) {
    const answer = enrolmentAnswerSchema.safeParse(await ask(request, signal));
    if (answer.success) {
      const { data } = answer;
      if (data.state === 'refused')
        log.error({ edgeId, ...data }, 'dispatch refuses the key of this edge');
      else log.info({ edgeId, ...data }, 'the key of this edge is enrolled');
      return data;
    }
    await clock.wait(backOffMs(backOff, tries), signal);
  }
  return null;
}
