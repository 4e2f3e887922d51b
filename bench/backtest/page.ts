// The measurement for the browser: one function that `run.ts` calls. Bundled with its imports.
import { makeLog, measure, measureReading, type BenchLog } from './measure.ts';

const tools = { now: () => performance.now() };
let log: BenchLog | null = null;

Object.assign(globalThis, {
  fencewatchBench: {
    prepare: async (hours: number) => {
      log = await makeLog(hours);
    },
    read: () => log && measureReading(log, tools),
    measure: (fences: number) => log && measure(log, fences, tools),
  },
});
