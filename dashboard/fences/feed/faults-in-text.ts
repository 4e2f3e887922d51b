// The faults that a text of several lines tells of, as `describeFaults` of the contracts writes them: `path: message`.
import type { Fault } from '../../../contracts/index.ts';

/** A line that names no path is about the whole fence. */
export function faultsInText(text: string): Fault[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, path = '', message = line] = /^([a-z][\w.[\]-]*): (.*)$/i.exec(line) ?? [];
      return { path, message };
    });
}
