/// <reference types="node" />
// The verifying page in a real browser, opened from the disk: its three answers, with Ed25519 of the browser's own and without.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aBundle } from '../../bench/tamper/samples/a-bundle.ts';
import { utf8 } from '../../evidence/bytes.ts';
import { verifierKeyOf } from '../../evidence/signed-note.ts';
import { aSigner } from '../../bench/tamper/samples/a-log.ts';
import { nodeCrypto } from '../../host/seal/node-crypto.ts';

const { sha256 } = nodeCrypto;
let folder: string;
let browser: Browser;
let whole: Buffer;
const key = `${verifierKeyOf(sha256, aSigner())}\n`;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fencewatch-verify-page-'));
  const configFile = join(import.meta.dirname, '../verify.vite.config.ts');
  const args = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-sync'];
  const executablePath = process.env['FENCEWATCH_CHROMIUM'] ?? '/usr/bin/chromium';
  [browser] = await Promise.all([
    chromium.launch({ executablePath, args }),
    build({ configFile, logLevel: 'silent', build: { outDir: folder } }),
  ]);
  whole = Buffer.from(await aBundle());
}, 60_000);
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

interface Asked {
  bundle?: Buffer;
  keys?: string;
  locale?: string;
  /** Before the page runs. */
  prepare?: (page: Page) => Promise<unknown>;
}

async function ask({ bundle, keys = key, locale = 'en-GB', prepare }: Asked) {
  const context = await browser.newContext({ locale });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  try {
    await prepare?.(page);
    await page.goto(pathToFileURL(join(folder, 'verify.html')).href);
    const before = await page.locator('body').innerText();
    if (bundle !== undefined) {
      const file = join(folder, 'bundle.zip');
      await writeFile(file, bundle);
      await page.setInputFiles('#bundle', file);
    }
    await page.fill('#key-text', keys);
    await page.click('button');
    const answer = page.locator('#answer[data-answer]:not([data-answer="checking"])');
    await answer.waitFor();
    return {
      kind: await answer.getAttribute('data-answer'),
      text: await answer.innerText(),
      asked,
      before,
    };
  } finally {
    await context.close();
  }
}

function changedAt(text: string): Buffer {
  const copy = Buffer.from(whole);
  const at = copy.indexOf(text);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

describe('the verifying page', () => {
  it('accepts a valid bundle, and makes no request', async () => {
    const { kind, text, asked } = await ask({ bundle: whole });
    expect([kind, text]).toEqual(['holds', expect.stringContaining('Valid: 3 files')]);
    expect(asked.filter((url) => !url.startsWith('file:'))).toEqual([]);
  });

  it('says that it does not check content credentials, before and with its result', async () => {
    const picture = {
      path: 'a/picture.jpg',
      about: 'test',
      bytes: () => Promise.resolve(utf8('x')),
    };
    const bundle = Buffer.from(await aBundle(3, aSigner(), [picture]));
    const english = await ask({ bundle });
    expect([english.kind, english.text]).toEqual([
      'holds',
      expect.stringMatching(/credentials \(C2PA\) of 1 pictures and clips are not checked here/),
    ]);
    expect(english.before).toContain('does not check the content credentials');
    const chinese = await ask({ bundle, locale: 'zh-CN' });
    expect([chinese.before, chinese.text]).toEqual([
      expect.stringContaining('不核验图片和录像中的内容凭证'),
      expect.stringContaining('此处不核验 1 个图片和录像的内容凭证'),
    ]);
  });

  it('names the file in which one bit was changed', async () => {
    const { kind, text } = await ask({ bundle: changedAt('seen') });
    expect([kind, text]).toEqual(['fails', expect.stringContaining('note.txt')]);
  });

  it.each([
    ['without a bundle', {}, 'Choose the zip file'],
    ['without keys', { keys: '' }, 'brings its own key proves nothing'],
    [
      'with keys of others',
      { keys: verifierKeyOf(sha256, aSigner(2)) },
      'None of the given keys fits',
    ],
  ])('is undecided %s', async (_what, change, said) => {
    const bundle = 'keys' in change ? { bundle: whole } : {};
    const { kind, text } = await ask({ ...bundle, ...change });
    expect([kind, text]).toEqual(['open', expect.stringContaining(said)]);
  });

  it('gives the same result in a browser without Ed25519', async () => {
    const prepare = (page: Page) =>
      page.addInitScript(() => {
        const refuse = () => Promise.reject(new Error('not supported'));
        Object.defineProperty(SubtleCrypto.prototype, 'importKey', { value: refuse });
      });
    expect(await ask({ bundle: whole, prepare })).toMatchObject({ kind: 'holds' });
    const signature = Buffer.from(whole);
    // The last letter of a signature that is not part of its padding.
    const at = signature.indexOf('— ') + 60;
    signature[at] = signature[at] === 0x41 ? 0x42 : 0x41;
    expect(await ask({ bundle: signature, prepare })).toMatchObject({ kind: 'fails' });
    expect(await ask({ bundle: signature })).toMatchObject({ kind: 'fails' });
  });

  it('is in Chinese in a Chinese browser', async () => {
    const { text } = await ask({ bundle: whole, locale: 'zh-CN' });
    expect(text).toContain('完好：3 个文件');
  });

  it('is one file without references to others', async () => {
    const html = await readFile(join(folder, 'verify.html'), 'utf8');
    expect(html).not.toMatch(/\b(?:src|href)="/);
    expect(html).toContain("default-src 'none'");
  });
});
