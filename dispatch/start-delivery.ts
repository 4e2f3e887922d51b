// Starts delivery: the broker's lane, the lane of direct channels, and the channel service. Takes the parts of dispatch that
// already exist; stops with it.
import { setMaxListeners } from 'node:events';
import type { Channel } from './channels/channel.ts';
import { pushKeysOf } from './channels/direct/web-push/web-push-channel.ts';
import type { DispatchOptions, Parts } from './parts.ts';
import { createBrokerCheck } from './delivery/broker-check.ts';
import { createShiftCheck } from './problems/shift-problems.ts';
import { createChannelService, type ChannelService } from './delivery/channel-service.ts';
import { createDeliverer, type Deliverer } from './delivery/deliverer.ts';
import { createDirectLane, type DirectLane } from './delivery/direct-lane.ts';
import { takeReceipt } from './delivery/receipts.ts';
import { topicsOfSite } from './delivery/topics-of-site.ts';
import type { Metrics } from './metrics/metrics.ts';
import { startWatches } from './start-watches.ts';
import type { Store } from './store/store.ts';

export function directLane(parts: Parts, metrics: Metrics): DirectLane {
  const { site, store, channels, recipients, clock, log } = parts;
  return createDirectLane({
    people: () => recipients.organisation.people,
    channels,
    queue: store.direct,
    site,
    clock,
    log,
    telling: site.channels.telling,
    onTried: metrics.tried,
  });
}

/** What the HTTP interface needs to know about direct channels. */
export function channelParts(parts: Parts, lane: DirectLane, publicUrl: () => string) {
  const { channels, clock, site, store, recipients } = parts;
  // People may be edited while dispatch runs.
  const organisation = {
    get people() {
      return recipients.organisation.people;
    },
  };
  const service = createChannelService({ channels, organisation, lane, publicUrl, clock });
  parts.late.shiftProblems = shiftCheckOf(parts, service);
  return {
    channels: service,
    push: pushOf(site, store),
  };
}

/** A person needs one working channel; the broker's topics count. */
function shiftCheckOf({ duty, recipients, clock }: Parts, service: Pick<ChannelService, 'list'>) {
  const working = () => {
    if (recipients.telling === null) return null;
    const well = service.list().filter(({ problem }) => problem === null);
    return ['mqtt', ...well.map(({ id }) => id)];
  };
  const now = () => {
    const { organisation, roster } = recipients;
    return { organisation, roster, version: duty.current().version };
  };
  return createShiftCheck({ duty: now, working, clock });
}

/** Null if the site has no Web Push. */
function pushOf({ channels }: DispatchOptions['site'], store: Store) {
  const settings = channels.direct.find((one) => one.type === 'web-push');
  if (settings === undefined) return null;
  const publicKey = async () => (await pushKeysOf(settings, store.push)).publicKey;
  return { services: settings.services, publicKey };
}

export interface DeliveryStart {
  mqtt: { channel: Channel; isOwn: boolean };
  lane: DirectLane;
  undo: (() => Promise<unknown>)[];
}

export function startDelivery(
  parts: Parts,
  metrics: Metrics,
  { mqtt, lane, undo }: DeliveryStart,
): Deliverer {
  const { site, store, clock, log } = parts;
  const deliverer = createDeliverer({
    channel: mqtt.channel,
    notifications: store.notifications,
    clock,
    log,
    onSettled: metrics.settled,
    direct: lane,
    check: createBrokerCheck({
      // The embedded broker needs no check, and a test message would reach people's phones.
      topics: mqtt.isOwn ? [] : topicsOfSite(site),
      onReceipt: (payload) => void takeReceipt(parts, payload),
      clock,
      log,
    }),
  });
  const stopping = new AbortController();
  // Each lane and watch adds a listener: more than Node's warning limit.
  setMaxListeners(0, stopping.signal);
  const running = Promise.all([
    deliverer.run(stopping.signal),
    ...startWatches(parts, stopping.signal),
  ]);
  undo.push(() => {
    stopping.abort();
    return running;
  });
  parts.late.deliverer = deliverer;
  return deliverer;
}
