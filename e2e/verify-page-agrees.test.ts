// The page that verifies in a browser agrees with `fencewatch verify`: the same answer, and the same files and rows named, for good
// bundles and for bundles with one byte changed at random.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { aBundle } from '../bench/tamper/samples/a-bundle.ts';
import { aSigner } from '../bench/tamper/samples/a-log.ts';
import { verifyCommand } from '../cli/verify.ts';
import { bundleNames } from '../evidence/bundle.ts';
import { utf8 } from '../evidence/bytes.ts';
import { verifierKeyOf } from '../evidence/signed-note.ts';
import { nodeCrypto } from '../host/seal/node-crypto.ts';

const { sha256 } = nodeCrypto;
const changes = 51;
let folder: string;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fencewatch-agree-'));
  const configFile = join(import.meta.dirname, '../dashboard/verify.vite.config.ts');
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-sync',
  ];
  const executablePath = process.env['FENCEWATCH_CHROMIUM'] ?? '/usr/bin/chromium';
  [browser] = await Promise.all([
    chromium.launch({ executablePath, args }),
    build({ configFile, logLevel: 'silent', build: { outDir: folder } }),
  ]);
  const keys = [1, 2].map((seed) => `${verifierKeyOf(sha256, aSigner(seed))}\n`);
  await Promise.all(keys.map((key, index) => writeFile(join(folder, `key-${index + 1}`), key)));
  page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  await page.goto(pathToFileURL(join(folder, 'verify.html')).href);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

interface Judged {
  /** The exit code. */
  code: number;
  /** Changed files, with their log row if there is one. */
  named: string[];
}

interface Asked {
  bundle: Uint8Array;
  /** The public key; null for none. */
  key: number | null;
}

async function byCommand({ bundle, key }: Asked): Promise<Judged> {
  const file = join(folder, 'bundle.zip');
  await writeFile(file, bundle);
  const lines: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line: string) => lines.push(line));
  try {
    const keys = key === null ? [] : ['--key', join(folder, `key-${key}`)];
    await verifyCommand().parseAsync([file, ...keys], { from: 'user' });
    const found = lines.flatMap((line) => /^not valid: (.*): [^:]+$/.exec(line)?.[1] ?? []);
    return {
      code: Number(process.exitCode),
      named: found.map((one) => one.replace(': row', ', row')),
    };
  } finally {
    process.exitCode = undefined;
    log.mockRestore();
  }
}

const codes: Readonly<Record<string, number>> = { holds: 0, fails: 1, open: 2 };

async function byPage({ bundle, key }: Asked): Promise<Judged> {
  await page.setInputFiles('#bundle', {
    name: 'bundle.zip',
    mimeType: 'application/zip',
    buffer: Buffer.from(bundle),
  });
  await page.fill('#key-text', key === null ? '' : verifierKeyOf(sha256, aSigner(key)));
  await page.evaluate("document.querySelector('#answer').removeAttribute('data-answer')");
  await page.click('button');
  const answer = page.locator('#answer[data-answer]:not([data-answer="checking"])');
  await answer.waitFor();
  const kind = (await answer.getAttribute('data-answer')) ?? '';
  const lines = kind === 'fails' ? await answer.locator('li').allInnerTexts() : [];
  return { code: codes[kind] ?? -1, named: lines.map((line) => line.replace(/: [^:]+$/, '')) };
}

const media = ['a/picture.jpg', 'a/clip.mp4', bundleNames.trustList].map((path) => ({
  path,
  about: 'test',
  bytes: () => Promise.resolve(utf8(`what lies in ${path}`)),
}));

/** The same numbers in every run. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('the page and the command agree', () => {
  it.each([
    ['with three rows', 3, 1, 0],
    ['with forty rows', 40, 1, 0],
    ['with keys of others', 3, 2, 2],
    ['without keys', 3, null, 2],
  ])('on a good bundle %s', async (_, rows, key, code) => {
    const bundle = await aBundle(rows);
    const both = [await byCommand({ bundle, key }), await byPage({ bundle, key })];
    expect(both).toEqual([
      { code, named: [] },
      { code, named: [] },
    ]);
  });

  it(`on ${changes} bundles with one byte changed at random, and on the file that is named`, async () => {
    const bundles = [await aBundle(3), await aBundle(9, aSigner(), media), await aBundle(1)];
    const random = randomOf(13);
    const names = new Set<string>();
    for (let count = 0; count < changes; count += 1) {
      const whole = bundles[count % bundles.length] ?? new Uint8Array();
      const bundle = new Uint8Array(whole);
      const at = Math.floor(random() * bundle.length);
      bundle[at] = (bundle[at] ?? 0) ^ (1 << Math.floor(random() * 8));
      const asked = { bundle, key: 1 };
      const said = await byCommand(asked);
      expect([count, at, await byPage(asked)]).toEqual([count, at, said]);
      // A changed letter in the name of the key makes it an unknown key: the result is undecided, and nothing is named.
      expect(said.code).toBeGreaterThan(0);
      expect(said.named.length > 0).toBe(said.code === 1);
      for (const name of said.named) names.add(name);
    }
    expect(names.size).toBeGreaterThan(5);
  }, 120_000);

  it('on an empty file', async () => {
    const bundle = new Uint8Array(0);
    expect(await byPage({ bundle, key: 1 })).toEqual(await byCommand({ bundle, key: 1 }));
  });
});
