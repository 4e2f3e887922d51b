// Checks that a kind's name occurs only in the file of the kind, so that a new kind needs only data. Takes a source file and the
// names; returns each line with a name.
import { isProductFile, type SourceFile } from './source-file.ts';

/** Files and folders that may name kinds, and why. */
export const mayNameKinds: Readonly<Record<string, string>> = {
  'bench/accuracy/naive.ts': 'the baseline counts what a script would count, kind by kind',
  'bench/cameras/camera-site.ts': 'a made site, to measure on',
  'simulator/days/': 'simulated places: each plants matters of some kinds',
  'bench/flap/flap-site.ts': 'a made site, to measure on',
  'bench/leases/leases-site.ts': 'a made site, to measure on',
  'bench/chaos/chaos-site.ts': 'a made site, to measure on',
};

export function kindNamesIn({ path, text }: SourceFile, names: readonly string[]): string[] {
  if (!isProductFile(path) || path.startsWith('contracts/kinds/')) return [];
  if (Object.keys(mayNameKinds).some((one) => path.startsWith(one))) return [];
  const quoted = names.filter((name) => name.includes('-')).join('|');
  const named = new RegExp(`(?<![\\w-])(?:${quoted})(?![\\w-])`);
  return text
    .split('\n')
    .flatMap((line, index) =>
      named.test(line) && !/^\s*(?:\/\/|\*|\/\*)/.test(line)
        ? [`${path}:${index + 1} names a kind: ${line.trim()}`]
        : [],
    );
}
