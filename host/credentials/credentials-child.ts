// The process that reads and writes content credentials. The library is large, native, and parses untrusted files, so a crash must
// not harm the edge or dispatch. Takes jobs on stdin; writes the answers to stdout.
import { rm, readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { Builder, LocalSigner, Reader } from '@contentauth/c2pa-node';
import { z } from 'zod';
import { messageOf } from '../error-message.ts';
import { c2paSettings } from './c2pa-settings.ts';
import {
  credentialsJobsSchema,
  type CredentialsAnswer,
  type CredentialState,
  type CredentialsRead,
  type ReadJob,
  type SignJob,
} from './credentials-job.ts';

/** IPTC's code for a picture that a camera took. */
const source = 'http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture';

/** The fields of the library's report that are used here. */
const storeSchema = z.object({
  active_manifest: z.string().default(''),
  validation_state: z.string().default(''),
  validation_status: z.array(z.object({ code: z.string() })).default([]),
  manifests: z
    .record(
      z.string(),
      z.object({
        signature_info: z
          .object({ cert_serial_number: z.string().nullish(), common_name: z.string().nullish() })
          .nullish(),
      }),
    )
    .default({}),
});
const notOurs = 'signingCredential.untrusted';
const outOfTime = ['signingCredential.expired', 'claimSignature.outsideValidity'];

const answers: CredentialsAnswer[] = [];
for (const job of credentialsJobsSchema.parse(JSON.parse(await text(process.stdin))))
  answers.push(
    await (job.job === 'sign' ? sign(job) : read(job)).catch(
      (error: unknown): CredentialsAnswer => ({ state: 'failed', detail: messageOf(error) }),
    ),
  );
process.stdout.write(JSON.stringify(answers));

async function sign(order: SignJob): Promise<CredentialsAnswer> {
  const { path, type: mimeType, target, chain, keyFile, software, title, about } = order;
  const settings = c2paSettings('');
  if ((await Reader.fromAsset({ path, mimeType }, settings)) !== null)
    return { state: 'signed-before' };
  const [name = software, version = ''] = software.split(' ');
  const builder = Builder.withJson(
    {
      claim_generator_info: [{ name, version }],
      title,
      assertions: [{ label: 'org.fencewatch.evidence', data: about }],
    },
    settings,
  );
  builder.setIntent({ create: source });
  const signer = LocalSigner.newSigner(Buffer.from(chain), await readFile(keyFile), 'ed25519');
  await rm(target, { force: true });
  builder.sign(signer, { path, mimeType }, { path: target, mimeType });
  return { state: 'signed' };
}

async function read({ path, type: mimeType, trustList }: ReadJob): Promise<CredentialsAnswer> {
  const none: CredentialsRead = {
    state: 'read',
    verdict: 'none',
    faults: [],
    serial: null,
    signer: null,
  };
  const settings = c2paSettings(trustList);
  const opened = await Reader.fromAsset({ path, mimeType }, settings).catch(
    (error: unknown): CredentialsRead => ({
      ...none,
      verdict: 'broken',
      faults: [messageOf(error)],
    }),
  );
  if (opened === null) return none;
  if ('state' in opened) return opened;
  const json: unknown = opened.json();
  const store = storeSchema.parse(json);
  const { signature_info: signature } = store.manifests[store.active_manifest] ?? {};
  const faults = store.validation_status.map(({ code }) => code);
  return {
    state: 'read',
    verdict: verdictOf(store.validation_state, faults),
    faults,
    serial: signature?.cert_serial_number ?? null,
    signer: signature?.common_name ?? null,
  };
}

/** A changed file is `broken`, whoever signed it. */
function verdictOf(state: string, faults: readonly string[]): CredentialState {
  const others = faults.filter((code) => code !== notOurs && !outOfTime.includes(code));
  if (others.length > 0) return 'broken';
  if (faults.includes(notOurs)) return 'untrusted';
  if (faults.length > 0) return 'expired';
  return state === 'Trusted' ? 'holds' : 'untrusted';
}
