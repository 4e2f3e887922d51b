// `fencewatch demo`: the whole product on one machine, with three simulated cameras. Starts Redis, the RTSP server, dispatch with
// its broker and dashboard, and an edge worker; prints events; stops everything on Ctrl-C. With --once it waits until each camera
// has raised and cleared its incident, and ends with one JSON line.
import { Command } from 'commander';
import { createTally, type Tally } from './demo/tally.ts';
import { startDemo, type Demo } from './demo/start-demo.ts';
import { tellNotification, tellStart, tellStep } from './demo/tell.ts';
import { watchNotifications } from './demo/watch-notifications.ts';

interface DemoOptions {
  once?: boolean;
  port: string;
}

const onceLimitMs = 4 * 60_000;

export function demoCommand(): Command {
  return new Command('demo')
    .description('run everything on this machine with three simulated cameras')
    .option('--once', 'wait until each camera has raised and cleared, then end with one JSON line')
    .option(
      '--port <port>',
      'port of the dashboard; if it is in use, another one is chosen',
      '8080',
    )
    .action(async (options: DemoOptions) => {
      process.exitCode = await runDemo(options);
    });
}

/** Returns the exit code. */
async function runDemo({ once, port }: DemoOptions): Promise<0 | 1> {
  const interrupted = new Promise<'interrupted'>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        resolve('interrupted');
      });
  });
  const starting = startDemo({ port: Number(port), tell: tellStep });
  const first = await Promise.race([starting, interrupted]);
  const demo = await starting;
  const tally = createTally(demo.cameraIds);
  try {
    if (first === 'interrupted') return 1;
    return await follow({ demo, tally, once: once ?? false, interrupted });
  } finally {
    await demo.stop(once === true && !tally.isComplete());
  }
}

interface Following {
  demo: Demo;
  tally: Tally;
  once: boolean;
  interrupted: Promise<'interrupted'>;
}

async function follow({ demo, tally, once, interrupted }: Following): Promise<0 | 1> {
  const watch = await watchNotifications(demo.listening, (notification, at) => {
    if (tally.add(notification, at) === 'new') tellNotification(notification);
  });
  tellStart(demo);
  const ended = await Promise.race([
    interrupted,
    demo.broken,
    ...(once ? [tally.complete, after(onceLimitMs)] : []),
  ]);
  await watch.stop();
  if (ended instanceof Error) console.error(ended.message);
  if (!once) return ended instanceof Error ? 1 : 0;
  const result = tally.result();
  console.log(JSON.stringify(result));
  return result.ok ? 0 : 1;
}

async function after(ms: number): Promise<'too late'> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms, 'too late').unref();
  });
}
