// For drizzle-kit: where the schema stands and where its migrations go.
/** @type {import('drizzle-kit').Config} */
export default {
  dialect: 'postgresql',
  schema: [
    './dispatch/store/schema.ts',
    './dispatch/store/fence-schema.ts',
    './dispatch/store/people-schema.ts',
    './dispatch/store/duty-schema.ts',
    './dispatch/store/health-schema.ts',
    './dispatch/store/rejected-schema.ts',
    './dispatch/store/engine-schema.ts',
    './dispatch/store/push-schema.ts',
    './dispatch/store/custody-schema.ts',
    './dispatch/store/edge-key-schema.ts',
    './dispatch/store/photo-schema.ts',
    './dispatch/store/shift-schema.ts',
    './dispatch/store/retention-schema.ts',
    './dispatch/store/clip-request-schema.ts',
    './dispatch/store/map-schema.ts',
    './dispatch/store/camera-schema.ts',
    './dispatch/store/quality-schema.ts',
  ],
  out: './dispatch/store/migrations',
};
