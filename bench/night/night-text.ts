// What a person reads of a night. Takes its result; gives lines.
import type { NightResult } from './run-night.ts';

const mostListed = 20;

export function nightText({ verdict, history, defects, tookMs }: NightResult): string {
  const { faults, repeats, reached, atTheTop } = verdict;
  const fired = history.cases.flatMap(({ log }) => log).filter(({ key }) => key !== null).length;
  return [
    `${history.raised.length} alerts raised, ${history.recorded.length} recorded in ${history.cases.length} cases`,
    `${history.received.length} messages received, ${repeats} of them again under their id around a kill or an outage`,
    `${fired} steps under a key, each once unless it is named below`,
    `${reached} cases reached a person, ${atTheTop} are red at the top level`,
    `${defects} defects; took ${Math.round(tookMs / 1000)} s`,
    faults.length === 0 ? 'nothing is wrong' : `${faults.length} things are wrong:`,
    ...faults.slice(0, mostListed).map(({ fault, about }) => `  ${fault}: ${about}`),
  ].join('\n');
}
