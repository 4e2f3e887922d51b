// CPU time of a process and its children from a reading, ended ones too.
import type { TreeReading } from '../cameras/process-tree.ts';

export function cpuOf({ processes, endedMs }: TreeReading): number {
  return processes.reduce((sum, { cpuMs }) => sum + cpuMs, endedMs);
}
