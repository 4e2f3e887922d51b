// The worker's Prometheus metrics, one registry per worker. They are documented in docs/reference/metrics.md. Labels come from
// closed lists or the site file, never from outside.
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { cameraStates, type CameraStatus } from '../../contracts/index.ts';

export interface EdgeMetrics {
  readonly registry: Registry;
  readonly framesAnalysed: Counter<'camera'>;
  readonly framesDropped: Gauge<'camera'>;
  readonly looksSkipped: Counter<'camera' | 'reason'>;
  readonly lookDelay: Gauge<'camera'>;
  readonly camerasLooked: Gauge;
  readonly camerasCapacity: Gauge;
  readonly analysisSeconds: Histogram<'camera'>;
  readonly analysisFailures: Counter<'camera'>;
  readonly captureFailures: Counter<'camera' | 'reason'>;
  readonly secondOpinions: Counter<'camera' | 'says'>;
  readonly secondOpinionSeconds: Counter<'camera'>;
  readonly alertsRaised: Counter<'camera' | 'kind' | 'event'>;
  readonly uploadsDone: Counter<'kind' | 'result'>;
  readonly outboxWaiting: Gauge<'outbox'>;
  readonly outboxUnwritten: Gauge<'outbox'>;
  readonly redisConnected: Gauge;
  readonly problem: Gauge<'code' | 'subject'>;
  readonly partFailures: Counter<'part'>;
  readonly defects: Counter<'kind'>;
  readonly leasesHeld: Gauge;
  readonly leasesConfirmed: Gauge;
  readonly leaseEdges: Gauge;
  readonly camerasWithoutEdge: Gauge;
  readonly leaseChanges: Counter<'change'>;
  readonly leaseStates: Counter<'result'>;
  readonly setCamera: (status: CameraStatus) => void;
  /** The camera has moved to another edge: its gauges end. */
  readonly forgetCamera: (cameraId: string) => void;
}

export function createMetrics(): EdgeMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'fencewatch_edge_' });
  const make = makers(registry);
  const framesDropped = make.gauge('frames_dropped', 'Frames that made room for newer ones', [
    'camera',
  ]);
  const looks = lookMetrics(make);
  return {
    registry,
    framesAnalysed: make.counter('frames_analysed_total', 'Frames analysed', ['camera']),
    framesDropped,
    ...looks,
    ...opinionMetrics(make),
    analysisSeconds: new Histogram({
      name: 'fencewatch_edge_analysis_seconds',
      help: 'Time to analyse a frame',
      labelNames: ['camera'],
      buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
      registers: [registry],
    }),
    analysisFailures: make.counter('analysis_failures_total', 'Frames that failed', ['camera']),
    captureFailures: make.counter('capture_failures_total', 'Ends of captures', [
      'camera',
      'reason',
    ]),
    alertsRaised: make.counter('alerts_raised_total', 'Alerts raised', ['camera', 'kind', 'event']),
    uploadsDone: make.counter('uploads_total', 'Pictures and clips', ['kind', 'result']),
    outboxWaiting: make.gauge('outbox_waiting', 'Entries that wait', ['outbox']),
    outboxUnwritten: make.gauge('outbox_unwritten', 'Entries the disk refused', ['outbox']),
    redisConnected: make.gauge('redis_connected', '1 while Redis is reachable', []),
    problem: make.gauge('problem', '1 for each problem there is', ['code', 'subject']),
    partFailures: make.counter('part_failures_total', 'Parts that were restarted', ['part']),
    defects: make.counter('defects_total', 'Rejections and exceptions unhandled', ['kind']),
    ...leaseMetrics(make),
    ...cameraGauges(make, [framesDropped, looks.lookDelay]),
  };
}

function lookMetrics({ counter, gauge }: Makers) {
  return {
    looksSkipped: counter('looks_skipped_total', 'Key frames not looked at, and why', [
      'camera',
      'reason',
    ]),
    lookDelay: gauge('look_delay_seconds', 'From a picture to what was seen in it', ['camera']),
    camerasLooked: gauge('cameras_looked_at', 'Cameras that are analysed', []),
    camerasCapacity: gauge('cameras_capacity', 'Cameras that can be looked at in time', []),
  };
}

function leaseMetrics({ counter, gauge }: Makers) {
  return {
    leasesHeld: gauge('leases_held', 'Cameras that this edge has a lease of', []),
    leasesConfirmed: gauge('leases_confirmed', '1 while Redis confirms the leases', []),
    leaseEdges: gauge('lease_edges', 'Edges that share the cameras', []),
    camerasWithoutEdge: gauge('cameras_without_edge', 'Cameras that no edge can take', []),
    leaseChanges: counter('lease_changes_total', 'Leases taken, given and lost', ['change']),
    leaseStates: counter('lease_states_total', 'States kept for the next edge', ['result']),
  };
}

function opinionMetrics({ counter }: Makers) {
  return {
    secondOpinions: counter('second_opinions_total', 'Things looked at before their alert', [
      'camera',
      'says',
    ]),
    secondOpinionSeconds: counter('second_opinion_seconds_total', 'Time that these looks took', [
      'camera',
    ]),
  };
}

type Makers = ReturnType<typeof makers>;

function makers(registry: Registry) {
  const config = <L extends string>(name: string, help: string, labelNames: L[]) => ({
    name: `fencewatch_edge_${name}`,
    help,
    labelNames,
    registers: [registry],
  });
  return {
    counter: <L extends string>(name: string, help: string, labels: L[]) =>
      new Counter(config(name, help, labels)),
    gauge: <L extends string>(name: string, help: string, labels: L[]) =>
      new Gauge(config(name, help, labels)),
  };
}

function cameraGauges(
  { gauge }: Makers,
  others: readonly Gauge<'camera'>[],
): Pick<EdgeMetrics, 'setCamera' | 'forgetCamera'> {
  const cameraState = gauge('camera_state', '1 for the state the camera is in', [
    'camera',
    'state',
  ]);
  const lastFrame = gauge('last_frame_timestamp_seconds', 'When the last frame came', ['camera']);
  const reconnects = gauge('reconnects', 'How often the camera came back', ['camera']);
  const openIncidents = gauge('open_incidents', 'Incidents that are open', ['camera']);
  const setCamera = (status: CameraStatus) => {
    const camera = status.cameraId;
    for (const state of cameraStates)
      cameraState.set({ camera, state }, status.state === state ? 1 : 0);
    if (status.lastFrameAt !== null) lastFrame.set({ camera }, status.lastFrameAt / 1000);
    reconnects.set({ camera }, status.reconnects);
    openIncidents.set({ camera }, status.openIncidents);
  };
  const forgetCamera = (camera: string) => {
    for (const one of [lastFrame, reconnects, openIncidents, ...others]) one.remove({ camera });
    for (const state of cameraStates) cameraState.remove({ camera, state });
  };
  return { setCamera, forgetCamera };
}
