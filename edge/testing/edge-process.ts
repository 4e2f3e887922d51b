// An edge worker in its own process, for tests that kill it. Takes its settings as one JSON argument. Its third frame opens an incident,
// its tenth clears it. Pictures and clips go to dispatch, if given.
import { pino } from 'pino';
import { startEdge } from '../worker.ts';
import { idleDetector, scriptedPipeline } from './scripted-pipeline.ts';
import { testCamera, testSite } from './site.ts';

export interface EdgeProcessSettings {
  source: string;
  redisUrl: string;
  dataDir: string;
  dispatch?: { url: string; token: string };
  /** Its id. */
  camera?: string;
}

const settings = JSON.parse(process.argv[2] ?? '{}') as EdgeProcessSettings;
const { source, redisUrl, dataDir, dispatch, camera = 'gate' } = settings;
await startEdge({
  edgeId: 'edge-1',
  redisUrl,
  dataDir,
  log: pino(),
  ...(dispatch && { dispatchUrl: dispatch.url, edgeToken: dispatch.token }),
  detector: idleDetector,
  site: testSite({ cameras: [testCamera({ id: camera, source })] }),
  createPipeline: scriptedPipeline({ 3: 'opened', 10: 'cleared' }),
});
