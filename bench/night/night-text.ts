// The text report of a night. Takes its result; returns lines.
import type { NightResult } from './run-night.ts';

const mostListed = 20;

export function nightText(result: NightResult): string {
  const { verdict, history, defects, tookMs, heldMs } = result;
  const { faults, repeats, reached, atTheTop, overtaken } = verdict;
  const fired = history.cases.flatMap(({ log }) => log).filter(({ key }) => key !== null).length;
  return [
    `${history.raised.length} alerts raised, ${history.recorded.length} recorded in ${history.cases.length} cases`,
    `${history.received.length} messages received, ${repeats} of them again under their id, around a kill or an outage or after a late answer`,
    `${fired} steps under a key, each once unless it is named below; the latest timer outside of a kill was ${lateness(verdict)} late`,
    `${verdict.heldUp} timers were late only because the machine had no core for dispatch, Redis or the database`,
    `${overtaken} reminders were overtaken: somebody took the case on within the time that they have`,
    `${reached} cases reached a person, ${atTheTop} are red at the top level`,
    `${defects} defects; took ${seconds(tookMs)}`,
    heldMs === 0
      ? 'the machine could follow the clock all night'
      : `the clock waited ${seconds(heldMs)} for the machine, so that nothing is late because of it`,
    faults.length === 0 ? 'nothing is wrong' : `${faults.length} things are wrong:`,
    ...faults.slice(0, mostListed).map(({ fault, about }) => `  ${fault}: ${about}`),
  ].join('\n');
}

function lateness({ latestMs, latestOwnMs }: NightResult['verdict']): string {
  return `${seconds(latestMs)} of the night (${seconds(latestOwnMs)} without what the machine kept)`;
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1000)} s`;
}
