// A dispatch in a process of its own, for a test that kills it: `run-dispatch.ts REDIS_URL DATA_DIR MQTT_URL`.
import { startTestDispatch } from './test-dispatch.ts';

const [, , redisUrl = '', dataDir = '', mqttUrl = ''] = process.argv;
await startTestDispatch({ redisUrl, dataDir, mqtt: { url: mqttUrl, host: '127.0.0.1', port: 0 } });
process.stdout.write('running\n');
