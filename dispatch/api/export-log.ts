// The rows of the custody log about exported cases, each with its proof up to the signed head, and a time stamp of the head if the authority
// answers at once.
import { bundleNames, type BundleFile } from '../../evidence/bundle.ts';
import { hexOf, utf8 } from '../../evidence/bytes.ts';
import { canonicalJson } from '../../evidence/canonical-json.ts';
import { inclusionPath } from '../../evidence/proofs.ts';
import { messageOf } from '../../host/error-message.ts';
import type { ApiParts } from './api-parts.ts';
import { ProblemError } from './problem.ts';

/** A time stamp of the head, if the authority answers at once; the bundle is valid without it. */
async function stampOf({ timeStamps, log }: ApiParts, note: string): Promise<BundleFile[]> {
  const asked = (await timeStamps?.stampNow(note)) ?? null;
  if (asked === null) return [];
  if (!asked.ok) {
    log.warn({ reason: asked.reason, detail: asked.detail }, 'a bundle has no time stamp');
    return [];
  }
  const about = `time stamp by RFC 3161 of ${bundleNames.checkpoint}: ${new Date(asked.at).toISOString()}`;
  return [{ path: bundleNames.stamp, about, bytes: () => Promise.resolve(asked.stamp) }];
}

/** The log may have been tampered with: then nothing is exported, and the health page reports it. */
async function flushed(writer: ApiParts['custodyWriter']): Promise<void> {
  try {
    await writer.flush();
  } catch (error) {
    throw new ProblemError(
      503,
      'custody-log-away',
      `the custody log cannot be continued, so nothing is exported: ${messageOf(error)}`,
    );
  }
}

/** The log entries about the case, each with its proof up to the signed checkpoint. */
export async function logOf(parts: ApiParts, caseIds: readonly string[]): Promise<BundleFile[]> {
  const { custodyFiles, custodyWriter, store } = parts;
  await flushed(custodyWriter);
  const head = await custodyFiles.checkpoint();
  if (head === null)
    throw new ProblemError(503, 'custody-log-away', 'the log has no checkpoint yet');
  const reader = custodyFiles.reader(head.size);
  const all = (await Promise.all(caseIds.map((id) => store.custody.ofCase(id)))).flat();
  const rows = [...new Map(all.map((row) => [row.position, row])).values()]
    .filter(({ position }) => position < head.size)
    .sort((one, other) => one.position - other.position);
  const proofs = [];
  for (const { position, entry } of rows)
    proofs.push({ position, entry, path: (await inclusionPath(reader, position)).map(hexOf) });
  const file = (path: string, about: string, content: string): BundleFile => ({
    path,
    about,
    bytes: () => Promise.resolve(utf8(content)),
  });
  return [
    file(bundleNames.checkpoint, 'signed head of the custody log', head.note),
    ...(await stampOf(parts, head.note)),
    file(bundleNames.proofs, 'entries of the log about the cases', canonicalJson(proofs)),
  ];
}
