// The only file that uses fluent-ffmpeg. Takes an input and outputs; starts ffmpeg and returns its stdout, its stderr by line,
// its end, and a way to kill it. The source address of a stream goes in through stdin, never argv.
import { PassThrough, Readable } from 'node:stream';
import ffmpeg from 'fluent-ffmpeg';

export interface FfmpegOutput {
  /** `stdout`, or any target that ffmpeg accepts. */
  target: string;
  options: string[];
}

export interface FfmpegJob {
  /** A path, a concat script for stdin, or a stream for stdin. */
  input: { path: string } | { script: string } | { stream: Readable };
  inputOptions: string[];
  outputs: FfmpegOutput[];
  onLine: (line: string) => void;
}

export interface FfmpegEnding {
  /** Null when ffmpeg exited by itself with success. */
  error: Error | null;
}

export interface FfmpegProcess {
  readonly stdout: Readable;
  readonly ended: Promise<FfmpegEnding>;
  kill(): void;
}

const stdoutBufferBytes = 1 << 20;

export function startFfmpeg(job: FfmpegJob): FfmpegProcess {
  const stdout = new PassThrough({ highWaterMark: stdoutBufferBytes });
  const command = buildCommand(job, stdout);
  let killed = false;
  const kill = () => {
    killed = true;
    command.kill('SIGKILL');
    stdout.destroy();
  };
  // fluent-ffmpeg spawns late: an early kill finds no process and must be repeated.
  command.on('start', () => {
    if (killed) command.kill('SIGKILL');
  });
  command.on('stderr', job.onLine);
  const ended = new Promise<FfmpegEnding>((resolve) => {
    command.on('end', () => {
      resolve({ error: null });
    });
    command.on('error', (error: Error) => {
      stdout.end();
      resolve({ error });
    });
  });
  command.run();
  return { stdout, ended, kill };
}

function buildCommand(job: FfmpegJob, stdout: PassThrough): ffmpeg.FfmpegCommand {
  const command = ffmpeg(inputOf(job.input));
  // Spread the options, because fluent-ffmpeg splits array elements at spaces, but not arguments.
  command.inputOptions(...job.inputOptions);
  for (const { target, options } of job.outputs) {
    if (target === 'stdout') command.output(stdout, { end: true });
    else command.output(target);
    command.outputOptions(...options);
  }
  return command;
}

function inputOf(input: FfmpegJob['input']): string | Readable {
  if ('path' in input) return input.path;
  return 'stream' in input ? input.stream : Readable.from([input.script]);
}
