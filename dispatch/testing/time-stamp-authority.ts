// A real time stamp authority for tests: `openssl ts` behind an HTTP server, with a certificate of its own authority. Takes its
// behaviour; returns its address, its root certificate and the requests it got.
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';

/** Its answer instead of a stamp; null for a stamp. */
export type Misbehaviour = (stamp: Buffer, response: ServerResponse) => Buffer | number | 'hangs';

export interface Authority {
  url: string;
  /** The certificate that an auditor trusts. */
  rootFile: string;
  behave(how: Misbehaviour | null): void;
  asked: IncomingMessage['headers'][];
  close(): Promise<void>;
}

const settings = (folder: string) => `
[tsa]
default_tsa = here
[here]
serial = ${folder}/serial
signer_cert = ${folder}/signer.pem
certs = ${folder}/root.pem
signer_key = ${folder}/signer.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
[signer]
basicConstraints = CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
`;

/** @param keyType the type of its keys, such as `rsa:2048` */
export async function startAuthority(folder: string, keyType = 'rsa:2048'): Promise<Authority> {
  await writeFile(join(folder, 'serial'), '01\n');
  await writeFile(join(folder, 'tsa.cnf'), settings(folder));
  makeCertificates(folder, keyType);
  let how: Misbehaviour | null = null;
  const asked: Authority['asked'] = [];
  const server = createServer((request, response) => {
    asked.push(request.headers);
    void answer(folder, { request, response, how }).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/tsa`,
    rootFile: join(folder, 'root.pem'),
    asked,
    behave: (next) => {
      how = next;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function openssl(folder: string, ...args: string[]): void {
  execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
}

function makeCertificates(folder: string, keyType: string): void {
  const key = keyType === 'ec' ? ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'] : [keyType];
  const root = ['-x509', '-keyout', 'root.key', '-out', 'root.pem', '-subj', '/CN=Root'];
  openssl(folder, 'req', '-nodes', '-newkey', ...key, ...root, '-days', '2');
  const signer = ['-keyout', 'signer.key', '-out', 'signer.csr', '-subj', '/CN=Stamps'];
  openssl(folder, 'req', '-nodes', '-newkey', ...key, ...signer);
  const issued = ['-CA', 'root.pem', '-CAkey', 'root.key', '-CAcreateserial', '-days', '2'];
  const extensions = ['-extfile', 'tsa.cnf', '-extensions', 'signer', '-out', 'signer.pem'];
  openssl(folder, 'x509', '-req', '-in', 'signer.csr', ...issued, ...extensions);
}

interface Call {
  request: IncomingMessage;
  response: ServerResponse;
  how: Misbehaviour | null;
}

async function answer(folder: string, { request, response, how }: Call): Promise<void> {
  await writeFile(join(folder, 'asked.tsq'), await buffer(request));
  const files = ['-queryfile', 'asked.tsq', '-out', 'answer.tsr'];
  openssl(folder, 'ts', '-reply', '-config', 'tsa.cnf', '-section', 'here', ...files);
  const stamp = await readFile(join(folder, 'answer.tsr'));
  const given = how === null ? stamp : how(stamp, response);
  if (given === 'hangs') return;
  if (typeof given === 'number') response.writeHead(given).end('sorry');
  else response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(given);
}
