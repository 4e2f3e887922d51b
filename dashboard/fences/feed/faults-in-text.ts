// Parses the faults from a text in the form of `describeFaults` of the contracts: one `path: message` per line.
import type { Fault } from '../../../contracts/index.ts';

/** A line without a path concerns the whole fence. */
export function faultsInText(text: string): Fault[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, path = '', message = line] = /^([a-z][\w.[\]-]*): (.*)$/i.exec(line) ?? [];
      return { path, message };
    });
}
