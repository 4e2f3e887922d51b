// A process that holds a folder until it is killed. Takes the folder and its own name; prints `held`.
import { lockFolder } from '../folder-lock.ts';

const [, , folder = '', who = ''] = process.argv;
await lockFolder(folder, who);
process.stdout.write('held\n');
setInterval(() => undefined, 1000);
