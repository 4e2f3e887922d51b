// Content credentials (C2PA) for `fencewatch verify`: of the files of a bundle, checked with the trust list and keys in it, which
// the bundle's signature covers; or of one picture or clip, checked with a given trust list. Takes files; returns lines and an exit
// code.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { bundleNames } from '../evidence/bundle.ts';
import { textOf } from '../evidence/bytes.ts';
import {
  bundleKeysSchema,
  judgeCredentials,
  type BundleKey,
  type CredentialsVerdict,
} from '../evidence/file-credentials.ts';
import type { CredentialType } from '../host/credentials/credentials-job.ts';
import type { CredentialsTool, ReadOutcome } from '../host/credentials/credentials-tool.ts';

export interface CredentialsReport {
  code: 0 | 1 | 2;
  lines: string[];
}

export function typeOfFile(path: string): CredentialType | null {
  const end = extname(path).toLowerCase();
  if (end === '.jpg' || end === '.jpeg') return 'image/jpeg';
  return end === '.mp4' ? 'video/mp4' : null;
}

/** @param trustFile of the auditor's own; else the list in the bundle */
export async function checkBundleCredentials(
  tool: CredentialsTool,
  files: ReadonlyMap<string, Uint8Array>,
  trustFile: string | null,
): Promise<CredentialsReport> {
  const trustList = trustFile ?? textOf(files.get(bundleNames.trustList) ?? new Uint8Array()) ?? '';
  const named = [...files].filter(([path]) => typeOfFile(path) !== null);
  // A bundle of an earlier release, or one without pictures and clips.
  if (trustList === '' || named.length === 0) return { code: 0, lines: [] };
  if (!tool.isThere())
    return {
      code: 0,
      lines: ['content credentials were not checked: @contentauth/c2pa-node is not installed'],
    };
  const keys = keysIn(files);
  const folder = await mkdtemp(join(tmpdir(), 'fencewatch-verify-'));
  try {
    const jobs = [];
    for (const [index, [path, bytes]] of named.entries()) {
      // A generated name: names from a bundle are not used on the disk.
      const place = join(folder, `${index}${extname(path)}`);
      await writeFile(place, bytes);
      jobs.push({ path: place, type: typeOfFile(path) ?? 'image/jpeg', trustList });
    }
    const outcomes = await tool.read(jobs);
    return reportOf(
      named.map(([path], index) => lineOf(path, outcomes[index], keys)),
      trustList,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export async function checkFileCredentials(
  tool: CredentialsTool,
  path: string,
  trustFile: string | undefined,
): Promise<CredentialsReport> {
  const cannot = (why: string): CredentialsReport => ({
    code: 2,
    lines: [`undecided; ${why}`],
  });
  if (trustFile === undefined)
    return cannot('missing: the trust list of the district (--trust FILE)');
  const trustList = await readFile(trustFile, 'utf8').catch(() => null);
  if (trustList === null) return cannot(`missing: the file ${trustFile}`);
  if ((await readFile(path).catch(() => null)) === null) return cannot(`missing: the file ${path}`);
  if (!tool.isThere()) return cannot('missing: @contentauth/c2pa-node is not installed');
  const type = typeOfFile(path) ?? 'image/jpeg';
  const [outcome] = await tool.read([{ path, type, trustList }]);
  const line = lineOf(path, outcome, null);
  return line.code === null ? { code: 2, lines: [line.text] } : reportOf([line], trustList);
}

interface Line {
  /** Null: there is nothing to check. */
  code: 0 | 1 | 2 | null;
  text: string;
}

function reportOf(lines: readonly Line[], trustList: string): CredentialsReport {
  const codes = lines.map(({ code }) => code);
  const holding = codes.filter((code) => code === 0).length;
  const code = codes.includes(1) ? 1 : codes.includes(2) ? 2 : 0;
  const list = createHash('sha256').update(trustList).digest('hex').slice(0, 16);
  const without = codes.filter((one) => one === null).length;
  const sum = `content credentials: ${holding} valid, ${without} files have none; trust list ${list}`;
  return { code, lines: [sum, ...lines.filter((line) => line.code !== 0).map(({ text }) => text)] };
}

function lineOf(path: string, outcome: ReadOutcome | undefined, keys: BundleKey[] | null): Line {
  if (outcome === undefined || !outcome.ok) {
    const why = outcome === undefined ? 'no answer' : outcome.detail;
    return { code: 2, text: `${path}: its content credentials could not be read: ${why}` };
  }
  const verdict = judgeCredentials(outcome.read, keys);
  return { code: codes[verdict.state], text: `${path}: ${textOfVerdict(verdict)}` };
}

const codes: Readonly<Record<CredentialsVerdict['state'], Line['code']>> = {
  holds: 0,
  none: null,
  broken: 1,
  untrusted: 1,
  'key-unknown': 1,
  revoked: 2,
  expired: 2,
};

function textOfVerdict(verdict: CredentialsVerdict): string {
  switch (verdict.state) {
    case 'holds':
      return 'its content credentials are valid';
    case 'none':
      return 'it has no content credentials';
    case 'broken':
      return `it was changed after its content credentials were made: ${verdict.faults.join(', ')}`;
    case 'untrusted':
      return 'its content credentials are not trusted: the signer is not on the trust list';
    case 'key-unknown':
      return 'its content credentials name a key that this district does not know';
    case 'expired':
      return 'undecided: the certificate of its content credentials is not valid today';
    case 'revoked': {
      const { edgeId, at, reason } = verdict;
      const when = at === null ? '' : ` at ${new Date(at).toISOString()}`;
      return `undecided: the key of ${edgeId} was revoked${when}${reason === null ? '' : ` (${reason})`}; the custody log says when the file was received`;
    }
  }
}

function keysIn(files: ReadonlyMap<string, Uint8Array>): BundleKey[] | null {
  const text = textOf(files.get(bundleNames.edgeKeys) ?? new Uint8Array()) ?? '';
  try {
    return bundleKeysSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
