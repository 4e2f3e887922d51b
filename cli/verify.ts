// `fencewatch verify BUNDLE.zip --key FILE`: verifies an exported bundle, offline, with only the public keys. Exit code 0: valid,
// 1: not valid, with the file or row, 2: undecided, with what is missing.
import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { parseVerifierKey, type NamedKey } from '../evidence/signed-note.ts';
import { verifyBundle, type BundleFinding, type BundleResult } from '../evidence/verify-bundle.ts';
import { readZip } from '../evidence/zip.ts';
import { createCredentialsTool } from '../host/credentials/credentials-tool.ts';
import { nodeCrypto } from '../host/seal/node-crypto.ts';
import { packageRoot } from '../host/package-root.ts';
import { checkBundleCredentials, checkFileCredentials, typeOfFile } from './verify-credentials.ts';

interface VerifyOptions {
  key?: string;
  page?: string;
  trust?: string;
}

export function verifyCommand(): Command {
  return new Command('verify')
    .description('check an exported bundle: signature, every file, every row of the log')
    .argument(
      '[bundle]',
      'the zip file; or one picture or clip, to check only its content credentials',
    )
    .option('--key <file>', 'public keys, one a line, as published by the district')
    .option('--trust <file>', 'trust list for content credentials; default: the one in the bundle')
    .option('--page <file>', 'write a page that does the same in a browser, without a server')
    .action(async (bundle: string | undefined, { key, page, trust }: VerifyOptions) => {
      if (page !== undefined) process.exitCode = await writePage(page);
      if (bundle !== undefined) process.exitCode = await verify(bundle, { key, trust });
      if (bundle === undefined && page === undefined)
        process.exitCode = say(2, 'undecided; missing: a bundle');
    });
}

/** One file, easy to carry on a USB stick. */
async function writePage(file: string): Promise<number> {
  const built = join(packageRoot(), 'dist', 'verify', 'verify.html');
  try {
    await copyFile(built, file);
    return say(0, `${file} is written: open it in any browser`);
  } catch (error) {
    return say(2, `the page cannot be written: ${error instanceof Error ? error.message : ''}`);
  }
}

async function verify(
  bundle: string,
  { key, trust }: { key: string | undefined; trust: string | undefined },
): Promise<number> {
  const tool = createCredentialsTool();
  if (typeOfFile(bundle) !== null) {
    const { code, lines } = await checkFileCredentials(tool, bundle, trust);
    return say(code, ...lines);
  }
  const zip = await readFile(bundle).catch(() => null);
  if (zip === null) return say(2, `undecided; missing: the file ${bundle}`);
  const own = trust === undefined ? null : await readFile(trust, 'utf8').catch(() => '');
  if (own === '') return say(2, `undecided; missing: the file ${trust}`);
  const keys = key === undefined ? [] : keysIn(await readFile(key, 'utf8').catch(() => ''));
  const bytes = new Uint8Array(zip);
  const code = report(await verifyBundle(nodeCrypto, bytes, keys));
  const read = readZip(bytes);
  if (code !== 0 || !read.ok) return code;
  const credentials = await checkBundleCredentials(tool, read.files, own);
  return say(credentials.code, ...credentials.lines);
}

function keysIn(text: string): NamedKey[] {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.flatMap((line) => parseVerifierKey(nodeCrypto.sha256, line) ?? []);
}

function report(result: BundleResult): number {
  switch (result.result) {
    case 'holds': {
      const { files } = result.manifest;
      const { total, unsigned } = result.alerts;
      return say(
        0,
        `valid: ${files.length} files, ${result.rows} rows of the custody log`,
        ...(unsigned === 0
          ? []
          : [`not signed: ${unsigned} of ${total} alerts came from an edge without a known key`]),
      );
    }
    case 'does-not-hold':
      return say(1, ...result.findings.map((finding) => `not valid: ${textOf(finding)}`));
    case 'cannot-be-said':
      return say(
        2,
        result.missing === 'keys'
          ? 'undecided; missing: the public keys of the district (--key FILE)'
          : 'undecided; missing: the key that signed the bundle; none of the given keys fits',
      );
  }
}

function textOf(finding: BundleFinding): string {
  const place = 'position' in finding ? `${finding.file}: row ${finding.position}` : finding.file;
  if (finding.what === 'zip') return `${place}: ${finding.why}`;
  if (finding.what === 'alert-changed')
    return `${place}: the alert ${finding.alert} is not the one that came: changed`;
  if (finding.what === 'not-as-received') return `${place} of the log has another hash: replaced`;
  return `${place}: ${finding.what}`;
}

function say(code: number, ...lines: string[]): number {
  for (const line of lines) console.log(line);
  return code;
}
