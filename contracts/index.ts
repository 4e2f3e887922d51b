// Everything that crosses a process, in one place to import from.
export * from './alert.ts';
export * from './calendar.ts';
export * from './camera-status.ts';
export * from './case.ts';
export * from './duration.ts';
export * from './faults.ts';
export * from './fence.ts';
export * from './fence-version.ts';
export * from './geometry.ts';
export * from './http-api.ts';
export * from './incident.ts';
export * from './kind.ts';
export * from './notification.ts';
export * from './observation.ts';
export * from './secret.ts';
export * from './site.ts';
