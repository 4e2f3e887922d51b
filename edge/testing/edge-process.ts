// An edge worker as a process of its own, for tests that kill it. Takes its settings as one JSON argument; the third
// frame of its life opens an incident, the tenth clears it.
import { pino } from 'pino';
import { completePolicy, noDirectChannels } from '../../contracts/index.ts';
import { startEdge } from '../worker.ts';
import { idleDetector, scriptedPipeline } from './scripted-pipeline.ts';
import { testCamera, testFence } from './site.ts';

export interface EdgeProcessSettings {
  source: string;
  redisUrl: string;
  dataDir: string;
}

const settings = JSON.parse(process.argv[2] ?? '{}') as EdgeProcessSettings;
const { source, redisUrl, dataDir } = settings;
const mqtt = { url: null, username: null, password: null, receivers: [] };
const channels = { mqtt, ...noDirectChannels };
await startEdge({
  ...{ edgeId: 'edge-1', redisUrl, dataDir, log: pino(), detector: idleDetector },
  site: {
    ...{ name: 'Test', timezone: 'Asia/Shanghai', roster: [], channels },
    calendar: { holidays: [], workdays: [] },
    organisation: { units: [], people: [], shifts: [], overrides: [] },
    ...{ routes: [], policy: completePolicy({}) },
    ...{
      cameras: [testCamera({ source })],
      fences: [testFence()],
      writtenFences: [],
      kinds: [],
      writtenKinds: [],
      logIn: null,
    },
  },
  createPipeline: scriptedPipeline({ 3: 'opened', 10: 'cleared' }),
});
