// A BullMQ worker that also takes jobs whose data is no JSON. BullMQ's own worker cannot read such a job and offers it again for
// ever. Any client of Redis can leave such a job, and so can a bug.
import { Worker, type Job, type JobJson } from 'bullmq';

const mostShown = 10_000;

export class AlertWorker extends Worker<unknown> {
  protected override createJob(json: JobJson, jobId: string): Job<unknown> {
    return super.createJob({ ...json, data: readableData(json.data) }, jobId);
  }
}

/** Wraps data that is no JSON as a JSON string, which the ingest rejects and stores like any invalid message. */
export function readableData(data: string): string {
  try {
    JSON.parse(data || '{}');
    return data;
  } catch {
    return JSON.stringify(data.slice(0, mostShown));
  }
}
