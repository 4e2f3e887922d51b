// Builds the dashboard into dist/dashboard, from where dispatch serves it. `npx vite dashboard` serves it for work on it,
// with the API of the dispatch that FENCEWATCH_DISPATCH_URL names (http://127.0.0.1:8080 by default).
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, loadEnv } from 'vite';
import { compressFiles } from './compress-files.config.ts';
import { keptFiles } from './kept-files.config.ts';
import { isOfStart, type ModuleGraph } from './start-chunk.config.ts';
import { withoutJsonSchema } from './without-json-schema.config.ts';

const treeshake = {
  // A schema does nothing by being made: those that no page uses stay away from phones.
  moduleSideEffects: (id: string) =>
    !/\/(contracts|geofences|observation-log)\/[^?]*\.ts$/.test(id),
};

const codeSplitting = {
  groups: [
    // Schemas in one file, which runs before all that makes one.
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
    // The page names its files from the root of a host, where dispatch puts the path that it is served below; files name
    // each other by where they are themselves.
    experimental: {
      renderBuiltUrl: (_, { hostType }) => (hostType === 'html' ? undefined : { relative: true }),
    },
    build: {
      outDir: '../dist/dashboard',
      emptyOutDir: true,
      // Nothing inline: the content security policy allows files of our own only.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: {
          index: join(import.meta.dirname, 'index.html'),
          // At the root of the app, under a name that stays: that is what it may answer for.
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
