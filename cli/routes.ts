// `fencewatch routes test`: prints who would be notified of a case, and why. Reads only the site file; sends nothing. Exit code 2
// for bad usage or a bad site file.
import { Command } from 'commander';
import {
  describeFaults,
  faultsOf,
  findKind,
  routeTestSchema,
  unknownKind,
  type Site,
} from '../contracts/index.ts';
import { recipientsOfSite } from '../dispatch/engine/recipients-of-site.ts';
import { toRecipients } from '../dispatch/routing/recipients.ts';
import { parseMoment } from './moment.ts';
import { loadSite } from './site-file.ts';

interface RoutesTestOptions {
  site: string;
  kind: string;
  severity?: string;
  cell?: string;
  place?: string;
  at?: string;
  level?: string;
  person?: string;
}

export function routesCommand(): Command {
  const routes = new Command('routes').description('who is notified of which case');
  routes
    .command('test')
    .description('print who would be notified of a case and why; nothing is sent')
    .requiredOption('--site <file>', 'site file, YAML')
    .requiredOption('--kind <kind>', 'name of a kind, shipped or defined by the site')
    .option('--severity <severity>', 'low, normal, high or critical', 'normal')
    .option('--cell <digits>', 'the 15 digits of a grid cell')
    .option('--place <place>', 'the place that the fence names')
    .option('--at <time>', 'such as 2026-11-22T02:10, in the time zone of the site; default: now')
    .option('--level <number>', 'number of levels above, as in escalation', '0')
    .option('--person <number>', 'number of the person on duty, as in escalation', '0')
    .action(async (options: RoutesTestOptions) => {
      process.exitCode = await testRoutes(options);
    });
  return routes;
}

async function testRoutes(options: RoutesTestOptions): Promise<number> {
  const loaded = await loadSite(options.site);
  if (!loaded.ok) return refuse(describeFaults(loaded.faults));
  const answer = routeTest(loaded.site, options, Date.now());
  if (!answer.ok) return refuse(answer.message);
  for (const line of answer.lines) console.log(line);
  return 0;
}

type Answer = { ok: true; lines: string[] } | { ok: false; message: string };

/** One line for each route that does not match, and for each person who is notified. */
export function routeTest(
  site: Site,
  options: Omit<RoutesTestOptions, 'site'>,
  now: number,
): Answer {
  const at = options.at === undefined ? now : parseMoment(options.at, site.timezone);
  if (typeof at === 'string') return { ok: false, message: `--at: ${at}` };
  const { kind, severity, cell, place, level = 0, person = 0 } = options;
  const asked = routeTestSchema.safeParse(
    {
      kind,
      severity,
      gridCell: cell ?? null,
      place: place ?? null,
      at,
      level: Number(level),
      person: Number(person),
    },
    { reportInput: true },
  );
  if (!asked.success) return { ok: false, message: describeFaults(faultsOf(asked.error)) };
  if (!findKind(kind, site.kinds))
    return { ok: false, message: `kind: ${unknownKind(kind, site.kinds)}` };
  const recipients = recipientsOfSite(site);
  const found = toRecipients({ case: asked.data, recipients, at }, asked.data);
  return {
    ok: true,
    lines: [
      ...found.passed.map(({ route, because }) => `route ${route} does not fit: ${because}`),
      ...found.recipients.map(
        ({ role, person: who, topic, reason, quietUntil }) =>
          `${role}: ${who?.name ?? 'nobody'} (${reason}), topic ${topic}${waitsText(quietUntil)}`,
      ),
      ...found.passedOver.map(({ role, person }) => `${role}: not ${person} (quiet hours)`),
      `because: ${found.trail}`,
    ],
  };
}

/** In UTC, because the caller may be anywhere. */
function waitsText(until: number | null | undefined): string {
  return until ? `, waits until ${new Date(until).toISOString()} (quiet hours)` : '';
}

function refuse(message: string): number {
  console.error(message);
  return 2;
}
