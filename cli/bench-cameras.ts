// `fencewatch bench cameras`: how many cameras a core can handle, the cost of each, and how late looks and alerts are. Exit code
// 0 when it could measure; 1 when a camera did not come; 2 for bad usage or a missing film or model.
import { Command, InvalidArgumentError } from 'commander';
import { messageOf } from '../host/error-message.ts';

interface CamerasCommandOptions {
  seconds: number;
  mix: string[];
  cameras?: number;
  report?: string;
  models?: string;
  model: string;
  peers: boolean;
  json: boolean;
}

export function camerasCommand(): Command {
  return new Command('cameras')
    .description(
      'measure how many cameras a core carries: CPU, memory and delays, with OpenCV to compare',
    )
    .option('--seconds <n>', 'how long each number of cameras is measured', countOf(3600), 40)
    .option('--mix <films>', 'busy, quiet, or files, separated by commas', listOf, [
      'busy',
      'quiet',
    ])
    .option(
      '--cameras <n>',
      'only this number, instead of raising it until looks are late',
      countOf(500),
    )
    .option('--report <file>', 'write the result as a page')
    .option('--models <dir>', 'models folder')
    .option('--model <name>', 'model of the cameras', 'centernet-mobilenetv3')
    .option('--no-peers', 'do not measure the programs for comparison')
    .option('--json', 'print JSON', false)
    .action(async (options: CamerasCommandOptions) => {
      // Loaded late: it needs servers that an installation without tests does not have.
      const { benchCameras } = await import('../bench/cameras/bench-cameras.ts');
      process.exitCode = await benchCameras(options).catch((error: unknown) => {
        console.error(messageOf(error));
        return 2;
      });
    });
}

export function listOf(text: string): string[] {
  const names = text.split(',').map((one) => one.trim());
  if (names.every((name) => name !== '')) return names;
  throw new InvalidArgumentError('expected names separated by commas, such as busy,quiet');
}

export function countOf(most: number): (text: string) => number {
  return (text) => {
    const count = Number(text);
    if (Number.isInteger(count) && count > 0 && count <= most) return count;
    throw new InvalidArgumentError(`expected a whole number from 1 to ${most}`);
  };
}
