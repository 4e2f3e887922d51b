// Builds the dashboard into dist/dashboard, from where dispatch serves it. `npx vite dashboard` serves it for development, with
// the API of the dispatch in FENCEWATCH_DISPATCH_URL (http://127.0.0.1:8080 by default).
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, loadEnv } from 'vite';
import { compressFiles } from './compress-files.config.ts';
import { keptFiles } from './kept-files.config.ts';
import { isOfStart, type ModuleGraph } from './start-chunk.config.ts';
import { withoutJsonSchema } from './without-json-schema.config.ts';

const treeshake = {
  // Creating a schema has no side effect, so unused schemas can be dropped from the bundle.
  moduleSideEffects: (id: string) =>
    !/\/(contracts|geofences|observation-log)\/[^?]*\.ts$/.test(id),
};

const codeSplitting = {
  groups: [
    // All schemas in one file, which runs before the code that creates them.
    { name: 'schemas', test: /\/node_modules\/zod\/|\/without-eval\.ts$/, priority: 1 },
    { name: (id: string, graph: ModuleGraph) => (isOfStart(id, graph) ? 'start' : null) },
  ],
};

export default defineConfig(({ mode }) => {
  const { FENCEWATCH_DISPATCH_URL: api = 'http://127.0.0.1:8080' } = loadEnv(
    mode,
    '.',
    'FENCEWATCH_',
  );
  return {
    plugins: [
      react(),
      withoutJsonSchema(),
      keptFiles(),
      ...(mode === 'production' ? [compressFiles()] : []),
    ],
    // The page names its files from the root of a host, where dispatch inserts the base path; files name each other relatively.
    experimental: {
      renderBuiltUrl: (_, { hostType }) => (hostType === 'html' ? undefined : { relative: true }),
    },
    build: {
      outDir: '../dist/dashboard',
      emptyOutDir: true,
      // Nothing inline: the content security policy allows only files of our own.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      // The texts of the licences of all packages inside.
      license: { fileName: 'licences.md' },
      rolldownOptions: {
        input: {
          index: join(import.meta.dirname, 'index.html'),
          // At the root of the app, under a fixed name: this defines its scope.
          'service-worker': join(import.meta.dirname, 'service-worker', 'service-worker.ts'),
        },
        output: {
          entryFileNames: ({ name }) =>
            name === 'service-worker' ? '[name].js' : 'assets/[name]-[hash].js',
          codeSplitting,
        },
        treeshake,
      },
    },
    server: { proxy: { '/api': api } },
  };
});
