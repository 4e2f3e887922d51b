// A dispatch for tests, over a real Redis, with free ports.
import type { Site } from '../../contracts/index.ts';
import { systemClock } from '../../host/clock.ts';
import { startDispatch, type Dispatch } from '../dispatch.ts';
import type { DispatchOptions } from '../parts.ts';
import { aSite } from './a-site.ts';
import { quietLog, type QuietLog } from './quiet-log.ts';
import { testAdminPassword, testEdgeToken, testReceiver } from './secrets.ts';

export async function startTestDispatch(
  options: Partial<DispatchOptions> & Pick<DispatchOptions, 'redisUrl' | 'dataDir'>,
): Promise<Dispatch & { log: QuietLog }> {
  const log = quietLog();
  const dispatch = await startDispatch({
    host: '127.0.0.1',
    port: 0,
    edgeToken: testEdgeToken,
    adminPassword: testAdminPassword,
    mqtt: { host: '127.0.0.1', port: 0 },
    // A dump takes a second of a core at each stop, so only its own tests enable it.
    dumps: false,
    clock: systemClock,
    log,
    ...options,
    site: heardByTests(options.site ?? aSite()),
  });
  return { ...dispatch, log };
}

/** The site, with a receiver that may hear all cells. */
function heardByTests(site: Site): Site {
  const mqtt = { ...site.channels.mqtt, receivers: [testReceiver] };
  return { ...site, channels: { ...site.channels, mqtt } };
}
