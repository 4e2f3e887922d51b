// A dispatch in a process of its own, for tests that kill or stop it: `run-dispatch.ts REDIS_URL DATA_DIR MQTT_URL`.
import { startTestDispatch } from './test-dispatch.ts';

const [, , redisUrl = '', dataDir = '', mqttUrl = ''] = process.argv;
const mqtt = { url: mqttUrl, host: '127.0.0.1', port: 0 };
const dispatch = await startTestDispatch({ redisUrl, dataDir, mqtt });
process.once('SIGTERM', () => void dispatch.stop());
process.stdout.write('running\n');
