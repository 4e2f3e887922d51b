// Runs `analyze` in this process and captures its output.
import { vi } from 'vitest';
import { analyze, type AnalyzeOptions } from '../analyze.ts';

export interface Printed {
  code: number;
  /** Lines on the standard output that are JSON objects, in order. */
  objects: PrintedObject[];
  lines: string[];
  errors: string[];
}

export interface PrintedObject {
  type: string;
  event?: string;
  fenceId?: string;
  kind?: string;
  incidentId?: string;
  mediaTimeMs?: number;
  region?: { x: number; y: number; width: number; height: number };
  [key: string]: unknown;
}

export function runAnalyze(source: string, options: AnalyzeOptions): Promise<Printed> {
  return printedBy(() => analyze(source, options));
}

/** Runs a command and captures its output. */
export async function printedBy(command: () => Promise<number>): Promise<Printed> {
  const lines: string[] = [];
  const errors: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line: string) => lines.push(line));
  const error = vi.spyOn(console, 'error').mockImplementation((line: string) => errors.push(line));
  try {
    const code = await command();
    const objects = lines
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as PrintedObject);
    return { code, objects, lines, errors };
  } finally {
    log.mockRestore();
    error.mockRestore();
  }
}
