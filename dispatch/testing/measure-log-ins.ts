// Measures how long the front page takes while 200 people log in at once, compared with no log-ins, and with log-ins whose
// passwords are all checked at once. Dispatch's HTTP server with the normal cost of a password runs in a separate process. Usage:
// node --import ./e2e/servers/typescript-hooks.mjs dispatch/testing/measure-log-ins.ts
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../../host/package-root.ts';
import { createSessions } from '../auth/sessions.ts';
import { openTestApi } from './test-api.ts';
import { spawnTypescript } from '../../e2e/servers/typescript-process.ts';

const self = fileURLToPath(import.meta.url);
const logIns = 200;
const forMs = 5000;

interface Figures {
  pages: number;
  medianMs: number;
  /** 99 of 100 came within. */
  mostMs: number;
  worstMs: number;
  /** The number of answers per status. */
  answers: Record<string, number>;
  logInsMs: number;
}

if (process.argv[2] === 'serve') await serve(process.argv[3] === 'unlimited');
else await compare();

async function serve(isUnlimited: boolean): Promise<void> {
  const api = await openTestApi({
    trustProxy: { hops: 1 },
    dashboardDir: `${packageRoot()}/dist/dashboard`,
  });
  const { people } = api.store;
  const limits = isUnlimited ? { parallel: logIns, waiting: logIns } : undefined;
  const sessions = createSessions(people, api.clock, { limits });
  const served = await openTestApi({ ...api.parts, sessions }, api);
  process.stdout.write(`${await served.app.listen({ port: 0, host: '127.0.0.1' })}\n`);
}

async function compare(): Promise<void> {
  tell('no log-ins        ', await measure([], 0));
  tell('200, as it ships  ', await measure([], logIns));
  tell('200, all at once  ', await measure(['unlimited'], logIns));
}

function tell(what: string, figures: Figures): void {
  process.stdout.write(`${what} ${JSON.stringify(figures)}\n`);
}

/** With its own server. */
async function measure(args: readonly string[], count: number): Promise<Figures> {
  const server = spawnTypescript(self, ['serve', ...args]);
  if (server.stdout === null) throw new Error('the server has no output');
  const [said] = (await once(server.stdout, 'data')) as [Buffer];
  const url = said.toString().trim();
  await (await fetch(url)).text();
  try {
    const beganAt = performance.now();
    const tries = Array.from({ length: count }, (_, number) => logIn(url, number));
    const all = Promise.all(tries).then((statuses) => ({
      statuses,
      ms: performance.now() - beganAt,
    }));
    const times = await askForPages(url, all);
    const { statuses, ms } = await all;
    return { ...figuresOf(times), answers: countsOf(statuses), logInsMs: Math.round(ms) };
  } finally {
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    await ended;
  }
}

/** Each with its own address and name, so that the limits on attempts do not apply. */
async function logIn(url: string, number: number): Promise<string> {
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': `10.0.0.${number}` },
    body: JSON.stringify({ username: `nobody${number}`, password: 'not the password' }),
  }).catch(() => null);
  if (answer === null) return 'cut off';
  await answer.arrayBuffer();
  return `${answer.status}`;
}

/** One request after the other during the log-ins, and for some seconds at least. */
async function askForPages(url: string, logInsDone: Promise<unknown>): Promise<number[]> {
  const state = { isDone: false };
  void logInsDone.then(() => (state.isDone = true));
  const times: number[] = [];
  const beganAt = performance.now();
  while (!state.isDone || performance.now() - beganAt < forMs) {
    const askedAt = performance.now();
    // A request that was cut off took at least this long.
    await fetch(url, { headers: { accept: 'text/html' } }).then(
      (page) => page.text(),
      () => '',
    );
    times.push(performance.now() - askedAt);
  }
  return times;
}

function figuresOf(times: readonly number[]) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) =>
    Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 10) / 10;
  return {
    pages: sorted.length,
    medianMs: at(0.5),
    mostMs: at(0.99),
    worstMs: Math.round((sorted.at(-1) ?? 0) * 10) / 10,
  };
}

function countsOf(statuses: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const status of statuses) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
