// What a receiver may do at the embedded broker. Takes topics as the receiver wrote them; returns yes or no. Wildcards over many
// cells are allowed only if the site lets this receiver hear everything.
import { receiptTopic, type HeardCells, type Receiver } from '../../contracts/index.ts';
import { isSameSecret } from '../auth/same-secret.ts';

const cellsTopic = ['fencewatch', 'v1', 'cells'];
/** A receipt is short; see `receiptSchema`. */
const maxReceiptBytes = 4096;

/** The receiver with this log-in. All are compared, so that timing reveals nothing. */
export function receiverWith(
  login: { username: string; password: string },
  receivers: readonly Receiver[],
): Receiver | null {
  const matching = receivers.filter((receiver) => isSameLogin(login, receiver));
  return matching[0] ?? null;
}

export function isSameLogin(
  one: { username: string; password: string },
  other: { username: string; password: string },
): boolean {
  const sameName = isSameSecret(one.username, other.username);
  return isSameSecret(one.password, other.password) && sameName;
}

/** Whether a subscription covers only what this receiver may hear. */
export function mayHear(cells: HeardCells, topicFilter: string): boolean {
  const levels = topicFilter.split('/');
  const [cell, ...rest] = levels.slice(cellsTopic.length);
  if (cellsTopic.some((level, index) => levels[index] !== level)) return false;
  if (cell === undefined || cell === '') return false;
  if (cells === 'all') return true;
  if (/[+#]/.test(cell) || rest.length === 0) return false;
  return cells === 'one-at-a-time' || cells.includes(cell);
}

export function mayPublish(packet: { topic: string; payload: string | Buffer }): boolean {
  return packet.topic === receiptTopic && Buffer.byteLength(packet.payload) <= maxReceiptBytes;
}
