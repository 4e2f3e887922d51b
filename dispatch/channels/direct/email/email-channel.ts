// Sends a notification by e-mail over SMTP, with one connection per message. It counts as delivered when the server has accepted
// it for at least one address; refused addresses are in the outcome. The Message-ID is the same for all attempts, so that mail
// programs show a repeat once.
import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { DirectChannelSettings } from '../../../../contracts/index.ts';
import {
  permanent,
  type DirectChannel,
  type DirectMessage,
  type DirectOutcome,
} from '../direct-channel.ts';
import { outcomeOfSmtp } from './smtp-outcome.ts';

type Settings = Extract<DirectChannelSettings, { type: 'email' }>;

export function createEmailChannel(settings: Settings): DirectChannel {
  const { id, type, host, port, timeout: timeoutMs } = settings;
  return {
    id,
    type,
    timeoutMs,
    where: `${host}:${port}`,
    deliver: async (message, signal) => {
      const to = addressesOf(message, settings);
      if (to.length === 0) return permanent('no-address', 'no e-mail address');
      try {
        const mail = await mailOf(message, to, settings);
        return await send(settings, { from: settings.from, to }, { mail, signal });
      } catch (error) {
        return outcomeOfSmtp(error, signal);
      }
    },
  };
}

function addressesOf({ addressee }: DirectMessage, { to }: Settings): readonly string[] {
  if (addressee.kind === 'group') return to;
  return addressee.email === null ? [] : [addressee.email];
}

function mailOf(
  { id, text, addressee }: DirectMessage,
  to: readonly string[],
  { from }: Settings,
): Promise<Buffer> {
  const lines = [...text.lines, '', `${text.open}: ${text.url}`];
  const domain = from.split('@')[1] ?? 'fencewatch';
  const messageId = `<${createHash('sha256').update(id).digest('hex').slice(0, 32)}@${domain}>`;
  const mail = new MailComposer({
    from: { name: 'Fencewatch', address: from },
    to: to.map((address) => ({ name: addressee.name, address })),
    subject: text.title,
    text: lines.join('\n'),
    messageId,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Fencewatch-Id': id },
  });
  return mail.compile().build();
}

interface Sending {
  mail: Buffer;
  signal: AbortSignal;
}

async function send(
  settings: Settings,
  envelope: { from: string; to: readonly string[] },
  { mail, signal }: Sending,
): Promise<DirectOutcome> {
  const connection = connectionTo(settings);
  const broken = new Promise<never>((_, reject) => {
    connection.on('error', reject);
    connection.once('end', () => {
      reject(Object.assign(new Error('the server closed the connection'), { code: 'ECONNECTION' }));
    });
    const stop = () => {
      reject(new Error('aborted'));
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
  });
  // The result is already returned; later events are ignored.
  broken.catch(() => undefined);
  try {
    await Promise.race([converse(connection, settings), broken]);
    const sent = called<SMTPConnection.SentMessageInfo>((done) => {
      connection.send({ from: envelope.from, to: [...envelope.to] }, mail, done);
    });
    const { response, rejected } = await Promise.race([sent, broken]);
    const refused = rejected.length === 0 ? '' : `, refused: ${rejected.join(', ')}`;
    return { outcome: 'delivered', detail: `${response}${refused}`.slice(0, 200) };
  } finally {
    connection.close();
  }
}

function connectionTo({ host, port, security, timeout }: Settings): SMTPConnection {
  return new SMTPConnection({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
  });
}

async function converse(connection: SMTPConnection, settings: Settings): Promise<void> {
  const { username: user, password: pass } = settings;
  await called((done) => {
    connection.connect(done);
  });
  if (user !== undefined && pass !== undefined)
    await called((done) => {
      connection.login({ user, pass }, done);
    });
}

type Done<T> = (error?: Error | null, value?: T) => void;

function called<T>(start: (done: Done<T>) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    start((error, value) => {
      if (error) reject(error);
      else resolve(value as T);
    });
  });
}
