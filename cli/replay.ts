// `fencewatch replay CASE|BUNDLE`: judges the incidents of a case again, with the stored observations and the fences of that
// time. Exit code 0: identical result, 1: it differs, with the differences, 2: undecided, with what is missing.
import { Command } from 'commander';
import { addPlace, withStore } from './with-store.ts';
import { loadSite } from './site-file.ts';
import { judgeAgain, type AlertVerdict, type JudgedCase } from './replay/judge-again.ts';
import { caseInStore, casesInBundle, type ReplaySource } from './replay/replay-source.ts';

interface ReplayOptions {
  site?: string;
  data: string;
  json?: boolean;
}

export function replayCommand(): Command {
  const command = new Command('replay')
    .description(
      'judge the incidents of a case again, with the stored observations and the fences of that time',
    )
    .argument('<case>', 'id of a case in the store of dispatch, or a bundle, FILE.zip')
    .option('--site <file>', 'site file, YAML; needed for a case in the store')
    .option('--json', 'one JSON object a line')
    .action(async (asked: string, options: ReplayOptions, own: Command) => {
      process.exitCode = await replay(asked, options, own);
    });
  addPlace(command);
  return command;
}

async function replay(asked: string, options: ReplayOptions, command: Command): Promise<number> {
  const isJson = options.json ?? false;
  if (asked.endsWith('.zip')) return judge(await casesInBundle(asked), isJson);
  if (options.site === undefined) return cannotSay('the site file: give --site FILE');
  const loaded = await loadSite(options.site);
  if (!loaded.ok) return cannotSay(`a site file without faults: ${options.site}`);
  const { site } = loaded;
  return withStore(command, async (store) => {
    const source = await caseInStore({ store, dataDir: options.data, site, caseId: asked });
    return judge(source, isJson);
  });
}

async function judge(source: ReplaySource, isJson: boolean): Promise<number> {
  if (!source.ok) return cannotSay(source.missing);
  let worst = 0;
  for (const { record, observations } of source.cases) {
    const judged = await judgeAgain(record, observations);
    tell(record.caseId, judged, isJson);
    worst = Math.max(worst, codeOf(judged) === 1 ? 3 : codeOf(judged));
  }
  return worst === 3 ? 1 : worst;
}

function cannotSay(missing: string): number {
  console.log(`undecided; missing: ${missing}`);
  return 2;
}

function codeOf({ alerts, unheard }: JudgedCase): number {
  const verdicts = alerts.map(({ result }) => result.verdict);
  const isOther = verdicts.some((one) => one === 'differs' || one === 'not-raised');
  if (isOther || unheard.length > 0) return 1;
  return alerts.length === 0 || verdicts.includes('cannot-be-said') ? 2 : 0;
}

function tell(caseId: string, judged: JudgedCase, isJson: boolean): void {
  if (isJson) {
    console.log(JSON.stringify({ caseId, ...judged }));
    return;
  }
  for (const { incidentId, sequence, result } of judged.alerts)
    for (const line of linesOf(result))
      console.log(`${caseId}\t${incidentId}-${sequence}\t${line}`);
  for (const { incidentId, sequence, event } of judged.unheard)
    console.log(
      `${caseId}\t${incidentId}-${sequence}\tthe engine raises it, but no alert was received: ${event}`,
    );
  if (judged.alerts.length === 0) console.log(`${caseId}\tundecided; missing: an alert`);
}

function linesOf(result: AlertVerdict): string[] {
  switch (result.verdict) {
    case 'same':
      return ['the same, bit for bit'];
    case 'not-raised':
      return ['the engine does not raise it'];
    case 'cannot-be-said':
      return [`undecided; missing: ${result.missing}`];
    case 'differs':
      return result.differences.map(
        ({ path, then, now }) => `${path}: was ${JSON.stringify(then)}, is ${JSON.stringify(now)}`,
      );
  }
}
