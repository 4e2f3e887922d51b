import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// Three projects: `unit` needs nothing but Node; `integration` starts real servers (Redis, brokers, RTSP, ffmpeg);
// `e2e` runs the built product over several processes and in a real browser.
const never = ['**/node_modules/**', '**/dist/**'];
// ONNX Runtime must not call home; the product sets it itself before it loads the library.
const env = { ORT_DISABLE_TELEMETRY: '1' };
// The files that take longest, longest first. Each worker runs one file at a time, so a long file that starts last makes
// the whole run wait for it.
const longFiles = [
  'e2e/kills.test.ts',
  'e2e/demo.test.ts',
  'e2e/browser.test.ts',
  'e2e/fences.test.ts',
  'dashboard/pages.integration.test.ts',
  'dashboard/looks.integration.test.ts',
  'dispatch/kill.integration.test.ts',
  'bench/leases/leases.integration.test.ts',
  'dashboard/map/map-looks.integration.test.ts',
  'edge/post-roll.integration.test.ts',
  'dispatch/kill-paused.integration.test.ts',
  'dashboard/fences/fences.integration.test.ts',
  'bench/flap/flap.integration.test.ts',
  'bench/fleet/fleet.integration.test.ts',
  'bench/fuzz/fuzz.integration.test.ts',
  'dispatch/store/restore.test.ts',
  'edge/pipeline/pipeline.test.ts',
];

class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const found = longFiles.findIndex((file) => moduleId.endsWith(`/${file}`));
      return found < 0 ? longFiles.length : found;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongFilesFirst },
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
          isolate: false,
          env,
          include: ['**/*.integration.test.ts'],
          // Real servers and browsers on a busy machine: one second try, which the report shows.
          retry: 1,
          // A page may need more than the library's one second on a busy machine.
          expect: { poll: { timeout: 10_000 } },
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
          testTimeout: 300_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
