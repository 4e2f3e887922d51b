import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { defectMessage, watchDefects, type DefectKind } from './defects.ts';

type Listener = (error: unknown) => void;

/** Removes vitest's own listeners meanwhile: they would fail the run. */
function watch() {
  const names = ['unhandledRejection', 'uncaughtException'] as const;
  const others = names.map((name) => process.listeners(name as 'unhandledRejection'));
  for (const name of names) process.removeAllListeners(name);
  const defects: DefectKind[] = [];
  const lines: { fields: object; message: string }[] = [];
  const stop = watchDefects({
    log: { error: (fields, message) => lines.push({ fields, message }) },
    onDefect: (kind) => defects.push(kind),
  });
  onTestFinished(() => {
    stop();
    for (const [index, name] of names.entries())
      for (const one of others[index] ?? []) process.on(name as 'unhandledRejection', one);
  });
  return { defects, lines };
}

describe('defects of a process that keeps running', () => {
  it('are not reported while everything is handled', async () => {
    const { defects } = watch();
    await Promise.reject(new Error('handled')).catch(() => undefined);
    await turn();
    expect(defects).toEqual([]);
  });

  it('include unhandled rejections, which are logged with their stack and counted', async () => {
    const { defects, lines } = watch();
    void Promise.reject(new Error('nobody listens'));
    await turn();
    expect(defects).toEqual(['unhandled-rejection']);
    expect(lines[0]?.message).toBe(defectMessage);
    expect(JSON.stringify(lines[0]?.fields)).toMatch(/nobody listens.*defects\.test\.ts/);
  });

  it('include uncaught exceptions', () => {
    const { defects } = watch();
    const listeners = process.listeners('uncaughtException') as Listener[];
    for (const listener of listeners) listener(new Error('thrown in a timer'));
    expect(defects).toEqual(['uncaught-exception']);
  });

  it.each([[undefined], [null], ['a word'], [7]])('may be %j', (reason) => {
    const { lines } = watch();
    for (const listener of process.listeners('unhandledRejection') as Listener[]) listener(reason);
    expect(lines[0]?.fields).toMatchObject({ error: { message: String(reason) } });
  });

  it('are no longer caught after the handler was removed', () => {
    const before = process.listenerCount('unhandledRejection');
    watchDefects({ log: { error: () => undefined }, onDefect: () => undefined })();
    expect(process.listenerCount('unhandledRejection')).toBe(before);
  });
});
