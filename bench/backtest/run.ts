// Camera hours per second of a back-test, in Node and in headless Chromium, for 1 to 64 fences, with a baseline in the same run.
// Usage: node dist/bench/backtest/run.js [--hours 24] [--rounds 3] [--no-browser] [--cpu]
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { inflateNow } from '../../edge/observations/inflate-now.ts';
import { openPage } from './open-page.ts';
import { makeLog, measure, measureReading, type Measured } from './measure.ts';

const fenceCounts = [1, 4, 16, 64];
const { values } = parseArgs({
  options: {
    hours: { type: 'string', default: '24' },
    rounds: { type: 'string', default: '3' },
    'no-browser': { type: 'boolean', default: false },
    cpu: { type: 'boolean', default: false },
  },
});
const hours = Number(values.hours);
const rounds = Number(values.rounds);
if (!(hours > 0) || !(rounds >= 1)) {
  console.error('--hours and --rounds: expected numbers above 0');
  process.exit(2);
}

interface Place {
  readonly name: string;
  read(): Promise<number>;
  measure(fences: number): Promise<Measured>;
}

const log = await makeLog(hours);
const megabytes = log.bytes.length / 1e6;
console.log(
  `a busy street, ${hours} h: ${log.observations} observations in ${megabytes.toFixed(2)} MB, ` +
    `${((megabytes / hours) * 24).toFixed(2)} MB a day`,
);
const tools = { now: values.cpu ? cpuMs : () => performance.now(), inflate: inflateNow };
await report({
  name: `Node ${process.version}${values.cpu ? ', CPU time' : ''}`,
  read: () => measureReading(log, tools),
  measure: (fences) => measure(log, fences, tools),
});
if (!values['no-browser'] && !values.cpu) {
  const page = await openPage(join(import.meta.dirname, 'page.js'), hours);
  try {
    await report(page);
  } finally {
    await page.close();
  }
}

async function report(place: Place): Promise<void> {
  await place.measure(1);
  console.log(
    `\n${place.name}: reading alone ${Math.round(
      await best(
        rounds,
        () => place.read(),
        (ms) => -ms,
      ),
    )} ms`,
  );
  console.log('fences  camera-hours/s     24 h in  incidents   JSON lines     times');
  const speeds: number[] = [];
  for (const fences of fenceCounts) {
    const one = await best(
      rounds,
      () => place.measure(fences),
      ({ hoursPerSecond }) => hoursPerSecond,
    );
    speeds.push(one.hoursPerSecond);
    console.log(row(one));
  }
  const growth = (speeds[0] ?? 0) / (speeds.at(-1) ?? 1);
  console.log(`from 1 to ${fenceCounts.at(-1)} fences it takes ${growth.toFixed(1)} times as long`);
}

/** CPU time of all threads, including compilation and garbage collection, without other processes. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** The best of several rounds: other load on the machine only makes it slower. */
async function best<T>(
  count: number,
  run: () => Promise<T>,
  score: (one: T) => number,
): Promise<T> {
  let found = await run();
  for (let round = 1; round < count; round++) {
    const next = await run();
    if (score(next) > score(found)) found = next;
  }
  return found;
}

function row({ fences, hoursPerSecond, incidents, baselineHoursPerSecond }: Measured): string {
  return [
    String(fences).padStart(6),
    hoursPerSecond.toFixed(1).padStart(14),
    `${(24 / hoursPerSecond).toFixed(2)} s`.padStart(10),
    String(incidents).padStart(9),
    `${baselineHoursPerSecond.toFixed(2)} h/s`.padStart(11),
    (hoursPerSecond / baselineHoursPerSecond).toFixed(1).padStart(8),
  ].join('  ');
}
