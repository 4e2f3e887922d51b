// Samples of a calm soak, for tests: one hour, a sample each 20 s. A change spoils one thing in it.
import type { PartSample, Sample } from '../sample.ts';

export const everyMs = 20_000;

export function calmSamples(
  change: (sample: Sample, n: number) => Sample = (sample) => sample,
): Sample[] {
  return Array.from({ length: 180 }, (_, n) => change(sampleAt(n), n));
}

export function sampleAt(n: number): Sample {
  return {
    at: 1_000_000 + n * everyMs,
    parts: [part('dispatch', 10, n), part('edge-1', 20, n), part('postgres', 30, n)],
    machineBusy: 0.6,
    queue: { waiting: 0, delayed: 1 },
    record: { cases: n, messages: n * 4, waiting: 0 },
    looks: 100,
    alerts: 3,
    received: 4,
    frameToAlertMs: [100, 140 + (n % 5)],
    alertToPhoneMs: [200, 260 - (n % 7)],
    diskMb: { dispatch: n, 'edge-1': 12 },
  };
}

function part(name: string, pid: number, n: number): PartSample {
  return {
    ...{ part: name, pid, memoryMb: 150 + (n % 6) * 3, handles: 60 + (n % 4), threads: 12 },
    cpuMs: n * 5000,
  };
}

export function withPart(
  sample: Sample,
  name: string,
  change: (part: PartSample) => Partial<PartSample>,
): Sample {
  const parts = sample.parts.map((one) => (one.part === name ? { ...one, ...change(one) } : one));
  return { ...sample, parts };
}
