/// <reference types="node" />
// Builds the dashboard for browser tests, with one of the two builds of React.
import { join } from 'node:path';
import { build, mergeConfig } from 'vite';
import viteConfig from '../vite.config.ts';

/** `production`: as it ships. `development`: takes twice the time to run, and warns of mistakes on the console. */
export type ReactBuild = 'production' | 'development';

export async function buildDashboard(outDir: string, react: ReactBuild): Promise<void> {
  const config = viteConfig({ mode: 'trial', command: 'build' });
  const before = process.env['NODE_ENV'];
  // A test run sets it to another value, which vite would use.
  process.env['NODE_ENV'] = react;
  try {
    await build(
      mergeConfig(config, {
        configFile: false,
        root: join(import.meta.dirname, '..'),
        logLevel: 'error',
        build: { outDir },
      }),
    );
  } finally {
    process.env['NODE_ENV'] = before;
  }
}
