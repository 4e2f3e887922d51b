// Fails a test run when a child process reports a bug, or exits with an error. Takes the child; its fault becomes an unhandled
// rejection, which always fails a vitest run.
import type { ChildProcess } from 'node:child_process';
import { StringDecoder } from 'node:string_decoder';
import { defectMessage } from '../../host/defects.ts';

/** Node's message for a rejection that ended a process, and ours for one that did not. */
const signs = [defectMessage, 'UnhandledPromiseRejection', 'ERR_UNHANDLED_REJECTION'];
const keptText = 4000;

export interface FaultWatch {
  /** From now on its exit is expected. */
  mayEnd(): void;
}

/** @param report replaced in the tests of this file */
export function watchChildFaults(
  child: ChildProcess,
  name: string,
  report: (error: Error) => void = failTheRun,
): FaultWatch {
  let mayEnd = false;
  const texts = [child.stdout, child.stderr].map((stream) => {
    const kept = { text: '' };
    const decoder = new StringDecoder('utf8');
    stream?.on('data', (chunk: Buffer) => {
      kept.text = (kept.text + decoder.write(chunk)).slice(-keptText);
      const sign = signs.find((one) => kept.text.includes(one));
      if (sign === undefined) return;
      report(new Error(`${name} reports a defect:\n${kept.text}`));
      kept.text = '';
    });
    return kept;
  });
  child.once('exit', (code) => {
    if (mayEnd || code === null || code === 0) return;
    const said = texts.map(({ text }) => text).join('\n');
    report(new Error(`${name} ended by itself with code ${code}:\n${said}`));
  });
  return {
    mayEnd: () => {
      mayEnd = true;
    },
  };
}

function failTheRun(error: Error): void {
  void Promise.reject(error);
}
