// Time stamps of the heads of the custody log. At intervals the newest head is put into the folder `stamps` beside the log; it
// waits there until the authority has stamped it, over restarts and however long the authority is down. Takes the folder and the
// settings; runs until it is stopped.
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HealthProblem, TimeStampSettings } from '../../../contracts/index.ts';
import { utf8 } from '../../../evidence/bytes.ts';
import type { Clock } from '../../../host/clock.ts';
import type { Log } from '../../log.ts';
import { supervise } from '../../../host/supervise.ts';
import { writeWholeFile } from '../../../host/whole-file.ts';
import type { CustodyFiles } from '../custody-files.ts';
import { askAuthority, type AskedAuthority } from './ask-authority.ts';

export interface TimeStamps {
  /** The stamp of a head, at once or not at all: for an export that a person waits for. */
  stampNow(note: string): Promise<AskedAuthority>;
  /** Adds the newest head, if there is one, and stamps waiting ones; returns how many still wait. */
  round(signal?: AbortSignal): Promise<number>;
  /** Sizes of the log whose heads are stamped. */
  stamped(): Promise<number[]>;
  problems(): HealthProblem[];
  run(signal: AbortSignal): Promise<void>;
}

export interface TimeStampsOptions {
  settings: TimeStampSettings;
  /** Of the custody log. */
  folder: string;
  files: Pick<CustodyFiles, 'checkpoint'>;
  clock: Clock;
  log: Log;
}

const answerWithinMs = 15_000;
/** A person waits for the export. */
const soonWithinMs = 5000;
/** While the authority is away. */
const tryAgainAfterMs = 60_000;
const atOnce = 100;

export function createTimeStamps(options: TimeStampsOptions): TimeStamps {
  const { settings, clock, log } = options;
  let trouble: HealthProblem | null = null;
  const told = (outcome: AskedAuthority): AskedAuthority => {
    trouble = outcome.ok ? null : problemOf(outcome, trouble, clock.now());
    return outcome;
  };
  const ask = async (note: string, withinMs: number, signal?: AbortSignal) =>
    told(await askAuthority(utf8(note), { url: settings.url, withinMs, signal }));
  const round = async (signal?: AbortSignal) => {
    await addHead(options);
    const waiting = await waitingIn(options.folder);
    let left = waiting.length;
    for (const size of waiting.slice(0, atOnce)) {
      const note = await readFile(join(stampsIn(options.folder), `${size}.note`), 'utf8');
      const outcome = await ask(note, answerWithinMs, signal);
      if (!outcome.ok) break;
      await writeWholeFile(join(stampsIn(options.folder), `${size}.tsr`), outcome.stamp);
      left -= 1;
    }
    return left;
  };
  const runOnce = async (signal: AbortSignal) => {
    while (!signal.aborted) {
      const left = await round(signal);
      await clock.wait(
        left > 0 ? Math.min(tryAgainAfterMs, settings.every) : settings.every,
        signal,
      );
    }
  };
  return {
    stampNow: (note) => ask(note, soonWithinMs),
    round,
    stamped: () => sizesIn(options.folder, 'tsr'),
    problems: () => (trouble === null ? [] : [trouble]),
    run: (signal) => supervise({ part: 'time stamps', runOnce, signal, clock, log }),
  };
}

function stampsIn(folder: string): string {
  return join(folder, 'stamps');
}

/** A head that was added before is waiting or already stamped. */
async function addHead({ folder, files }: TimeStampsOptions): Promise<void> {
  const head = await files.checkpoint();
  if (head === null) return;
  await mkdir(stampsIn(folder), { recursive: true });
  const name = `${head.size}.note`;
  const names = await readdir(stampsIn(folder));
  if (!names.includes(name)) await writeWholeFile(join(stampsIn(folder), name), utf8(head.note));
}

/** Sizes of the log, the smallest first. */
async function sizesIn(folder: string, ending: 'note' | 'tsr'): Promise<number[]> {
  const names = await readdir(stampsIn(folder)).catch(() => []);
  const sizes = names.flatMap((name) => {
    const [size, kind] = name.split('.');
    return kind === ending && /^\d{1,15}$/.test(size ?? '') ? [Number(size)] : [];
  });
  return sizes.toSorted((one, other) => one - other);
}

async function waitingIn(folder: string): Promise<number[]> {
  const stamped = new Set(await sizesIn(folder, 'tsr'));
  return (await sizesIn(folder, 'note')).filter((size) => !stamped.has(size));
}

function problemOf(
  { reason, detail }: Extract<AskedAuthority, { ok: false }>,
  before: HealthProblem | null,
  now: number,
): HealthProblem {
  return {
    code: 'time-stamps-wait',
    subject: 'custody-log',
    since: before?.since ?? now,
    values: { detail: `${reason} ${detail}`.trim().slice(0, 500) },
  };
}
