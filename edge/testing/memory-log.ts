// A real logger whose lines a test can read.
import { Writable } from 'node:stream';
import { pino, type Logger } from 'pino';

export interface LogLine {
  level: number;
  msg: string;
  [key: string]: unknown;
}

export function createMemoryLog(): { log: Logger; lines: LogLine[]; text: () => string } {
  const lines: LogLine[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()) as LogLine);
      done();
    },
  });
  const log = pino({ level: 'debug', serializers: { error: pino.stdSerializers.err } }, stream);
  return { log, lines, text: () => lines.map((line) => JSON.stringify(line)).join('\n') };
}
