// `fencewatch channels`: lists the direct channels of a site file, or sends a real test message from this machine. Exit code 1
// when it was not delivered, 2 for bad usage or a bad site file.
import { Command, Option } from 'commander';
import { describeFaults, languages, type Site } from '../contracts/index.ts';
import { systemClock } from '../host/clock.ts';
import { openDirect } from '../dispatch/channels/direct/open-direct.ts';
import { createChannelService, type ChannelService } from '../dispatch/delivery/channel-service.ts';
import { loadSite } from './site-file.ts';

interface TestOptions {
  site: string;
  channel?: string;
  person?: string;
  language?: 'zh-CN' | 'en';
  url: string;
}

export function channelsCommand(): Command {
  const channels = new Command('channels').description('channels that reach people directly');
  channels
    .command('list')
    .description('list the direct channels of a site file')
    .requiredOption('--site <file>', 'site file, YAML')
    .action(async ({ site }: { site: string }) => {
      process.exitCode = await withService({ site, url: '' }, listChannels);
    });
  channels
    .command('test')
    .description('send a test message over a channel, the whole way')
    .requiredOption('--site <file>', 'site file, YAML')
    .option('--channel <id>', 'id of the channel; default: all')
    .option('--person <id>', 'id of a person in the site file; default: the group of the channel')
    .addOption(new Option('--language <language>', 'of the message').choices([...languages]))
    .option('--url <url>', 'address of the dashboard', 'http://127.0.0.1:8080')
    .action(async (options: TestOptions) => {
      process.exitCode = await withService(options, (service) => testChannels(service, options));
    });
  return channels;
}

type Work = (service: ChannelService) => Promise<number> | number;

async function withService(
  { site: file, url }: Pick<TestOptions, 'site' | 'url'>,
  work: Work,
): Promise<number> {
  const loaded = await loadSite(file);
  if (!loaded.ok) {
    console.error(describeFaults(loaded.faults));
    return 2;
  }
  return work(deskOf(loaded.site, url));
}

/** Devices are in dispatch's database, which this command does not read. */
const noDevices = {
  keys: () => Promise.reject(new Error('the keys are in the database of dispatch')),
  devicesOf: () => Promise.resolve([]),
  remove: () => Promise.resolve(false),
};

export function deskOf({ channels, organisation }: Site, url: string): ChannelService {
  return createChannelService({
    channels: openDirect(channels.direct, { clock: systemClock, push: noDevices }),
    organisation,
    publicUrl: () => url.replace(/\/+$/, ''),
    clock: systemClock,
  });
}

function listChannels(service: ChannelService): number {
  for (const { id, type, where } of service.list()) console.log(`${id}: ${type}, ${where}`);
  if (service.list().length === 0) console.log('no direct channels: channels.direct is empty');
  return 0;
}

export async function testChannels(
  service: ChannelService,
  { channel, person, language }: Pick<TestOptions, 'channel' | 'person' | 'language'>,
): Promise<number> {
  const ids = channel === undefined ? service.list().map(({ id }) => id) : [channel];
  if (ids.length === 0) return refuse('the site file sets up no direct channel');
  let failed = 0;
  for (const id of ids) {
    const result = await service.test({ channel: id, person, language });
    if (result === 'no-such-channel') return refuse(`the site file has no channel "${id}"`);
    if (result === 'no-such-person') return refuse(`the site file has no person "${person ?? ''}"`);
    const { outcome, reason, detail, tookMs } = result;
    if (outcome !== 'delivered') failed += 1;
    console.log([`${id}: ${outcome}`, reason, detail, `${tookMs} ms`].filter(Boolean).join(', '));
  }
  return failed === 0 ? 0 : 1;
}

function refuse(message: string): number {
  console.error(message);
  return 2;
}
