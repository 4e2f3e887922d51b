// Measures the memory and the open handles of the product's processes while a run goes on, and finds leftover processes. Takes the
// test bed; writes the history.
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { measureResources } from '../flap/resources.ts';
import type { HistoryWriter } from './history.ts';
import type { Town } from './town.ts';

const measureEveryMs = 5000;

export function watchProcesses(town: Town): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const measuring = (async () => {
    while (!stopping.signal.aborted) {
      const parts = [
        { part: 'dispatch', pid: town.dispatch.pid() },
        ...town.edges.map(({ edgeId, pid }) => ({ part: edgeId, pid: pid() })),
      ];
      for (const one of parts) await measure(one, town.history);
      await delay(measureEveryMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await measuring;
    },
  };
}

/** A process may be dead at that moment. */
async function measure(
  { part, pid }: { part: string; pid: number },
  history: HistoryWriter,
): Promise<void> {
  const found = await measureResources(pid, '').catch(() => null);
  if (found === null || Number.isNaN(found.memoryMb)) return;
  const { memoryMb, handles } = found;
  history.write({ line: 'resources', part, pid, memoryMb, handles, at: Date.now() });
}

/** Processes that still work in the data folders of edges, after all edges have ended. */
export async function tellOrphans(folder: string, history: HistoryWriter): Promise<void> {
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const line = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '');
    const command = line.replaceAll('\0', ' ').trim();
    if (command.includes(`${folder}/edge-`))
      history.write({ line: 'orphan', pid: Number(name), command: command.slice(0, 300) });
  }
}
