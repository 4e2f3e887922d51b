// `fencewatch site`: validates a site file before it is used, and prints the JSON Schema for editors.
import { Command } from 'commander';
import { siteFileJsonSchema, type Site } from '../contracts/index.ts';
import { loadSite } from './site-file.ts';

export function siteCommand(): Command {
  const site = new Command('site').description('check a site file, print its schema');
  site
    .command('check')
    .argument('<file>', 'site file, YAML')
    .description('check a site file; print every fault with its path, or a summary')
    .action(async (file: string) => {
      process.exitCode = await checkSite(file);
    });
  site
    .command('schema')
    .description('print the JSON Schema of the site file')
    .action(() => {
      console.log(JSON.stringify(siteFileJsonSchema(), null, 2));
    });
  return site;
}

/** Prints the file's content or its faults; returns the exit code. */
async function checkSite(file: string): Promise<0 | 2> {
  const result = await loadSite(file);
  if (result.ok) {
    console.log(summarize(file, result.site));
    return 0;
  }
  for (const { path, message } of result.faults)
    console.error([file, path, message].filter((part) => part !== '').join(': '));
  return 2;
}

function summarize(file: string, site: Site): string {
  const fences = [...new Set(site.fences.map(({ kind }) => kind))]
    .map((kind) => [kind, site.fences.filter((fence) => fence.kind === kind).length] as const)
    .map(([kind, count]) => `${count} ${kind}`)
    .join(', ');
  return [
    `${file}: good. ${site.name}, ${site.timezone}`,
    `  cameras  ${site.cameras.length}`,
    `  fences   ${site.fences.length}${fences && ` (${fences})`}`,
    `  roster   ${site.roster.length}${site.roster.length === 0 ? ': alerts name no person' : ''}`,
    `  broker   ${site.channels.mqtt.url === null ? 'embedded' : 'own'}`,
    `  channels ${site.channels.direct.map(({ id }) => id).join(', ') || 'the broker alone'}`,
  ].join('\n');
}
