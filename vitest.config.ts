import { defineConfig } from 'vitest/config';

// Three projects: `unit` needs nothing but Node; `integration` starts real servers (Redis, brokers, RTSP, ffmpeg);
// `e2e` runs the built product over several processes and in a real browser.
const never = ['**/node_modules/**', '**/dist/**'];
// ONNX Runtime must not call home; the product sets it itself before it loads the library.
const env = { ORT_DISABLE_TELEMETRY: '1' };
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          env,
          include: ['**/*.test.ts', '**/*.test.tsx'],
          exclude: [...never, '**/*.integration.test.ts', 'e2e/**'],
          testTimeout: 30_000,
          // Files share the modules that are loaded already, which halves the run. No module of ours keeps state, and no
          // test replaces a module; one that had to would need a process of its own.
          isolate: false,
        },
      },
      {
        test: {
          name: 'integration',
          env,
          include: ['**/*.integration.test.ts'],
          // Real servers and browsers on a busy machine: one second try, which the report shows.
          retry: 1,
          exclude: [...never, 'e2e/**'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          env,
          globalSetup: ['e2e/prepare.ts'],
          retry: 1,
          include: ['e2e/**/*.test.ts'],
          exclude: never,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
