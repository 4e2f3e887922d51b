// `fencewatch custody check FOLDER`: verifies a copy of the custody log, offline, with only the public keys. `custody compare FOLDER` verifies
// it and compares the store with it. Takes a folder of the log's files; reports what is valid, and names files, rows, cases and alerts that
// are not. Exit code 0: valid, 1: not valid, 2: undecided.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { checkLog, type LogCheck, type LogFinding } from '../evidence/check-log.ts';
import { parseVerifierKey, type NamedKey } from '../evidence/signed-note.ts';
import { compareWithLog } from '../dispatch/evidence/comparison/compare-with-log.ts';
import {
  comparisonLines,
  comparisonSummary,
} from '../dispatch/evidence/comparison/comparison-lines.ts';
import { createEvidenceStore } from '../dispatch/evidence/evidence-store.ts';
import type { Store } from '../dispatch/store/store.ts';
import { systemClock } from '../host/clock.ts';
import { nodeCrypto } from '../host/seal/node-crypto.ts';
import { addPlace, withStore } from './with-store.ts';

interface CheckOptions {
  key?: string;
  earlier?: string[];
}

export function custodyCommand(): Command {
  const custody = new Command('custody').description('check the log of who saw and did what');
  custody
    .command('check <folder>')
    .description('check a copy of the log: every row, every tile, the signed checkpoint')
    .option('--key <file>', 'public keys of the log, one a line, as published by the district')
    .option('--earlier <files...>', 'earlier checkpoints, from which the log must continue')
    .action(async (folder: string, options: CheckOptions) => {
      process.exitCode = await check(folder, options);
    });
  const compare = custody
    .command('compare <folder>')
    .description('check a copy of the log, and name what the store has lost, changed or added')
    .option('--key <file>', 'public keys of the log, one a line, as published by the district')
    .option('--earlier <files...>', 'earlier checkpoints, from which the log must continue')
    .action(async (folder: string, options: CheckOptions, command: Command) => {
      process.exitCode = await check(folder, options, (log) =>
        withStore(command, (store, dataDir) => compareStore(log, store, dataDir), 2),
      );
    });
  addPlace(compare);
  return custody;
}

/** Every file is read. */
async function compareStore(
  { entries }: LogCheck,
  { facts, custody, media }: Store,
  dataDir: string,
): Promise<number> {
  const evidence = createEvidenceStore({ dataDir, index: media, clock: systemClock });
  const log = {
    size: entries.length,
    entries: (from: number, to: number) =>
      Promise.resolve(entries.slice(from, to).map((entry) => new TextDecoder().decode(entry))),
  };
  const comparison = await compareWithLog(
    log,
    { facts, custody },
    { stateOf: (key) => evidence.state(key) },
  );
  const lines = comparisonLines(comparison);
  for (const line of lines) process.stdout.write(`${line}\n`);
  const verdict = lines.length === 0 ? 'the store agrees with the log' : 'the store differs';
  process.stdout.write(`${verdict}: ${comparisonSummary(comparison)}\n`);
  return lines.length === 0 ? 0 : 1;
}

async function check(
  folder: string,
  { key, earlier = [] }: CheckOptions,
  next?: (log: LogCheck) => Promise<number>,
): Promise<number> {
  if (key === undefined) return cannotSay('the public keys of the district: give --key FILE');
  const keys = keysIn(await textOrNull(key));
  if (keys.length === 0) return cannotSay(`a public key: ${key} has none`);
  const notes = await Promise.all(earlier.map(textOrNull));
  const unread = earlier.filter((_, at) => notes[at] === null);
  if (unread.length > 0) return cannotSay(`earlier checkpoints: ${unread.join(', ')}`);
  const read = async (path: string) =>
    readFile(join(folder, path)).then(
      (bytes) => new Uint8Array(bytes),
      () => null,
    );
  const known = notes.filter((note) => note !== null);
  const log = await checkLog({ crypto: nodeCrypto, keys, read, earlier: known });
  const code = report(log, folder);
  return code === 0 && next !== undefined ? next(log) : code;
}

function keysIn(text: string | null): NamedKey[] {
  const lines = (text ?? '').split('\n').map((line) => line.trim());
  return lines.flatMap((line) => parseVerifierKey(nodeCrypto.sha256, line) ?? []);
}

function report({ findings, checkpoint, entries }: LogCheck, folder: string): number {
  const open = findings.find(isUnsayable);
  if (open !== undefined) return cannotSay(`${textOf(open)} in ${folder}`);
  for (const finding of findings) process.stdout.write(`not valid: ${textOf(finding)}\n`);
  if (findings.length > 0) return 1;
  process.stdout.write(`valid: ${entries.length} entries of ${checkpoint?.origin ?? ''}\n`);
  return 0;
}

/** Missing keys or other signers prove nothing about the log. */
function isUnsayable(finding: LogFinding): boolean {
  if (finding.what === 'file-missing') return true;
  return finding.what === 'checkpoint' && ['missing', 'unknown-key'].includes(finding.state);
}

function cannotSay(what: string): number {
  process.stdout.write(`undecided; missing: ${what}\n`);
  return 2;
}

function textOf(finding: LogFinding): string {
  const { what } = finding;
  switch (what) {
    case 'checkpoint':
      return `checkpoint: ${finding.state}`;
    case 'file-missing':
    case 'file-unreadable':
    case 'tile-changed':
      return `${finding.file}: ${what}`;
    case 'row-changed':
    case 'row-removed':
    case 'row-added':
    case 'rows-reordered':
      return `${finding.file}: row ${finding.position}: ${what}`;
    case 'tree-differs':
      return `the ${finding.size} rows and tiles do not give the root of the signed checkpoint`;
    case 'forked':
    case 'rolled-back':
      return `checkpoints of ${finding.older} and ${finding.newer} entries: ${what}`;
    case 'other-log':
      return `a checkpoint of another log, ${finding.origin}`;
  }
}

async function textOrNull(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch(() => null);
}
