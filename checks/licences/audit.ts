// `npm run audit`: asks the registry for advisories of severity high or critical. Exit code 0: none; 1: some, each on a line; 2: the
// registry did not answer.
import { spawnSync } from 'node:child_process';
import { repositoryRoot } from '../source-file.ts';
import { readAuditAnswer } from './audit-answer.ts';

const run = spawnSync('npm', ['audit', '--json'], { cwd: repositoryRoot, encoding: 'utf8' });
const result = readAuditAnswer(run.stdout, 'high');
switch (result.answer) {
  case 'clean':
    console.log(`clean at level high: ${result.packages} packages`);
    break;
  case 'found':
    for (const line of result.lines) console.error(line);
    process.exitCode = 1;
    break;
  case 'cannot-be-said':
    console.error(`cannot be said, the registry does not answer audits: ${result.why}`);
    process.exitCode = 2;
}
