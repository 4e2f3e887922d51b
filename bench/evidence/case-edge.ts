// The edge worker whose evidence is measured, as its own process: it receives, records and looks as usual, with a pipeline that finds
// nothing. Takes settings as one JSON argument; a line with a number on stdin opens so many incidents at the next frame. Runs until
// stdin ends.
import { createInterface } from 'node:readline';
import { pino } from 'pino';
import { z } from 'zod';
import { kinds } from '../../contracts/index.ts';
import { startEdge } from '../../edge/worker.ts';
import { watchDefects } from '../../host/defects.ts';
import { makeAlert } from '../dispatch/make-alert.ts';
import { flapSite } from '../flap/flap-site.ts';
import { idleDetector, quietPipeline } from './quiet-pipeline.ts';

const settings = z
  .strictObject({
    sources: z.array(z.string()),
    dataDir: z.string(),
    redisUrl: z.string(),
    /** Without it only alerts leave: no picture, no clip, no signature. */
    dispatch: z.strictObject({ url: z.string(), token: z.string() }).nullable(),
    invitation: z.string().nullable(),
  })
  .parse(JSON.parse(process.argv[2] ?? '{}'));

let wanted = 0;
let opened = 0;

const createPipeline = quietPipeline((capturedAt) => {
  const events = Array.from({ length: wanted }, () => openedAt(capturedAt));
  wanted = 0;
  return events;
});

function openedAt(capturedAt: number) {
  opened += 1;
  const { incident } = makeAlert({
    ...{ incidentId: `measured-${opened}`, sequence: 1, event: 'opened' },
    ...{ cell: '110101001001001', kind: kinds[0] ?? '', matterCode: '09012' },
    ...{ at: capturedAt, openedAt: capturedAt },
  });
  return { ...incident, cameraId: 'camera-1', fenceId: 'exit-camera-1' };
}

const { sources, dataDir, redisUrl, dispatch, invitation } = settings;
const log = pino({ level: 'fatal' }, pino.destination(2));
watchDefects({ log, onDefect: () => undefined });
const edge = await startEdge({
  site: { ...flapSite(sources), contentCredentials: invitation === null ? false : null },
  edgeId: 'measured',
  dataDir,
  redisUrl,
  detector: idleDetector,
  log,
  createPipeline,
  ...(dispatch && { dispatchUrl: dispatch.url, edgeToken: dispatch.token }),
  ...(invitation !== null && { invitation }),
});

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const count = Number(line);
    if (Number.isInteger(count)) wanted = count;
    const live = edge.cameras().filter(({ state }) => state === 'live').length;
    process.stdout.write(`${JSON.stringify({ live })}\n`);
  })
  .once('close', () => void edge.stop().then(() => process.exit(0)));
