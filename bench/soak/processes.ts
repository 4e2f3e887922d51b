// The processes of a soak and what each uses, from Linux: memory with shared pages counted once (PSS), open handles, threads, CPU
// time. Takes the pid that all of them descend from; returns one reading for each part of the product.
import { readdir, readFile } from 'node:fs/promises';
import { childrenOf } from '../flap/resources.ts';
import { coreMsOf } from '../dispatch/child-process.ts';

export interface ProcessLine {
  pid: number;
  parent: number;
  command: string;
}

export interface PartReading {
  part: string;
  /** Of the first process of the part: another one is another life. */
  pid: number;
  memoryMb: number;
  handles: number;
  threads: number;
  cpuMs: number;
}

export type Use = Omit<PartReading, 'part' | 'pid'>;

const programs: readonly [RegExp, string][] = [
  [/dispatch-child/, 'dispatch'],
  [/redis-server/, 'redis'],
  [/postgres/, 'postgres'],
  [/mosquitto/, 'broker'],
  [/rtsp-server\.py/, 'cameras'],
];

export async function readParts(root: number): Promise<PartReading[]> {
  const lines = await treeOf(root, 0);
  const uses = new Map<number, Use>();
  for (const { pid } of lines) {
    const use = await useOf(pid).catch(() => null);
    if (use !== null) uses.set(pid, use);
  }
  return sumByPart(lines, uses);
}

/** Processes of one part are added. What an edge has started, such as ffmpeg, is a part of its own. Pure. */
export function sumByPart(
  lines: readonly ProcessLine[],
  uses: ReadonlyMap<number, Use>,
): PartReading[] {
  const partOf = new Map<number, string>();
  const sums = new Map<string, PartReading>();
  for (const line of lines) {
    const part = programOf(line.command) ?? inherited(partOf.get(line.parent));
    partOf.set(line.pid, part);
    const use = uses.get(line.pid);
    if (use === undefined) continue;
    const sum = sums.get(part);
    sums.set(part, sum === undefined ? { part, pid: lifeOf(line, part), ...use } : plus(sum, use));
  }
  return [...sums.values()];
}

function programOf(command: string): string | null {
  const edge = /edge-child.*"edgeId":"([^"]+)"/.exec(command)?.[1];
  return edge ?? programs.find(([pattern]) => pattern.test(command))?.[1] ?? null;
}

const streams = ' streams';

function inherited(parent: string | undefined): string {
  if (parent === undefined) return 'bench';
  return /^edge-\d+$/.test(parent) ? `${parent}${streams}` : parent;
}

/** The streams of an edge come and go; their life is that of their edge. */
function lifeOf({ pid, parent }: ProcessLine, part: string): number {
  return part.endsWith(streams) ? parent : pid;
}

function plus(sum: PartReading, use: Use): PartReading {
  return {
    ...sum,
    memoryMb: sum.memoryMb + use.memoryMb,
    handles: sum.handles + use.handles,
    threads: sum.threads + use.threads,
    cpuMs: sum.cpuMs + use.cpuMs,
  };
}

/** Parents come before their children. */
async function treeOf(pid: number, parent: number): Promise<ProcessLine[]> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  if (command === null) return [];
  const children = await childrenOf(pid).catch(() => []);
  const below = await Promise.all(children.map((child) => treeOf(child, pid)));
  return [{ pid, parent, command: command.replaceAll('\0', ' ') }, ...below.flat()];
}

async function useOf(pid: number): Promise<Use> {
  const [memory, status, stat, handles] = await Promise.all([
    readFile(`/proc/${pid}/smaps_rollup`, 'utf8'),
    readFile(`/proc/${pid}/status`, 'utf8'),
    readFile(`/proc/${pid}/stat`, 'utf8'),
    readdir(`/proc/${pid}/fd`),
  ]);
  return {
    memoryMb: Number(/^Pss:\s+(\d+)/m.exec(memory)?.[1] ?? NaN) / 1024,
    handles: handles.length,
    threads: Number(/^Threads:\s+(\d+)/m.exec(status)?.[1] ?? NaN),
    cpuMs: coreMsOf(stat),
  };
}
