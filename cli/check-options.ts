// Checks the values of a command's options before it runs. The placeholder in an option's flags, such as `<port>`, selects its
// check; some options have a check of their own. Returns a line for each fault: where, what was expected, what came.
import type { Command, Option } from 'commander';
import {
  addressFault,
  brokerAddress,
  databaseAddress,
  durationFault,
  edgeIdFault,
  fileFault,
  folderFault,
  hostFault,
  momentFault,
  portFault,
  rateFault,
  redisFault,
  webAddress,
  type ValueCheck,
} from './option-values.ts';

const byWord: Readonly<Record<string, ValueCheck>> = {
  port: portFault,
  host: hostFault,
  dir: folderFault,
  file: fileFault,
  duration: durationFault,
  rate: rateFault,
  time: momentFault,
};

const byOption: Readonly<Record<string, ValueCheck>> = {
  'edge --id': edgeIdFault,
  '--redis': redisFault,
  '--dispatch': (text) => addressFault(text, webAddress),
  '--url': (text) => addressFault(text, webAddress),
  '--public-url': (text) => addressFault(text, webAddress),
  '--database': (text) => addressFault(text, databaseAddress),
  '--mqtt': (text) => addressFault(text, brokerAddress),
};

/** Null when any value is allowed, or the command checks it itself. */
export function checkOf(command: Command, option: Option): ValueCheck | null {
  const { long } = option;
  const word = /<([^>]+)>/.exec(option.flags)?.[1] ?? '';
  return byOption[`${command.name()} ${long}`] ?? byOption[long ?? ''] ?? byWord[word] ?? null;
}

export async function faultsOfOptions(command: Command): Promise<string[]> {
  const faults: string[] = [];
  for (const option of command.options) {
    const name = option.attributeName();
    const value: unknown = command.getOptionValue(name);
    const source = command.getOptionValueSource(name);
    if (typeof value !== 'string' || source === 'default') continue;
    const fault = await checkOf(command, option)?.(value);
    if (fault) faults.push(`${whereOf(option, source)}: ${fault}`);
  }
  return faults;
}

/** A variable is named itself. */
function whereOf({ envVar, long, flags }: Option, source: string | undefined): string {
  return source === 'env' && envVar !== undefined ? envVar : (long ?? flags);
}
