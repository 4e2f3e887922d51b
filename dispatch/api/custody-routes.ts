// The custody log as files, for auditors who keep a copy: the checkpoint, tiles, bundles and public keys. Entries contain no
// names; the persons are requested separately, and deleted when the law requires it.
import { z } from 'zod';
import type { App, BasicParts, CredentialsParts, EvidenceParts } from './api-parts.ts';
import { notFound } from './problem.ts';

const path =
  /^(checkpoint|stamps|stamps\/\d{1,15}\.(note|tsr)|tile\/(\d{1,2}|entries)\/(x\d{3}\/)*\d{3}(\.p\/\d{1,3})?)$/;
const params = z.object({ '*': z.string().max(100).regex(path, 'expected a file of the log') });

export function addCustodyRoutes(
  app: App,
  {
    custodyFiles,
    store,
    timeStamps,
    authority,
    storeWatch,
  }: BasicParts & EvidenceParts & Pick<CredentialsParts, 'authority'>,
): void {
  app.get('/api/custody/keys', async (_request, reply) => {
    const keys = await store.custody.keys();
    return reply.type('text/plain; charset=utf-8').send(keys.map((key) => `${key}\n`).join(''));
  });
  app.get('/api/custody/trust-list.pem', async (_request, reply) =>
    reply.type('application/x-pem-file').send(authority.trustList),
  );
  // In the words of `fencewatch custody compare`, which needs a stopped dispatch where the database is embedded.
  app.get('/api/custody/comparison', async (_request, reply) => {
    const { lines, summary } = await storeWatch.look();
    const verdict = lines.length === 0 ? 'the store agrees with the log' : 'the store differs';
    const text = [...lines, `${verdict}: ${summary}`].map((line) => `${line}\n`).join('');
    return reply.header('cache-control', 'no-store').type('text/plain; charset=utf-8').send(text);
  });
  app.get('/api/custody/*', { schema: { params } }, async (request, reply) => {
    const file = request.params['*'];
    if (file === 'stamps') {
      const sizes = (await timeStamps?.stamped()) ?? [];
      return reply
        .type('text/plain; charset=utf-8')
        .send(sizes.map((size) => `${size}\n`).join(''));
    }
    const bytes = await custodyFiles.read(file);
    if (bytes === null) throw notFound('such file of the log');
    const isHead = file === 'checkpoint';
    return reply
      .header('cache-control', isHead ? 'no-cache' : 'private, max-age=31536000, immutable')
      .type(isHead ? 'text/plain; charset=utf-8' : 'application/octet-stream')
      .send(Buffer.from(bytes));
  });
}
