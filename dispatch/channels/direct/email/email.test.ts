// E-mail to a real SMTP server: what arrives, who is refused, and the outcome of each failure of the server.
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { aMessage, deliverTo, settingsOf } from '../testing/a-message.ts';
import { createEmailChannel } from './email-channel.ts';
import { outcomeOfSmtp } from './smtp-outcome.ts';

const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0)) await step();
});

interface Mail {
  from: string;
  to: string[];
  text: string;
}

async function listen(server: Pick<Server, 'listen' | 'address'>): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

/** A real server; the options define what it refuses. */
async function smtpServer(options: SMTPServerOptions = {}) {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    allowInsecureAuth: true,
    logger: false,
    onAuth: ({ username, password }, _session, done) => {
      if (username === 'duty' && password === 's3cret') done(null, { user: username });
      else done(new Error('wrong'));
    },
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        const to = envelope.rcptTo.map(({ address }) => address);
        mails.push({ from, to, text: Buffer.concat(chunks).toString('utf8') });
        done(null);
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  const port = await listen(server.server);
  undo.push(
    () =>
      new Promise<void>((resolve) => {
        server.close(resolve);
      }),
  );
  return { mails, port };
}

/** A server that does not speak SMTP: the test gets the socket. */
async function rawServer(greet: (socket: Socket) => void): Promise<number> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    greet(socket);
  });
  const port = await listen(server);
  undo.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return port;
}

const channelTo = (port: number, more: object = {}) =>
  createEmailChannel(
    settingsOf(
      {
        type: 'email',
        host: '127.0.0.1',
        port,
        security: 'none',
        timeout: '400ms',
        from: 'fence@example.org',
        to: ['group@example.org', 'post@example.org'],
        ...more,
      },
      { SECRET: 's3cret', WRONG: 'no' },
    ),
  );

const smtpError = (responseCode: number, message = 'no') =>
  Object.assign(new Error(message), { responseCode });

describe('e-mail', () => {
  it('arrives with subject, text, link and an id that stays the same', async () => {
    const { mails, port } = await smtpServer();
    const message = aMessage({ language: 'en' });
    expect(await deliverTo(channelTo(port), message)).toMatchObject({ outcome: 'delivered' });
    await deliverTo(channelTo(port), message);
    const [mail, again] = mails;
    expect(mail).toMatchObject({ from: 'fence@example.org', to: ['li@example.org'] });
    expect(mail?.text).toContain('Open the case: https://fence.example.org/cases/20261122-0001');
    expect(mail?.text).toMatch(/^Subject: .*blocked|^Subject: =\?UTF-8/m);
    expect(mail?.text).toMatch(/^Auto-Submitted: auto-generated/m);
    const idOf = (text = '') => /^Message-ID: (.+)$/m.exec(text)?.[1];
    expect(idOf(mail?.text)).toBe(idOf(again?.text));
  });

  it('goes to the addresses of a group, and not to a person without one', async () => {
    const { mails, port } = await smtpServer();
    await deliverTo(channelTo(port), aMessage({ kind: 'group', email: null }));
    expect(mails[0]?.to).toEqual(['group@example.org', 'post@example.org']);
    expect(await deliverTo(channelTo(port), aMessage({ email: null }))).toMatchObject({
      outcome: 'permanent',
      reason: 'no-address',
    });
    const none = channelTo(port, { to: [] });
    expect(await deliverTo(none, aMessage({ kind: 'group' }))).toMatchObject({
      reason: 'no-address',
    });
  });

  it('lets no name inject a header', async () => {
    const { mails, port } = await smtpServer();
    const fenceName = 'Exit\r\nBcc: thief@example.org';
    await deliverTo(channelTo(port), aMessage({ name: 'Li\r\nX-Evil: 1' }, { fenceName }));
    expect(mails[0]?.to).toEqual(['li@example.org']);
    expect(mails[0]?.text.split('\r\n\r\n')[0]).not.toMatch(/^(Bcc|X-Evil):/m);
  });

  it('logs in, and reports a refused log-in', async () => {
    const { mails, port } = await smtpServer({ authOptional: false });
    const good = { username: 'duty', password: '${SECRET}' };
    expect(await deliverTo(channelTo(port, good))).toMatchObject({ outcome: 'delivered' });
    const bad = await deliverTo(channelTo(port, { ...good, password: '${WRONG}' }));
    expect(bad).toMatchObject({ outcome: 'permanent', reason: 'login-refused' });
    expect(await deliverTo(channelTo(port))).toMatchObject({ reason: 'login-refused' });
    expect(mails).toHaveLength(1);
    expect(JSON.stringify(bad)).not.toContain('s3cret');
  });

  it.each([
    [550, 'permanent', 'address-refused'],
    [553, 'permanent', 'address-refused'],
    [450, 'retryable', 'server-error'],
    [451, 'retryable', 'server-error'],
  ])('to an address that is refused with %i is %s', async (code, outcome, reason) => {
    const { port } = await smtpServer({
      onRcptTo: (_address, _session, done) => {
        done(smtpError(code));
      },
    });
    expect(await deliverTo(channelTo(port))).toMatchObject({ outcome, reason });
  });

  it.each([
    [552, 'permanent', 'message-refused'],
    [554, 'permanent', 'message-refused'],
    [452, 'retryable', 'rate-limited'],
  ])('whose message is refused with %i is %s', async (code, outcome, reason) => {
    const { port } = await smtpServer({
      onData: (stream, _session, done) => {
        stream.resume();
        stream.on('end', () => {
          done(smtpError(code, 'rate limit'));
        });
      },
    });
    expect(await deliverTo(channelTo(port))).toMatchObject({ outcome, reason });
  });

  it('is delivered when one of several addresses is accepted, and names the refused ones', async () => {
    const { mails, port } = await smtpServer({
      onRcptTo: ({ address }, _session, done) => {
        done(address.startsWith('post') ? smtpError(550) : null);
      },
    });
    const outcome = await deliverTo(channelTo(port), aMessage({ kind: 'group' }));
    expect(outcome).toMatchObject({ outcome: 'delivered' });
    expect(outcome.detail).toContain('post@example.org');
    expect(mails[0]?.to).toEqual(['group@example.org']);
  });

  it('is not sent unencrypted to a server without TLS', async () => {
    const { mails, port } = await smtpServer();
    for (const security of ['starttls', 'tls'])
      expect(await deliverTo(channelTo(port, { security }))).toMatchObject({
        outcome: 'retryable',
      });
    expect(mails).toEqual([]);
  });

  it.each<[string, (socket: Socket) => void, string]>([
    ['stalls', () => undefined, 'timed-out'],
    ['resets', (socket) => socket.resetAndDestroy(), 'connection-lost'],
    ['closes at once', (socket) => socket.end(), 'connection-lost'],
    ['is slow beyond all', drip, 'timed-out'],
    ['turns everybody away', (socket) => socket.write('421 too busy\r\n'), 'server-error'],
  ])('to a server that %s has another try', async (_, greet, reason) => {
    const port = await rawServer(greet);
    expect(await deliverTo(channelTo(port))).toMatchObject({ outcome: 'retryable', reason });
  });

  it('is retried after a web server, a double answer or no answer', async () => {
    const page = 'HTTP/1.1 400 Bad Request\r\ncontent-type: text/html\r\n\r\n<html></html>\r\n';
    const web = await rawServer((socket) => socket.write(page));
    expect(await deliverTo(channelTo(web))).toMatchObject({ outcome: 'retryable' });
    const twice = await rawServer((socket) => socket.write('220 a\r\n220 b\r\n'));
    expect(await deliverTo(channelTo(twice))).toMatchObject({ outcome: 'retryable' });
    expect(await deliverTo(channelTo(1))).toMatchObject({ reason: 'unreachable' });
  });

  it('treats an unknown error as a lost connection', () => {
    const { signal } = new AbortController();
    expect(outcomeOfSmtp('odd', signal)).toMatchObject({ reason: 'connection-lost' });
  });
});

function drip(socket: Socket): void {
  const timer = setInterval(() => socket.write('2'), 5);
  socket.on('close', () => {
    clearInterval(timer);
  });
}
