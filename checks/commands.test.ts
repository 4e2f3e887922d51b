// The pages name only commands, options, variables and metrics that exist. What they call a plan is not built yet.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { fencewatch } from '../cli/program.ts';
import { createMetrics } from '../edge/health/metrics.ts';
import { commandsIn, faultsOfCommand } from './commands.ts';
import { parsePage } from './markdown.ts';
import { isProductFile, listFiles, readSources, repositoryRoot } from './source-file.ts';

const read = (path: string) => readFileSync(join(repositoryRoot, path), 'utf8');
const pages = listFiles(repositoryRoot, '.', ['.md']);
const program = fencewatch();

/** Only text marked as code, because prose may say "fencewatch is". */
function codeOf(path: string): string {
  const { codes, blocks } = parsePage(read(path));
  return [...codes, ...blocks.map(({ text }) => text)].join('\n');
}

describe('commands', () => {
  it('that the pages name all exist, with their options', () => {
    const faults = pages.flatMap((path) =>
      commandsIn(codeOf(path)).flatMap((words) =>
        faultsOfCommand(words, program).map((fault) => `${path}: ${fault}`),
      ),
    );
    expect(faults).toEqual([]);
    expect(commandsIn(codeOf('docs/guide/deploy.md')).length).toBeGreaterThan(3);
  });

  it.each([
    ['fencewatch fly', ['fencewatch fly: no such command']],
    ['fencewatch fences fly', ['fencewatch fences fly: fences has no fly']],
    ['npx fencewatch models build --fast', ['fencewatch models build --fast: no option --fast']],
    [
      'fencewatch edge --id a \\\n  --wings 2',
      ['fencewatch edge --id a --wings 2: no option --wings'],
    ],
    [
      'fencewatch models add F [--wings W]',
      ['fencewatch models add F [--wings W]: no option --wings'],
    ],
    ['fencewatch site check site.yaml', []],
    ['fencewatch edges', []],
    ['fencewatch edge --id EDGE-ID …', []],
    ['fencewatch alert 1', []],
    ['/etc/fencewatch/site.yaml and $HOME/fencewatch bin', []],
    ['', []],
  ])('are checked: %s', (text, faults) => {
    expect(commandsIn(text).flatMap((words) => faultsOfCommand(words, program))).toEqual(faults);
  });
});

describe('variables', () => {
  const named = /FENCEWATCH_[A-Z_]*[A-Z]/g;
  const variablesOf = (command: Command): string[] => [
    ...command.options.flatMap(({ envVar }) => envVar ?? []),
    ...command.commands.flatMap(variablesOf),
  ];
  const inCode = new Set([
    ...variablesOf(program),
    ...readSources(repositoryRoot)
      .filter(({ path }) => isProductFile(path))
      .flatMap(({ text }) => text.match(named) ?? []),
  ]);

  it.each(pages)('that %s names are read by the code', (path) => {
    const others = ['scripts/bootstrap.sh', 'vitest.config.ts', 'docker-compose.yml']
      .map(read)
      .join();
    const unknown = (codeOf(path).match(named) ?? []).filter(
      (name) => !inCode.has(name) && !others.includes(name),
    );
    expect(unknown).toEqual([]);
  });

  it('of edge and dispatch are all in the table of the deploy guide', () => {
    const services = program.commands.filter((one) => ['edge', 'dispatch'].includes(one.name()));
    const variables = services.flatMap(variablesOf);
    expect(variables).not.toEqual([]);
    const guide = read('docs/guide/deploy.md');
    expect(variables.filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
  });
});

describe('docs/reference/metrics.md', () => {
  it('names every metric of the edge, and no other', async () => {
    const exposed = await createMetrics().registry.metrics();
    const names = [...exposed.matchAll(/^# TYPE fencewatch_edge_(\S+)/gm)]
      .map(([, name]) => name ?? '')
      .filter((name) => !/^(?:process|nodejs)_/.test(name));
    const rows = [...read('docs/reference/metrics.md').matchAll(/^\| (`[a-z_`, ]+`) \|/gm)];
    const listed = rows.flatMap(([, cell = '']) => cell.replaceAll('`', '').split(', '));
    expect(listed.sort()).toEqual(names.sort());
    expect(names.length).toBeGreaterThan(15);
  });
});

/** What the pages call a plan, and a pattern that would occur in the code if it were built. */
const plans = [
  { words: 'evidence on S3', built: /@aws-sdk|client-s3/ },
  { words: 'TLS for the broker', built: /MQTT_TLS|mqtts_listen/i },
];

describe('plans', () => {
  const planned = pages
    .filter((path) => path !== 'CHANGELOG.md')
    .flatMap((path) => read(path).split(/\n\s*\n/))
    .filter((paragraph) => /\*Plan\*:/.test(paragraph))
    .join(' ')
    .replace(/\s+/g, ' ');
  const code = [
    ...readSources(repositoryRoot).filter(({ path }) => isProductFile(path)),
    ...['package.json', 'docker-compose.yml'].map((path) => ({ path, text: read(path) })),
  ];

  it.each(plans)('$words: the pages say so, and it is not built', ({ words, built }) => {
    expect(planned).toContain(words);
    expect(code.filter(({ text }) => built.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it('are all in this list', () => {
    const parts = [...planned.matchAll(/\*Plan\*: ([^.]*)\./g)].flatMap(([, text = '']) =>
      text.split('; '),
    );
    expect(parts.filter((part) => !plans.some(({ words }) => part.includes(words)))).toEqual([]);
  });
});
