// Watches the installed ffmpeg version: an older one lacks options that captures need. Takes the output of `ffmpeg -version`;
// reports a problem when it is too old or missing. It may be upgraded or replaced while the worker runs.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Logger } from 'pino';
import type { Clock } from '../../host/clock.ts';
import { isMissing } from '../../host/error-code.ts';
import type { FoundProblem } from '../found-problem.ts';

/**
 * The oldest version with all the options: `-fps_mode` came with 5.1; options in concat scripts, the bitstream filter `setts`,
 * and `timeout` as the limit of RTSP sockets came before it. scripts/bootstrap.sh has it too.
 */
export const oldestFfmpeg = '5.1';

export type FfmpegVersion =
  | { found: 'version'; major: number; minor: number; text: string }
  /** A build between releases, whose version is unknown: accepted. */
  | { found: 'unnumbered' }
  | { found: 'none' };

export interface FfmpegWatch {
  problems(): readonly FoundProblem[];
  /** Checks repeatedly until `signal` aborts. */
  run(signal: AbortSignal): Promise<void>;
}

export interface FfmpegWatchOptions {
  edgeId: string;
  clock: Clock;
  log: Logger;
  /** The output of `ffmpeg -version`; rejects when there is no ffmpeg. Replaced in tests. */
  ask?: () => Promise<string>;
}

const checkEveryMs = 600_000;
const answerWithinMs = 60_000;

export function createFfmpegWatch({
  edgeId,
  clock,
  log,
  ask = askFfmpeg,
}: FfmpegWatchOptions): FfmpegWatch {
  let found: FoundProblem | null = null;
  return {
    problems: () => (found ? [found] : []),
    run: async (signal) => {
      while (!signal.aborted) {
        const before = found;
        found = problemOf(edgeId, await versionNow(ask));
        if (found && before?.values?.['found'] !== found.values?.['found'])
          log.error(
            { ...found.values },
            'ffmpeg is missing or too old: cameras cannot be captured',
          );
        if (!found && before) log.info('ffmpeg is new enough now');
        await clock.wait(checkEveryMs, signal);
      }
    },
  };
}

/** Null when the version is new enough. */
export function problemOf(subject: string, version: FfmpegVersion): FoundProblem | null {
  const says = (found: string): FoundProblem => ({
    code: 'ffmpeg-too-old',
    subject,
    values: { found, oldest: oldestFfmpeg },
  });
  switch (version.found) {
    case 'none':
      return says('none');
    case 'unnumbered':
      return null;
    case 'version':
      return isTooOld(version) ? says(version.text) : null;
  }
}

export function readVersion(printed: string): FfmpegVersion {
  // Distributions add an epoch or a letter before the version, and their own number after it.
  const match = /^ffmpeg version (?:\d+:)?n?((\d+)\.(\d+)\S*)/.exec(printed);
  if (!match) return { found: 'unnumbered' };
  const [, text = '', major, minor] = match;
  return { found: 'version', major: Number(major), minor: Number(minor), text };
}

function isTooOld({ major, minor }: { major: number; minor: number }): boolean {
  const [oldMajor = 0, oldMinor = 0] = oldestFfmpeg.split('.').map(Number);
  return major < oldMajor || (major === oldMajor && minor < oldMinor);
}

async function versionNow(ask: () => Promise<string>): Promise<FfmpegVersion> {
  return ask().then(readVersion, (error: unknown) => {
    // A timeout on a busy machine tells nothing about the version.
    return isMissing(error) ? { found: 'none' } : { found: 'unnumbered' };
  });
}

async function askFfmpeg(): Promise<string> {
  const { stdout } = await promisify(execFile)('ffmpeg', ['-version'], { timeout: answerWithinMs });
  return stdout;
}
