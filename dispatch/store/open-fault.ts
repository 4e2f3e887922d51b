// Explains in one line why a PostgreSQL server cannot be used. Takes the address and the driver's error; returns an error whose
// message names the server without its log-in, and contains no query.
import { withoutCredentials } from '../../contracts/index.ts';
import { StartFault } from '../../host/start-fault.ts';

export function openFault(url: string, error: unknown): StartFault {
  const root = rootOf(error);
  return new StartFault(`the database at ${withoutCredentials(url)} ${whyOf(root)}`, {
    cause: root,
  });
}

/** The driver's message: the errors around it repeat the query. */
function rootOf(error: unknown): unknown {
  let root = error;
  for (let depth = 0; depth < 10 && root instanceof Error && root.cause !== undefined; depth += 1)
    root = root.cause;
  return root;
}

const ofNetwork: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'cannot be reached: nothing listens there',
  ENOTFOUND: 'cannot be reached: the host name is unknown',
  EAI_AGAIN: 'cannot be reached: no name server answers',
  EHOSTUNREACH: 'cannot be reached: there is no way to this host',
  ENETUNREACH: 'cannot be reached: there is no way to this network',
  ETIMEDOUT: 'cannot be reached: no answer in time',
  ECONNRESET: 'closed the connection',
  EPIPE: 'closed the connection',
  ENOENT: 'cannot be reached: there is no such socket',
};

/** SQLSTATE codes, or their class of two characters. */
const ofServer: Readonly<Record<string, string>> = {
  '28': 'refuses the log-in',
  '3D': 'does not exist',
  '53': 'has no room for another connection',
  '57': 'is starting or stopping',
  '42501': 'gives this user no right to make its tables',
  '25006': 'can only be read: it is a standby',
};

/** The driver gives no code for these. */
const ofDriver: readonly [RegExp, string][] = [
  [/timeout/i, 'cannot be reached: no answer in time'],
  [/terminated unexpectedly/i, 'closed the connection'],
  [/password must be a string/i, 'asks for a password, and none is set'],
];

function whyOf(root: unknown): string {
  const said = saidBy(root);
  const code = root instanceof Error && 'code' in root ? String(root.code) : '';
  const network = ofNetwork[code];
  if (network !== undefined) return network;
  const server = ofServer[code] ?? ofServer[code.slice(0, 2)];
  if (server !== undefined && code.length === 5) return `${server} (${said})`;
  const driver = ofDriver.find(([words]) => words.test(said));
  return driver?.[1] ?? `cannot be used: ${said}`;
}

function saidBy(root: unknown): string {
  const text = root instanceof Error ? root.message : String(root);
  return text.split('\n', 1)[0]?.slice(0, 300) ?? '';
}
