// Watches the worker's machine: disk, clock, ffmpeg, and overload. Takes the worker's parts; runs the watches and returns their
// problems.
import type { Logger } from 'pino';
import type { Clock } from '../host/clock.ts';
import type { Credentials } from './credentials/add-credentials.ts';
import { createClockWatch } from './health/clock-watch.ts';
import { createDiskWatch } from './health/disk-watch.ts';
import { createFfmpegWatch } from './health/ffmpeg-watch.ts';
import type { EdgeMetrics } from './health/metrics.ts';
import type { Parts } from './health/parts.ts';
import { createOverloadWatch } from './schedule/overload-watch.ts';
import type { Overload } from './schedule/overload.ts';
import type { AlertQueue } from './outbox/alert-queue.ts';
import type { Outboxes } from './outboxes.ts';

export interface MachineOptions {
  edgeId: string;
  dataDir: string;
  log: Logger;
}

export interface Watched {
  parts: Parts;
  clock: Clock;
  queue: AlertQueue;
  outboxes: Outboxes;
  credentials: Pick<Credentials, 'problems'>;
  overload: Overload;
  metrics: EdgeMetrics;
}

/** Returns the sources of problems, without those of cameras. */
export function watchMachine({ edgeId, dataDir, log }: MachineOptions, watched: Watched) {
  const { parts, clock, queue, outboxes, credentials, overload, metrics } = watched;
  const disk = createDiskWatch({ dir: dataDir, clock });
  const time = createClockWatch({ edgeId, clock, log });
  const ffmpeg = createFfmpegWatch({ edgeId, clock, log });
  const looks = createOverloadWatch({
    edgeId,
    overload,
    clock,
    log,
    onLoad: ({ cameras, capacity }) => {
      metrics.camerasLooked.set(cameras);
      metrics.camerasCapacity.set(capacity);
    },
  });
  parts.keep('overload watch', (ending) => looks.run(ending));
  parts.keep('disk watch', (ending) => disk.run(ending));
  parts.keep('clock watch', (ending) => time.run(ending));
  parts.keep('ffmpeg watch', (ending) => ffmpeg.run(ending));
  return [
    () => disk.problems(),
    () => queue.problems(),
    () => outboxes.problems(),
    () => credentials.problems(),
    () => looks.problems(),
    () => time.problems(),
    () => ffmpeg.problems(),
    () => parts.problems(),
  ];
}
