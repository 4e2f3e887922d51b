// `fencewatch roster import`: imports a YAML or CSV file with people, units, shifts or a roster into dispatch, completely or not
// at all. Uses the API of a running dispatch with --url and a token in FENCEWATCH_TOKEN, else its store. Exit code 2 when the
// file has faults, 1 when dispatch or its store cannot be used.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Command, Option } from 'commander';
import {
  describeFaults,
  importAnswerSchema,
  maxImportBytes,
  problemSchema,
  type ImportAnswer,
  type RowFault,
} from '../contracts/index.ts';
import { systemClock } from '../host/clock.ts';
import { openDutyService, type DutyService } from '../dispatch/engine/duty-service.ts';
import { takeImport } from '../dispatch/engine/take-import.ts';
import { messageOf } from '../host/error-message.ts';
import { loadSite } from './site-file.ts';
import { addPlace, withStore } from './with-store.ts';

export interface ImportOptions {
  site?: string;
  url?: string;
  dryRun?: boolean;
  replace?: boolean;
  reason: string;
}

export function rosterCommand(): Command {
  const roster = new Command('roster').description('who there is and who is on duty');
  const bring = roster
    .command('import <file>')
    .description('import people, units, shifts or a roster from a YAML or CSV file')
    .option('--dry-run', 'print what would change, without changing it')
    .option('--replace', 'remove entries that are not in the file from the lists that it has')
    .option('--reason <text>', 'reason, stored in the history', 'imported')
    .option('--url <url>', 'address of a running dispatch; the token is in FENCEWATCH_TOKEN')
    .addOption(new Option('--site <file>', 'site file, YAML; needed without --url'))
    .action(async (file: string, options: ImportOptions, command: Command) => {
      process.exitCode = await importFile(file, options, command);
    });
  addPlace(bring);
  return roster;
}

async function importFile(file: string, options: ImportOptions, command: Command): Promise<number> {
  try {
    const bytes = await readFile(file);
    if (bytes.length > maxImportBytes) return refuse(`${file} is larger than 8 MiB`, 2);
    const name = basename(file);
    if (options.url !== undefined) return tell(file, await importByApi({ name, bytes }, options));
    if (options.site === undefined) return refuse('expected --url or --site', 2);
    const loaded = await loadSite(options.site);
    if (!loaded.ok) return refuse(describeFaults(loaded.faults), 2);
    const { site } = loaded;
    return await withStore(command, async (store) => {
      const service = await openDutyService({
        store: store.duty,
        site,
        clock: systemClock,
        log: silent,
      });
      return tell(file, await importHere(service, { name, bytes }, options));
    });
  } catch (error) {
    return refuse(messageOf(error), 1);
  }
}

const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: (fields: object, message: string) => {
    console.error(message, JSON.stringify(fields));
  },
};

interface GivenFile {
  name: string;
  bytes: Uint8Array;
}

/** Imports into the store directly. */
export async function importHere(
  service: DutyService,
  { name, bytes }: GivenFile,
  { dryRun = false, replace = false, reason }: ImportOptions,
): Promise<ImportAnswer> {
  const taken = await takeImport(
    service,
    { name, bytes, replace },
    { dryRun, reason, author: 'cli' },
  );
  if (taken.ok) return taken.answer;
  throw new Error(`the roster could not be changed: ${taken.outcome.reason}`);
}

async function importByApi(
  { name, bytes }: GivenFile,
  { url = '', dryRun = false, replace = false, reason }: ImportOptions,
): Promise<ImportAnswer> {
  const token = process.env['FENCEWATCH_TOKEN'] ?? '';
  const body = { name, base64: Buffer.from(bytes).toString('base64'), dryRun, replace, reason };
  const answer = await fetch(`${url.replace(/\/+$/, '')}/api/roster/import`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
    redirect: 'error',
    signal: AbortSignal.timeout(60_000),
  });
  const content: unknown = await answer.json();
  if (answer.ok) return importAnswerSchema.parse(content);
  const problem = problemSchema.safeParse(content);
  throw new Error(`dispatch refuses: ${problem.data?.message ?? answer.status}`);
}

export function tell(file: string, { faults, encoding, difference, version }: ImportAnswer): 0 | 2 {
  for (const fault of faults) console.error(`${file}:${faultText(fault)}`);
  if (faults.length > 0 || difference === null) {
    console.error(`${faults.length} faults (read as ${encoding}); nothing was taken`);
    return 2;
  }
  for (const [list, { added, changed, removed }] of Object.entries(difference))
    if (added.length + changed.length + removed.length > 0)
      console.log(
        `${list}: ${added.length} added, ${changed.length} changed, ${removed.length} removed`,
      );
  console.log(version === null ? 'nothing was changed' : `version ${version} of the roster`);
  return 0;
}

/** `12:5: phone: expected …, got …` */
export function faultText({ line, column, field, expected, got }: RowFault): string {
  const place = line === null ? '' : `${line}:${column ?? 1}:`;
  const where = field === '' ? '' : ` ${field}:`;
  const wanted = /^expected /.test(expected) ? expected : `expected ${expected}`;
  return `${place}${where} ${wanted}${got === '' ? '' : `, got ${got}`}`;
}

function refuse(message: string, code: 1 | 2): number {
  console.error(message);
  return code;
}
