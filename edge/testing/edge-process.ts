// An edge worker in its own process, for tests that kill it. Takes its settings as one JSON argument; the third frame of its life
// opens an incident, the tenth clears it.
import { pino } from 'pino';
import { startEdge } from '../worker.ts';
import { idleDetector, scriptedPipeline } from './scripted-pipeline.ts';
import { testCamera, testSite } from './site.ts';

export interface EdgeProcessSettings {
  source: string;
  redisUrl: string;
  dataDir: string;
}

const settings = JSON.parse(process.argv[2] ?? '{}') as EdgeProcessSettings;
const { source, redisUrl, dataDir } = settings;
await startEdge({
  edgeId: 'edge-1',
  redisUrl,
  dataDir,
  log: pino(),
  detector: idleDetector,
  site: testSite({ cameras: [testCamera({ source })] }),
  createPipeline: scriptedPipeline({ 3: 'opened', 10: 'cleared' }),
});
