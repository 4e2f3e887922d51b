// Runs one target as a process of its own, so that a crash, a hang or too much memory ends this process alone. Takes target, seed and
// range as one JSON argument; prints a line for each finding, one every fifth of a second, and one with the counts.
import { z } from 'zod';
import { runTarget } from './run-target.ts';
import type { Finding } from './target.ts';
import { allTargets } from './targets.ts';

const settings = z
  .strictObject({
    target: z.string(),
    seed: z.number(),
    from: z.number(),
    count: z.number(),
    /** Prints every input before it runs, to find one that never ends. */
    sayEach: z.boolean().default(false),
    secondsAtMost: z.number().default(Number.MAX_SAFE_INTEGER),
  })
  .parse(JSON.parse(process.argv[2] ?? '{}'));

const every = 200;
const startedAt = performance.now();
const target = allTargets.find(({ name }) => name === settings.target);
if (target === undefined) throw new Error(`no target ${settings.target}`);
let saidAt = 0;
let last = settings.from;
const { findings, ...counts } = await runTarget(target, settings, {
  onInput: (index) => {
    last = index;
    const now = performance.now();
    if (!settings.sayEach && now - saidAt < every) return;
    saidAt = now;
    say({ index });
  },
  onFinding: (finding) => {
    say({ finding: { ...finding, input: Buffer.from(finding.input).toString('base64') } });
  },
  isOver: () => performance.now() - startedAt > settings.secondsAtMost * 1000,
});
say({ counts: { ...counts, findings: findings.length, last } });
process.stdout.end(() => process.exit(0));

type Said =
  { index: number } | { finding: Omit<Finding, 'input'> & { input: string } } | { counts: object };

function say(line: Said): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
