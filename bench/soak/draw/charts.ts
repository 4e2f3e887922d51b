// Which charts a soak has: use by part, delays, counts, queues, disk. Pure.
import type { PartSample, Sample } from '../sample.ts';
import { quantileOf } from '../slope.ts';
import type { Chart, Series } from './chart.ts';

export type SoakChart = Pick<Chart, 'title' | 'unit' | 'series'>;

export function chartsOf(samples: readonly Sample[], cores: number): SoakChart[] {
  const used = (['product', 'servers'] as const).flatMap((whose) => [
    byPart({ title: 'Memory (PSS)', unit: 'MB', whose }, samples, ({ memoryMb }) => memoryMb),
    byPart({ title: 'Open handles', unit: 'handles', whose }, samples, ({ handles }) => handles),
    byPart({ title: 'Threads', unit: 'threads', whose }, samples, ({ threads }) => threads),
  ]);
  return [
    ...used,
    coresChart(samples, cores),
    delayChart('Delay from frame to alert', 'frameToAlertMs', samples),
    delayChart('Delay from alert to phone', 'alertToPhoneMs', samples),
    rateChart(samples),
    recordChart(samples),
    queueChart(samples),
    diskChart(samples),
  ];
}

function partsOf(samples: readonly Sample[]): string[] {
  return [...new Set(samples.flatMap(({ parts }) => parts.map(({ part }) => part)))].toSorted();
}

/** Servers have charts of their own: PostgreSQL has so many handles that all others would be one line. A part that is not there at a moment, or that is another process, breaks its line. */
function byPart(
  { title, unit, whose }: { title: string; unit: string; whose: 'product' | 'servers' },
  samples: readonly Sample[],
  valueOf: (part: PartSample) => number,
): SoakChart {
  const isShown = (part: string) => /^(dispatch|edge)/.test(part) === (whose === 'product');
  const series = partsOf(samples)
    .filter(isShown)
    .map((name): Series => {
      let pid = 0;
      const points = samples.flatMap(({ at, parts }) => {
        const own = parts.find(({ part }) => part === name);
        const isOther = own !== undefined && pid !== 0 && own.pid !== pid;
        pid = own?.pid ?? pid;
        const point = { at, value: own === undefined ? null : valueOf(own) };
        return isOther ? [{ at, value: null }, point] : [point];
      });
      return { name, points };
    });
  const of = whose === 'product' ? 'edges and dispatch' : 'servers and the bench itself';
  return { title: `${title} of ${of}`, unit, series };
}

function coresChart(samples: readonly Sample[], cores: number): SoakChart {
  const used = partsOf(samples).map((name): Series => {
    const points = samples.slice(1).map((sample, n) => {
      const [own, before] = [sample, samples[n]].map((one) =>
        one?.parts.find(({ part }) => part === name),
      );
      const ms = Math.max(1, sample.at - (samples[n]?.at ?? 0));
      const isSame = own !== undefined && before?.pid === own.pid;
      const value = isSame ? Math.max(0, own.cpuMs - before.cpuMs) / ms : null;
      return { at: sample.at, value };
    });
    return { name, points };
  });
  const machine = samples.map(({ at, machineBusy }) => ({ at, value: machineBusy * cores }));
  const series = [...used, { name: 'all on the machine', points: machine }];
  return { title: 'Processor use', unit: 'cores', series };
}

const windowMs = 60_000;

/** Each minute is one point. */
function delayChart(
  title: string,
  what: 'frameToAlertMs' | 'alertToPhoneMs',
  samples: readonly Sample[],
): SoakChart {
  const minutes = byMinute(samples).map(({ at, own }) => ({
    at,
    values: own.flatMap((sample) => sample[what]),
  }));
  const series = ([0.5, 0.99] as const).map((share): Series => {
    const points = minutes.map(({ at, values }) => ({
      at,
      value: values.length === 0 ? null : quantileOf(values, share),
    }));
    return { name: `p${share * 100}`, points };
  });
  return { title: `${title}, each minute`, unit: 'ms', series };
}

function byMinute(samples: readonly Sample[]): { at: number; own: Sample[] }[] {
  const start = samples[0]?.at ?? 0;
  const minutes = new Map<number, Sample[]>();
  for (const sample of samples) {
    const minute = Math.floor((sample.at - start) / windowMs);
    minutes.set(minute, [...(minutes.get(minute) ?? []), sample]);
  }
  return [...minutes].map(([minute, own]) => ({ at: start + (minute + 0.5) * windowMs, own }));
}

function rateChart(samples: readonly Sample[]): SoakChart {
  const names = { looks: 'looks', alerts: 'alerts', received: 'messages received' } as const;
  const series = (['looks', 'alerts', 'received'] as const).map((what): Series => {
    const points = byMinute(samples).map(({ at, own }) => ({
      at,
      value: own.reduce((sum, sample) => sum + sample[what], 0),
    }));
    return { name: names[what], points };
  });
  return { title: 'Counts, each minute', unit: 'a minute', series };
}

function recordChart(samples: readonly Sample[]): SoakChart {
  const series = (['cases', 'messages'] as const).map((what): Series => ({
    name: what,
    points: samples.map(({ at, record }) => ({ at, value: record?.[what] ?? null })),
  }));
  return { title: 'Cases and messages so far', unit: 'rows', series };
}

function queueChart(samples: readonly Sample[]): SoakChart {
  const states = [...new Set(samples.flatMap(({ queue }) => Object.keys(queue ?? {})))];
  const series = states.map((state): Series => ({
    name: `alerts, ${state}`,
    points: samples.map(({ at, queue }) => ({ at, value: queue?.[state] ?? null })),
  }));
  const waiting = samples.map(({ at, record }) => ({ at, value: record?.waiting ?? null }));
  return {
    title: 'What waits',
    unit: 'entries',
    series: [...series, { name: 'messages, not yet handed over', points: waiting }],
  };
}

function diskChart(samples: readonly Sample[]): SoakChart {
  const names = [...new Set(samples.flatMap(({ diskMb }) => Object.keys(diskMb)))];
  const series = names.map((name): Series => ({
    name,
    points: samples.map(({ at, diskMb }) => ({ at, value: diskMb[name] ?? null })),
  }));
  return { title: 'Bytes on disk', unit: 'MB', series };
}
