// The demo's terminal output: to stderr during the start, then one line per event.
import { kindNames, type Notification } from '../../contracts/index.ts';
import type { Demo } from './start-demo.ts';

const marks = { opened: '●', 'still-there': '◌', cleared: '✓' } as const;
export function tellStep(step: string): void {
  console.error(`  ${step}`);
}

export function tellStart({ dashboardUrl, username, password }: Demo): void {
  console.error(`
Fencewatch is running.
  dashboard  ${dashboardUrl}
  log in     ${username} / ${password}
Three cameras: a stall sets up, things are left in a fire exit, rubbish is dumped. The first alert comes after about
half a minute. Ctrl-C ends all of it.
`);
}

export function tellNotification({
  event,
  kind,
  cameraName,
  role,
  recipient,
  reason,
  capturedAt,
}: Notification): void {
  const time = new Date(capturedAt).toLocaleTimeString('en-GB');
  const who = recipient ? `${recipient.name} (${role})` : `nobody on duty (${role})`;
  console.error(
    `${time}  ${marks[event]} ${event.padEnd(11)} ${kindNames(kind).en.padEnd(17)}  ${cameraName}  →  ${who}  ${reason}`,
  );
}
