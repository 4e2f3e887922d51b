import { describe, expect, it } from 'vitest';
import { readParts, sumByPart, type ProcessLine, type Use } from './processes.ts';

const use = (memoryMb: number): Use => ({ memoryMb, handles: 10, threads: 2, cpuMs: 100 });
const line = (pid: number, parent: number, command: string): ProcessLine => ({
  pid,
  parent,
  command,
});
const tree = [
  line(1, 0, 'node soak'),
  line(2, 1, 'node edge-child.js {"edgeId":"edge-2","x":1}'),
  line(3, 2, 'ffmpeg -i rtsp://a'),
  line(4, 2, 'ffmpeg -i rtsp://b'),
  line(5, 1, 'node dispatch-child.js {"site":1}'),
  line(6, 1, '/usr/lib/postgresql/bin/postgres -D x'),
  line(7, 6, 'postgres: checkpointer'),
];

describe('the parts of a soak', () => {
  it('adds the processes of a part, and keeps what an edge has started apart', () => {
    const uses = new Map(tree.map(({ pid }) => [pid, use(pid * 10)]));
    expect(sumByPart(tree, uses)).toEqual([
      { part: 'bench', pid: 1, ...use(10) },
      { part: 'edge-2', pid: 2, ...use(20) },
      { part: 'edge-2 streams', pid: 2, memoryMb: 70, handles: 20, threads: 4, cpuMs: 200 },
      { part: 'dispatch', pid: 5, ...use(50) },
      { part: 'postgres', pid: 6, memoryMb: 130, handles: 20, threads: 4, cpuMs: 200 },
    ]);
  });

  it('leaves out a process that has ended meanwhile', () => {
    const found = sumByPart(tree, new Map([[5, use(1)]]));
    expect(found).toEqual([{ part: 'dispatch', pid: 5, ...use(1) }]);
    expect(sumByPart([], new Map())).toEqual([]);
  });

  it('reads its own process', async () => {
    const [own] = await readParts(process.pid);
    expect(own).toMatchObject({ part: 'bench', pid: process.pid });
    expect(own?.memoryMb).toBeGreaterThan(20);
    expect(own?.handles).toBeGreaterThan(3);
    expect(own?.threads).toBeGreaterThan(3);
  });
});
