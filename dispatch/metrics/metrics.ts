// Dispatch's Prometheus metrics. Each dispatch has a registry of its own.
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Alert, AlertEffect } from '../../contracts/index.ts';
import type { DirectOutcome } from '../channels/direct/direct-channel.ts';
import type { DeliveryOutcome, Outgoing } from '../channels/outgoing.ts';
import type { DirectRow } from '../delivery/direct-queue.ts';
import type { DefectKind } from '../../host/defects.ts';
import type { RejectReason } from '../ingest/verdict.ts';

export interface Metrics {
  recorded: (alert: Alert, effect: AlertEffect) => void;
  rejected: (reason: RejectReason) => void;
  settled: (outgoing: Outgoing, outcome: DeliveryOutcome, at: number) => void;
  /** An attempt over a direct channel. */
  tried: (row: Pick<DirectRow, 'channel' | 'raisedAt'>, outcome: DirectOutcome, at: number) => void;
  /** A report for the live view was not taken, because alerts come first. */
  stoodBack: () => void;
  defect: (kind: DefectKind) => void;
  /** The text format of Prometheus. */
  expose(): Promise<string>;
  readonly contentType: string;
}

export interface MetricSources {
  queueDepth: () => Promise<number | null>;
  cameraStates: () => ReadonlyMap<string, number>;
}

export function createMetrics(sources: MetricSources): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const { alerts, rejected, defects, viewReportsNotTaken } = createCounters(registers);
  const deliveries = createDeliveryMetrics(registers);
  addGauges(sources, registers);
  return {
    recorded: ({ incident: { kind, event } }, effect) => {
      alerts.inc({ kind, event, effect });
    },
    rejected: (reason) => {
      rejected.inc({ reason });
    },
    stoodBack: () => {
      viewReportsNotTaken.inc();
    },
    settled: deliveries,
    tried: createChannelMetrics(registers),
    defect: (kind) => {
      defects.inc({ kind });
    },
    expose: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

function createCounters(registers: Registry[]) {
  const alerts = new Counter({
    name: 'fencewatch_alerts_total',
    help: 'Alerts recorded, by kind, event and what they did to their case',
    labelNames: ['kind', 'event', 'effect'],
    registers,
  });
  const rejected = new Counter({
    name: 'fencewatch_rejected_messages_total',
    help: 'Messages of the queue that could not be used, by reason',
    labelNames: ['reason'],
    registers,
  });
  const defects = new Counter({
    name: 'fencewatch_defects_total',
    help: 'Unhandled rejections and uncaught exceptions',
    labelNames: ['kind'],
    registers,
  });
  const viewReportsNotTaken = new Counter({
    name: 'fencewatch_view_reports_not_taken_total',
    help: 'Pictures and observations for the live view that were not taken, because alerts come first',
    registers,
  });
  return { alerts, rejected, defects, viewReportsNotTaken };
}

function createDeliveryMetrics(registers: Registry[]): Metrics['settled'] {
  const attempts = new Counter({
    name: 'fencewatch_delivery_attempts_total',
    help: 'Attempts to deliver a notification, by role and how they ended',
    labelNames: ['role', 'outcome'],
    registers,
  });
  const delay = new Histogram({
    name: 'fencewatch_delivery_delay_seconds',
    help: 'From the moment the edge raised an alert until the broker had its notification',
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3600],
    registers,
  });
  return ({ notification: { role }, raisedAt }, { outcome }, at) => {
    attempts.inc({ role, outcome });
    // The clocks of two machines may differ slightly.
    if (outcome === 'handed-over') delay.observe(Math.max(0, at - raisedAt) / 1000);
  };
}

function createChannelMetrics(registers: Registry[]): Metrics['tried'] {
  const attempts = new Counter({
    name: 'fencewatch_channel_attempts_total',
    help: 'Attempts to reach somebody over a direct channel, by channel and how they ended',
    labelNames: ['channel', 'outcome', 'reason'],
    registers,
  });
  const delay = new Histogram({
    name: 'fencewatch_channel_delay_seconds',
    help: 'From the moment the edge raised an alert until a direct channel had taken its message',
    labelNames: ['channel'],
    buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3600],
    registers,
  });
  return ({ channel, raisedAt }, result, at) => {
    const { outcome } = result;
    attempts.inc({ channel, outcome, reason: outcome === 'delivered' ? '' : result.reason });
    if (outcome === 'delivered') delay.observe({ channel }, Math.max(0, at - raisedAt) / 1000);
  };
}

function addGauges({ queueDepth, cameraStates }: MetricSources, registers: Registry[]): void {
  new Gauge({
    name: 'fencewatch_queue_depth',
    help: 'Alerts in the queue that are not recorded yet; absent while Redis does not answer',
    registers,
    async collect() {
      const depth = await queueDepth();
      if (depth === null) this.remove();
      else this.set(depth);
    },
  });
  new Gauge({
    name: 'fencewatch_cameras',
    help: 'Cameras by state',
    labelNames: ['state'],
    registers,
    collect() {
      this.reset();
      for (const [state, count] of cameraStates()) this.set({ state }, count);
    },
  });
}
