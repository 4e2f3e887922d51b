// Reads the metrics of a running dispatch over HTTP, for tests.
import { healthSchema, type Health } from '../../contracts/index.ts';
import { eventually } from './eventually.ts';

export async function healthAt(url: string): Promise<Health> {
  return healthSchema.parse(await (await fetch(`${url}/api/health`)).json());
}

/** Waits until dispatch has recorded this many alerts since its start. */
export async function untilRecorded(url: string, count: number): Promise<void> {
  const recorded = async () => {
    const metrics = await (await fetch(`${url}/metrics`)).text();
    const numbers = [...metrics.matchAll(/^fencewatch_alerts_total\{.*\} (\d+)$/gm)];
    return numbers.reduce((sum, [, number]) => sum + Number(number), 0);
  };
  await eventually(recorded, (sum) => sum >= count);
}
