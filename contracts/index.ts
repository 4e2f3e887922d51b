// Re-exports everything that crosses a process boundary.
export * from './alert.ts';
export { defaultAnalysis, type Analysis } from './analysis.ts';
export * from './calendar.ts';
export * from './camera-import.ts';
export * from './camera-poll.ts';
export * from './camera-setup.ts';
export * from './camera-takers.ts';
export * from './camera-status.ts';
export * from './blur.ts';
export * from './case-action.ts';
export * from './case-deadline.ts';
export * from './case-list.ts';
export * from './case-log.ts';
export * from './case-state.ts';
export * from './case.ts';
export * from './clip.ts';
export * from './clip-request.ts';
export * from './clip-rolls.ts';
export * from './credentials.ts';
export * from './delivery-fault.ts';
export * from './cells.ts';
export * from './channel-api.ts';
export { channelNameFaults } from './channel-faults.ts';
export type { HeardCells, MqttChannel, Receiver } from './channels.ts';
export * from './direct-channel-types.ts';
export { noDirectChannels } from './direct-channel.ts';
export type { DirectChannels, DirectChannelSettings, TellingSettings } from './direct-channel.ts';
export * from './duration.ts';
export * from './duty.ts';
export * from './duty-api.ts';
export * from './duty-plan.ts';
export * from './edge-key.ts';
export * from './export.ts';
export * from './faults.ts';
export * from './fence.ts';
export * from './fence-definition.ts';
export * from './fence-version.ts';
export * from './geometry.ts';
export * from './http-api.ts';
export * from './holes.ts';
export * from './incident.ts';
export { unknownKind } from './kind-faults.ts';
export * from './kind.ts';
export {
  kindFileSchema,
  markHues,
  markIcons,
  matterCodeSchema,
  type Gathers,
  type InBoth,
  type KindFile,
  type KindSpec,
  type Mark,
  type ExcusingThing,
  type MatterCode,
  type Sign,
} from './kind-file.ts';
export * from './label.ts';
export * from './quality.ts';
export * from './limit.ts';
export * from './lease.ts';
export * from './limits.ts';
export * from './log-in.ts';
export * from './map-api.ts';
export * from './map-items.ts';
export * from './map-outline.ts';
export * from './mute.ts';
export * from './notification.ts';
export * from './numbers.ts';
export * from './organisation.ts';
export * from './organisation-faults.ts';
export * from './page.ts';
export * from './people-setup.ts';
export * from './retention.ts';
export type { TimeStampSettings } from './time-stamps.ts';
export * from './review.ts';
export * from './photo.ts';
export * from './pressing-limit.ts';
export * from './policy.ts';
export * from './quiet-hours.ts';
export * from './swap.ts';
export * from './hand-over.ts';
export * from './refusal.ts';
export * from './report.ts';
export * from './route.ts';
export * from './observation.ts';
export * from './opinion.ts';
export * from './overlap.ts';
export * from './problem.ts';
export * from './problem-list.ts';
export * from './receipt.ts';
export * from './secret.ts';
export * from './site.ts';
export * from './thing.ts';
export * from './token.ts';
export * from './untold.ts';
export * from './upload.ts';
export * from './user-api.ts';
export * from './why-not.ts';
export * from './yaml-problem.ts';
export * from './watched-cameras.ts';
