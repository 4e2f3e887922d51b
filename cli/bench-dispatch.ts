// `fencewatch bench dispatch`: how many alerts per second dispatch stores and sends, compared with plain BullMQ on the same Redis
// in the same run. Takes the number of alerts; prints figures. Exit code 0 when nothing was lost or came twice, else 1.
import { Command, InvalidArgumentError, Option } from 'commander';
import { openPlace, type Engine } from '../bench/dispatch/place.ts';
import { measureCases, type CasesResult } from '../bench/dispatch/measure-cases.ts';
import { measureRate, type RateResult } from '../bench/dispatch/rate.ts';

interface DispatchBenchOptions {
  alerts: number;
  cases?: number;
  rounds: number;
  engine: Engine;
  json: boolean;
}

export function dispatchBenchCommand(): Command {
  return new Command('dispatch')
    .description('measure alerts a second, from the queue to stored and sent, beside BullMQ alone')
    .option('--alerts <count>', 'number of alerts, all at once', countOf, 10_000)
    .option(
      '--cases <count>',
      'measure lists and single cases among this many cases instead',
      countOf,
    )
    .option('--rounds <count>', 'how often to repeat each query of --cases', countOf, 40)
    .addOption(
      new Option('--engine <engine>', 'real servers, or the ones embedded in dispatch')
        .choices(['external', 'embedded'])
        .default('external'),
    )
    .option('--json', 'print JSON', false)
    .action(async ({ alerts, cases, rounds, engine, json }: DispatchBenchOptions) => {
      const place = await openPlace(engine);
      try {
        if (cases !== undefined) {
          const asked = await measureCases(place, { cases, rounds, seed: 1, onProgress });
          console.log(json ? JSON.stringify(asked, null, 2) : casesText(asked));
          return;
        }
        const result = await measureRate(place, { alerts });
        console.log(json ? JSON.stringify(result, null, 2) : rateText(result));
        const { expected, received, twice } = result.notifications;
        process.exitCode = received === expected && twice === 0 ? 0 : 1;
      } finally {
        await place.stop();
      }
    });
}

function onProgress(line: string): void {
  console.error(line);
}

function casesText({ cases, filledMs, times, peakBytes }: CasesResult): string {
  return [
    `${cases} cases, filled in ${(filledMs / 1000).toFixed(0)} s; most memory of dispatch: ${Math.round(peakBytes / 1e6)} MB`,
    'median    95th    most  in ms',
    ...times.map(({ name, medianMs, p95Ms, mostMs }) =>
      [medianMs, p95Ms, mostMs]
        .map((ms) => ms.toFixed(1).padStart(6))
        .concat(name)
        .join('  '),
    ),
  ].join('\n');
}

function rateText({ alerts, bare, dispatch, ratio, notifications }: RateResult): string {
  const { expected, received, twice } = notifications;
  return [
    `${alerts} alerts at once`,
    `BullMQ alone: ${bare.perSecond} a second`,
    `dispatch: ${dispatch.perSecond} a second stored and told (${ratio.toFixed(2)} of BullMQ alone), all stored after ${(dispatch.storedMs / 1000).toFixed(1)} s`,
    `most memory: ${Math.round(dispatch.peakBytes / 1e6)} MB`,
    `notifications: ${received} of ${expected} received, ${twice} twice`,
  ].join('\n');
}

function countOf(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0 && count <= 1_000_000) return count;
  throw new InvalidArgumentError('expected a whole number from 1 to 1000000');
}
