// Fetches the labelled set from dispatch and writes it as a folder. Takes the address, a token, the days and the folder; returns
// the counts, or an error sentence. A label without a picture or log is still exported.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { labelListSchema, type Label } from '../contracts/index.ts';
import { writeWholeFile } from '../host/whole-file.ts';

export interface LabelsAsked {
  url: string;
  token: string;
  from: string;
  to: string;
  out: string;
}

export type LabelsExported =
  | { ok: true; labels: number; pictures: number; observations: number }
  | { ok: false; reason: string };

class Refused extends Error {}
const askWithinMs = 60_000;

export async function exportLabels(asked: LabelsAsked): Promise<LabelsExported> {
  try {
    const labels = await allLabels(asked);
    const lines: string[] = [];
    const counts = { pictures: 0, observations: 0 };
    for (const folder of ['pictures', 'observations'])
      await mkdir(join(asked.out, folder), { recursive: true });
    for (const label of labels) {
      const picture = await keep(asked, label.picture, `pictures/${label.caseId}.jpg`);
      const log = await keep(asked, label.observations, `observations/${label.caseId}.fwlog`);
      counts.pictures += picture === null ? 0 : 1;
      counts.observations += log === null ? 0 : 1;
      lines.push(JSON.stringify({ ...label, picture, observations: log }));
    }
    // Written last and atomically: if the list exists, the export is complete.
    const list = join(asked.out, 'labels.jsonl');
    await writeWholeFile(list, lines.map((line) => `${line}\n`).join(''));
    return { ok: true, labels: labels.length, ...counts };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, reason: error.message };
    throw error;
  }
}

async function allLabels(asked: LabelsAsked): Promise<Label[]> {
  const found: Label[] = [];
  let cursor: string | null = null;
  do {
    const query = new URLSearchParams({ from: asked.from, to: asked.to, limit: '200' });
    if (cursor !== null) query.set('cursor', cursor);
    const answer = await call(asked, `/api/labels?${query.toString()}`);
    if (!answer.ok) throw new Refused(`${asked.url} refuses the labels with ${answer.status}`);
    const page = labelListSchema.safeParse(await answer.json().catch(() => null));
    if (!page.success) throw new Refused(`${asked.url} gave what is no answer of dispatch`);
    found.push(...page.data.labels);
    cursor = page.data.nextCursor ?? null;
  } while (cursor !== null);
  return found;
}

/** Returns the name of the stored file; null for one that no longer exists, or is empty. */
async function keep(asked: LabelsAsked, path: string | null, name: string): Promise<string | null> {
  if (path === null) return null;
  const answer = await call(asked, path);
  if (!answer.ok) return null;
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (bytes.byteLength === 0) return null;
  await writeFile(join(asked.out, name), bytes);
  return name;
}

async function call({ url, token }: LabelsAsked, path: string): Promise<Response> {
  const answer = await fetch(new URL(path, url), {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(askWithinMs),
  }).catch((error: unknown) => String(error instanceof Error ? error.message : error));
  if (typeof answer === 'string') throw new Refused(`${url} cannot be reached: ${answer}`);
  return answer;
}
