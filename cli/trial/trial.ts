// Tries a model in its own process, with limits on time and memory: a model that loops for ever, asks for too much memory, or
// crashes the library costs an error message, not the command. Takes a candidate; returns the trial's result, or throws a
// `ModelError` that names the limit.
import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { ModelError } from '../../models/index.ts';
import type { CandidateModel, Trial } from '../../detectors/run-trial.ts';
import { programWords } from './trial-program.ts';
import { trialReportSchema, type TrialReport } from './trial-report.ts';

export interface TrialBounds {
  timeMs: number;
  /** Address space of the process; Node itself takes about 0.9 GB of it and uses a tenth. */
  memoryBytes: number;
  /** Processor time, loading included. It also ends a process whose parent was killed. */
  cpuSeconds: number;
}
export const trialBounds: TrialBounds = {
  timeMs: 30_000,
  memoryBytes: 4 * 2 ** 30,
  cpuSeconds: 120,
};

export async function tryModelApart(
  model: CandidateModel,
  bounds: TrialBounds = trialBounds,
): Promise<Trial> {
  const child = start(bounds);
  const ended = await watch(child, model, bounds.timeMs);
  const report = readReport(ended.report);
  if (!report) throw new ModelError('not-servable', `${model.file}: ${describeEnd(ended, bounds)}`);
  if (report.ok) return report.trial;
  throw new ModelError(report.reason, report.message);
}

/** The shell sets the memory limit and becomes Node; where it cannot (macOS), only time is limited. */
function start({ memoryBytes, cpuSeconds }: TrialBounds): ChildProcess {
  const memory = `ulimit -v ${Math.floor(memoryBytes / 1024)} 2>/dev/null`;
  const limit = `ulimit -c 0; ulimit -S -t ${cpuSeconds}; ${memory}; exec "$@"`;
  const words = ['-c', limit, 'sh', process.execPath, ...programWords()];
  const env = { ...process.env, NODE_OPTIONS: '', MALLOC_ARENA_MAX: '2' };
  return spawn('sh', words, { stdio: ['pipe', 'ignore', 'pipe', 'pipe'], env });
}

interface Ended {
  report: string;
  errors: string;
  code: number | null;
  signal: NodeJS.Signals | null;
  late: boolean;
}

/** Loading the program has its own limit; the model's time starts when the process reports that it is ready. */
const startMs = 60_000;

async function watch(child: ChildProcess, model: CandidateModel, timeMs: number): Promise<Ended> {
  let late = false;
  const end = () => {
    late = true;
    child.kill('SIGKILL');
  };
  let timer = setTimeout(end, startMs);
  const parts: Buffer[] = [];
  const reports = child.stdio[3] as Readable;
  reports.on('data', (part: Buffer) => parts.push(part));
  reports.once('data', () => {
    clearTimeout(timer);
    timer = setTimeout(end, timeMs);
  });
  const exit = exitOf(child);
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(JSON.stringify(model));
  const [ended, errors] = await Promise.all([exit, text(child.stderr as Readable)]).finally(() => {
    clearTimeout(timer);
  });
  return { ...ended, late, report: Buffer.concat(parts).toString('utf8'), errors };
}

function exitOf(child: ChildProcess): Promise<Pick<Ended, 'code' | 'signal'>> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      resolve({ code, signal });
    });
  });
}

/** Undefined when the process ended before its report was complete. */
function readReport(line: string): TrialReport | undefined {
  try {
    return trialReportSchema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}

function describeEnd({ code, signal, late, errors }: Ended, bounds: TrialBounds): string {
  const memory = `${(bounds.memoryBytes / 2 ** 30).toFixed(1)} GiB`;
  if (late) return `expected one run within ${bounds.timeMs / 1000} s, got none: it was ended`;
  if (signal === 'SIGXCPU')
    return `expected one run within ${bounds.cpuSeconds} s of processor time, got none: it was ended`;
  const end = signal === null ? `exit code ${code}` : `signal ${signal}`;
  const last = errors
    .trim()
    .split('\n')
    .find((line) => /error|memory|fatal|alloc/i.test(line));
  const words = last === undefined ? '' : ` (${last.trim().slice(0, 200)})`;
  return `expected one run within ${memory} of memory, got the end of its process: ${end}${words}`;
}
