// Adds content credentials (C2PA) to a picture or clip before its upload, because dispatch logs the hash of the received file. Takes
// the path; replaces the file atomically by the signed one. A file that cannot be signed is sent unchanged, and a problem is reported.
import { rm, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { Logger } from 'pino';
import type { CredentialFault } from '../../contracts/index.ts';
import type { CredentialType, SignJob } from '../../host/credentials/credentials-job.ts';
import type { CredentialsTool } from '../../host/credentials/credentials-tool.ts';
import { messageOf } from '../../host/error-message.ts';
import { flushPath, renameWhole } from '../../host/whole-file.ts';
import type { FoundProblem } from '../found-problem.ts';
import type { Upload } from '../outbox/upload.ts';
import type { EdgeCertificate } from './edge-certificate.ts';

export type Added = { ok: true } | { ok: false; fault: CredentialFault; detail: string };

export interface Credentials {
  /** Never rejects. Does nothing for a file that was handled before. */
  add(path: string, upload: Pick<Upload, 'kind' | 'incidentId' | 'opening'>): Promise<Added>;
  /** Call when the file has been sent. */
  forget(path: string): void;
  problems(): readonly FoundProblem[];
}

export interface CredentialsOptions {
  tool: Pick<CredentialsTool, 'isThere' | 'sign'>;
  certificate: EdgeCertificate;
  /** The setting of the site file; null: added if possible, without a problem if not. */
  wanted: boolean | null;
  edgeId: string;
  software: string;
  log: Logger;
}

/** Without the setting, these faults are not reported. */
const quietFaults: readonly CredentialFault[] = ['off', 'not-enrolled'];

export function createCredentials(options: CredentialsOptions): Credentials {
  const { wanted, edgeId, log } = options;
  const seen = new Map<string, Added>();
  let trouble: { fault: CredentialFault; files: number } | null = null;
  const tell = (path: string, added: Added) => {
    if (added.ok) {
      trouble = null;
      return;
    }
    const { fault, detail } = added;
    if (fault === 'off' || (wanted !== true && quietFaults.includes(fault))) return;
    trouble = { fault, files: (trouble?.files ?? 0) + 1 };
    log.warn(
      { file: basename(path), fault, detail },
      'a file is uploaded without content credentials',
    );
  };
  return {
    add: async (path, upload) => {
      const before = seen.get(path);
      if (before !== undefined) return before;
      const { added, isFinal } = await addTo(options, path, upload);
      if (isFinal) {
        seen.set(path, added);
        tell(path, added);
      }
      return added;
    },
    forget: (path) => {
      seen.delete(path);
    },
    problems: () => {
      if (trouble === null) return [];
      const values = { reason: trouble.fault, files: trouble.files };
      return [{ code: 'files-without-credentials', subject: edgeId, values }];
    },
  };
}

interface Tried {
  added: Added;
  /** Whether another try would have the same result. */
  isFinal: boolean;
}

async function addTo(
  options: CredentialsOptions,
  path: string,
  upload: Pick<Upload, 'kind' | 'incidentId' | 'opening'>,
): Promise<Tried> {
  const { tool, certificate, wanted } = options;
  if (wanted === false) return failed('off', 'it is switched off in the site file');
  const state = await certificate.current();
  if (!state.ok) return failed(state.fault, state.detail, !state.isOpen);
  if (!tool.isThere()) return failed('library-missing', 'it is not installed');
  const type = typeOf(path);
  if (type === null) return failed('failed', 'no credentials for files of this type');
  const { kind, incidentId, opening = 1 } = upload;
  const { software, edgeId } = options;
  const about = { kind, incidentId, opening, edgeId };
  const { chain, keyFile } = state;
  const target = `${path}.signed${extname(path)}`;
  const job = { path, target, type, chain, keyFile, software, title: basename(path), about };
  try {
    return await signInPlace(tool, job);
  } catch (error) {
    return failed('failed', messageOf(error));
  } finally {
    await rm(target, { force: true }).catch(() => undefined);
  }
}

function failed(fault: CredentialFault, detail: string, isFinal = true): Tried {
  return { added: { ok: false, fault, detail }, isFinal };
}

async function signInPlace(
  tool: CredentialsOptions['tool'],
  job: Omit<SignJob, 'job'>,
): Promise<Tried> {
  const { path, target, type } = job;
  if ((await stat(path)).size > mostBytes[type])
    return failed('failed', 'with credentials it would be larger than dispatch takes');
  const [outcome] = await tool.sign([job]);
  if (outcome === undefined) return failed('failed', 'there was no answer');
  if (!outcome.ok) return failed(outcome.fault, outcome.detail);
  if (outcome.state === 'signed') {
    await flushPath(target);
    await renameWhole(target, path);
  }
  return { added: { ok: true }, isFinal: true };
}

/** The upload limits of dispatch, minus the size of credentials. */
const mostBytes: Readonly<Record<CredentialType, number>> = {
  'image/jpeg': 8 * 1024 * 1024 - 65_536,
  'video/mp4': 256 * 1024 * 1024 - 65_536,
};

function typeOf(path: string): CredentialType | null {
  if (path.endsWith('.jpg')) return 'image/jpeg';
  return path.endsWith('.mp4') ? 'video/mp4' : null;
}
