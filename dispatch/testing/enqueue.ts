// The sending end of alerts, for tests.
import { Queue } from 'bullmq';
import { alertQueueName, type Alert } from '../../contracts/index.ts';

/** Puts an alert into the queue under its own id, like an edge. */
export async function enqueue(redisUrl: string, ...alerts: Alert[]): Promise<void> {
  const queue = new Queue(alertQueueName, { connection: { url: redisUrl } });
  for (const alert of alerts) await queue.add('alert', alert, { jobId: alert.alertId });
  await queue.close();
}
