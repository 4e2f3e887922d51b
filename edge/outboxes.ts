// The worker's outboxes and their drains: alerts go to the queue in Redis, clip jobs to the ring buffers, and pictures, clips
// and, at low priority, history for back-tests to dispatch. Every entry is durable before it is sent.
import { join } from 'node:path';
import {
  alertSchema,
  usualRolls,
  type Alert,
  type IncidentEvent,
  type OpenClipRequest,
} from '../contracts/index.ts';
import type { FoundProblem } from './found-problem.ts';
import { drainAlerts, drainClips, drainMedia, drainHistory, uploadName } from './outbox-drains.ts';
import type { Drain } from './outbox/drain.ts';
import { openOutbox, type Outbox } from './outbox/outbox.ts';
import type { OutboxState } from './outbox/outbox-options.ts';
import { createUnwrittenFiles, type UnwrittenFiles } from './outbox/unwritten-files.ts';
import { noteAside } from './outbox/set-aside.ts';
import {
  historyUploadSchema,
  uploadSchema,
  type Dispatch,
  type HistoryUpload,
  type Upload,
} from './outbox/upload.ts';
import { clipJobFor, clipJobSchema, type ClipJob } from './record/clip-job.ts';
import { writeWholeFile } from '../host/whole-file.ts';
import type { OutboxesOptions } from './outboxes-options.ts';

export interface Outboxes {
  /** `in-memory`: the disk refused it. It is still delivered unless the process dies first. */
  putAlert(alert: Alert): Promise<'durable' | 'in-memory'>;
  /** The picture now, the clip when it has been recorded. Does nothing without dispatch. */
  putPicture(incident: IncidentEvent, jpeg: Uint8Array): Promise<void>;
  putClip(incident: IncidentEvent): Promise<void>;
  /** Adds a job for a clip request; does nothing when it is in an outbox already. */
  putAskedClip(request: OpenClipRequest): Promise<void>;
  /** History for back-tests. */
  putThumbnail(cameraId: string, at: number, jpeg: Uint8Array): Promise<void>;
  putObservations(cameraId: string, block: ObservationBlock): Promise<void>;
  /** The time spans of a camera's pending clips. */
  clipsToCut(cameraId: string): readonly ClipJob[];
  /** Whether the disk holds all alerts. */
  isDurable(): boolean;
  states(): Record<'alerts' | 'clips' | 'uploads' | 'past', OutboxState>;
  /** The disk's refusals, and why something waits. */
  problems(): readonly FoundProblem[];
  /** Resolves when `signal` has aborted. */
  readonly done: Promise<unknown>;
}

export interface ObservationBlock {
  /** `capturedAt` of the first and of the last observation. */
  readonly from: number;
  readonly to: number;
  readonly bytes: Uint8Array;
}

export async function openOutboxes(options: OutboxesOptions): Promise<Outboxes> {
  const { folders, clock, dispatch, seal = (alert: Alert) => alert } = options;
  const boxes = await openBoxes(options);
  const { alerts, clips, uploads, past } = boxes;
  if (dispatch?.link) await noteAside(folders.refused, dispatch.link.watch);
  const alertDrain = drainAlerts(options, alerts);
  const uploading = drainMedia(options, uploads);
  const historyDrain = drainHistory(options, past);
  const putUpload = async (upload: Upload) => {
    await uploads.put(upload, clock.now());
    uploading.nudge(upload.kind);
  };
  const pictures = createUnwrittenFiles(options);
  const clipDrain = dispatch && drainClips(options, clips, putUpload);
  const drains = [alertDrain, clipDrain, ...uploading.drains, historyDrain].filter(
    (one) => one !== null,
  );
  return {
    async putAlert(alert) {
      const result = await alerts.put(seal(alert), clock.now());
      alertDrain.nudge();
      return result;
    },
    ...putsMedia(options, { clips, pictures, putUpload }),
    putAskedClip: async ({ clip: incidentId, cameraId, from: fromMs, until: toMs }) => {
      const waiting = [...clips.entries(), ...uploads.entries()];
      if (waiting.some(({ item }) => item.incidentId === incidentId)) return;
      await clips.put({ cameraId, incidentId, fromMs, toMs, asked: true }, clock.now());
    },
    ...putsHistory(options, past, historyDrain),
    clipsToCut: (cameraId) =>
      clips.entries().flatMap(({ item }) => (item.cameraId === cameraId ? [item] : [])),
    isDurable: () => alerts.state().unwritten === 0,
    ...statesOf(boxes, { drains, dispatch, pictures }, options.signal),
  };
}

interface MediaWays {
  clips: Outbox<ClipJob>;
  pictures: UnwrittenFiles;
  putUpload: (upload: Upload) => Promise<void>;
}

/** Without dispatch there is no receiver. */
function putsMedia(
  { folders, clock, dispatch, clipRolls = usualRolls }: OutboxesOptions,
  { clips, pictures, putUpload }: MediaWays,
): Pick<Outboxes, 'putPicture' | 'putClip'> {
  return {
    async putPicture({ incidentId, sequence: opening }, jpeg) {
      if (!dispatch) return;
      const file = uploadName(incidentId, opening, 'jpg');
      const onWritten = () => putUpload({ kind: 'picture', incidentId, opening, file });
      await pictures.put({ path: join(folders.uploadFiles, file), bytes: jpeg, onWritten });
    },
    async putClip(incident) {
      const job = { ...clipJobFor(incident, clipRolls), opening: incident.sequence };
      if (dispatch) await clips.put(job, clock.now());
    },
  };
}

/** Opens them one after another, so that a bad disk is logged once. */
async function openBoxes({ folders, log, clock }: OutboxesOptions) {
  const now = clock.now();
  return {
    alerts: await openOutbox({ dir: folders.alerts, schema: alertSchema, log, now }),
    clips: await openOutbox({ dir: folders.clips, schema: clipJobSchema, log, now }),
    uploads: await openOutbox({ dir: folders.uploads, schema: uploadSchema, log, now }),
    past: await openOutbox({ dir: folders.past, schema: historyUploadSchema, log, now }),
  };
}

interface WaysOut {
  drains: readonly Drain[];
  dispatch: Dispatch | null;
  pictures: UnwrittenFiles;
}

function statesOf(
  { alerts, clips, uploads, past }: Awaited<ReturnType<typeof openBoxes>>,
  { drains, dispatch, pictures }: WaysOut,
  signal: AbortSignal,
): Pick<Outboxes, 'states' | 'problems' | 'done'> {
  const states = () => ({
    alerts: alerts.state(),
    clips: clips.state(),
    uploads: uploads.state(),
    past: past.state(),
  });
  return {
    states,
    problems: () => [
      ...Object.values(states()).flatMap(({ problems }) => problems),
      ...drains.flatMap((drain) => drain.problems()),
      ...pictures.problems(),
      ...(dispatch?.link?.watch.problems() ?? []),
    ],
    done: Promise.all([...drains.map(({ done }) => done), pictures.run(signal)]),
  };
}

/** History for back-tests uses an outbox of its own. */
function putsHistory(
  { folders, clock, dispatch }: OutboxesOptions,
  outbox: Outbox<HistoryUpload>,
  drain: Drain | null,
): Pick<Outboxes, 'putThumbnail' | 'putObservations'> {
  const put = async (upload: HistoryUpload, content: Uint8Array) => {
    if (!dispatch) return;
    await writeWholeFile(join(folders.uploadFiles, upload.file), content);
    await outbox.put(upload, clock.now());
    drain?.nudge();
  };
  return {
    putThumbnail: (cameraId, at, jpeg) =>
      put({ kind: 'thumbnail', cameraId, at, file: `thumbnail-${cameraId}-${at}.jpg` }, jpeg),
    putObservations: (cameraId, { from, to, bytes }) => {
      const file = `observations-${cameraId}-${from}-${to}.fwlog`;
      return put({ kind: 'observations', cameraId, from, to, file }, bytes);
    },
  };
}
