// A BullMQ worker that also takes jobs whose data is no JSON. BullMQ's own cannot read such a job, and offers it to the workers again
// and again for ever. Whoever may write to Redis can leave one, and so can a fault.
import { Worker, type Job, type JobJson } from 'bullmq';

const mostShown = 10_000;

export class AlertWorker extends Worker<unknown> {
  protected override createJob(json: JobJson, jobId: string): Job<unknown> {
    return super.createJob({ ...json, data: readableData(json.data) }, jobId);
  }
}

/** Data that is no JSON as a text of JSON, which ingest then rejects and keeps like any message that is no alert. */
export function readableData(data: string): string {
  try {
    JSON.parse(data || '{}');
    return data;
  } catch {
    return JSON.stringify(data.slice(0, mostShown));
  }
}
