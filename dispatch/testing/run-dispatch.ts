// A dispatch in a process of its own, for tests that kill or stop it: `run-dispatch.ts REDIS_URL DATA_DIR MQTT_URL DASHBOARD_DIR
// DATABASE_URL MQTT_PORT`. Without an MQTT_URL or a DATABASE_URL it uses the embedded ones. Prints its addresses once it runs.
import { startTestDispatch } from './test-dispatch.ts';

const [redisUrl = '', dataDir = '', ...rest] = process.argv.slice(2);
const [mqttUrl, dashboardDir, databaseUrl, mqttPort = '0'] = rest.map((one) =>
  one === '' ? undefined : one,
);
const mqtt = { url: mqttUrl, host: '127.0.0.1', port: Number(mqttPort) };
const dispatch = await startTestDispatch({ redisUrl, dataDir, mqtt, dashboardDir, databaseUrl });
process.once('SIGTERM', () => void dispatch.stop());
process.stdout.write(`${dispatch.url}\n`);
