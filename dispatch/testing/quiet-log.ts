// A log for tests: records entries and prints nothing.
import type { Log } from '../log.ts';

export interface KeptLine {
  level: keyof Log;
  message: string;
  fields: object;
}

export interface QuietLog extends Log {
  lines: KeptLine[];
}

export function quietLog(): QuietLog {
  const lines: KeptLine[] = [];
  const keep = (level: keyof Log) => (fields: object, message: string) => {
    lines.push({ level, message, fields });
  };
  return {
    lines,
    debug: keep('debug'),
    info: keep('info'),
    warn: keep('warn'),
    error: keep('error'),
  };
}
