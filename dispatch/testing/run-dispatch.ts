// A dispatch in a process of its own, for tests that kill or stop it: `run-dispatch.ts REDIS_URL DATA_DIR MQTT_URL DASHBOARD_DIR`.
// Without an MQTT_URL it has a broker of its own. Prints where it is once it runs.
import { startTestDispatch } from './test-dispatch.ts';

const [, , redisUrl = '', dataDir = '', mqttUrl = '', dashboardDir] = process.argv;
const mqtt = { url: mqttUrl === '' ? undefined : mqttUrl, host: '127.0.0.1', port: 0 };
const dispatch = await startTestDispatch({ redisUrl, dataDir, mqtt, dashboardDir });
process.once('SIGTERM', () => void dispatch.stop());
process.stdout.write(`${dispatch.url}\n`);
