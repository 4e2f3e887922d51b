// Starts the edge worker whose evidence is measured, and talks to it. Takes its settings; returns its pid and ways to open
// incidents and to end it.
import { spawn } from 'node:child_process';
import { extname } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { endAfter } from '../end-child.ts';

export interface CaseEdgeSettings {
  sources: readonly string[];
  dataDir: string;
  redisUrl: string;
  dispatch: { url: string; token: string } | null;
  invitation: string | null;
}

export interface CaseEdge {
  readonly pid: number;
  /** How many cameras send pictures. */
  live(): Promise<number>;
  /** At its next frame. */
  open(incidents: number): Promise<void>;
  stop(): Promise<void>;
}

const answerSchema = z.object({ live: z.number() });

export function startCaseEdge(
  settings: CaseEdgeSettings,
  nodeArguments: readonly string[] = [],
): CaseEdge {
  const program = fileURLToPath(new URL(`./case-edge${extname(import.meta.url)}`, import.meta.url));
  const args = [...nodeArguments, program, JSON.stringify(settings)];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (line: string) => {
    child.stdin.write(`${line}\n`);
    const answer = await lines.next();
    if (answer.done === true) throw new Error('the edge worker of the bench has ended');
    return answerSchema.parse(JSON.parse(answer.value));
  };
  return {
    pid: child.pid ?? 0,
    live: async () => (await ask('look')).live,
    open: async (incidents) => {
      await ask(String(incidents));
    },
    stop: () => endAfter(child, () => child.stdin.end()),
  };
}
