// Signs and reads content credentials (C2PA) of pictures and clips in a child process, one process at a time. Takes jobs; returns an
// answer or a fault for each. The library is optional, because it is large; its absence is a fault.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  credentialsAnswersSchema,
  type CredentialsAnswer,
  type CredentialsRead,
  type ReadJob,
  type SignJob,
} from './credentials-job.ts';

export type ToolFault = 'library-missing' | 'took-too-long' | 'failed';
export type ToolFailure = { ok: false; fault: ToolFault; detail: string };
export type SignOutcome = { ok: true; state: 'signed' | 'signed-before' } | ToolFailure;
export type ReadOutcome = { ok: true; read: CredentialsRead } | ToolFailure;

export interface CredentialsTool {
  isThere(): boolean;
  /** Both return one outcome for each job, in the same order. */
  sign(jobs: readonly Omit<SignJob, 'job'>[]): Promise<SignOutcome[]>;
  read(jobs: readonly Omit<ReadJob, 'job'>[]): Promise<ReadOutcome[]>;
}

export interface ToolOptions {
  /** Replaced in tests. */
  script?: string;
  nodeArguments?: readonly string[];
  isThere?: () => boolean;
  withinMs?: number;
}

const usualWithinMs = 30_000;
const longestAnswer = 1 << 20;

export function createCredentialsTool(options: ToolOptions = {}): CredentialsTool {
  const { isThere = hasLibrary } = options;
  let last: Promise<unknown> = Promise.resolve();
  const ask = async (jobs: readonly Job[]): Promise<readonly ChildAnswer[]> => {
    if (!isThere())
      return jobs.map(() => failure('library-missing', '@contentauth/c2pa-node is not installed'));
    const done = last.then(() => run(jobs, options));
    last = done;
    return done;
  };
  return {
    isThere,
    sign: async (jobs) => {
      const answers = await ask(jobs.map((job) => ({ ...job, job: 'sign' as const })));
      return jobs.map((_, index) => {
        const answer = answers[index];
        return answer?.state === 'signed' || answer?.state === 'signed-before'
          ? { ok: true, state: answer.state }
          : failureOf(answer);
      });
    },
    read: async (jobs) => {
      const answers = await ask(jobs.map((job) => ({ ...job, job: 'read' as const })));
      return jobs.map((_, index) => {
        const answer = answers[index];
        return answer?.state === 'read' ? { ok: true, read: answer } : failureOf(answer);
      });
    },
  };
}

type Job = SignJob | ReadJob;
type ChildAnswer = CredentialsAnswer | (ToolFailure & { state: 'none' });

function failure(fault: ToolFault, detail: string): ChildAnswer & ToolFailure {
  return { state: 'none', ok: false, fault, detail };
}

function failureOf(answer: ChildAnswer | undefined): ToolFailure {
  if (answer?.state === 'none') return { ok: false, fault: answer.fault, detail: answer.detail };
  const detail = answer?.state === 'failed' ? answer.detail : 'it gave no answer to the question';
  return { ok: false, fault: 'failed', detail };
}

function hasLibrary(): boolean {
  try {
    createRequire(import.meta.url).resolve('@contentauth/c2pa-node');
    return true;
  } catch {
    return false;
  }
}

/** Never rejects. Kills a process that takes too long. */
function run(
  jobs: readonly Job[],
  { script = usualScript(), nodeArguments = [], withinMs = usualWithinMs }: ToolOptions,
): Promise<readonly ChildAnswer[]> {
  const failed = (fault: ToolFault, detail: string) => jobs.map(() => failure(fault, detail));
  const mostMs = withinMs * jobs.length;
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...nodeArguments, script], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let told = '';
    let complaint = '';
    const end = setTimeout(() => {
      resolve(failed('took-too-long', `it took longer than ${mostMs / 1000} s`));
      child.kill('SIGKILL');
    }, mostMs);
    child.stdout.on('data', (chunk: Buffer) => {
      if (told.length < longestAnswer) told += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      complaint = (complaint + chunk.toString()).slice(-2000);
    });
    child.once('error', (error) => {
      clearTimeout(end);
      resolve(failed('failed', error.message));
    });
    child.once('close', (code, signal) => {
      clearTimeout(end);
      const answers = credentialsAnswersSchema.safeParse(jsonOf(told));
      if (answers.success) resolve(answers.data);
      else resolve(failed('failed', `it ended with ${signal ?? code}: ${complaint.trim()}`));
    });
    // Writing to a child that has died fails; its exit is reported anyway.
    child.stdin.on('error', () => undefined);
    child.stdin.end(JSON.stringify(jobs));
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function usualScript(): string {
  return fileURLToPath(new URL(`./credentials-child${extname(import.meta.url)}`, import.meta.url));
}
