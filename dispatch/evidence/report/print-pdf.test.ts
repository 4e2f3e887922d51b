// The report as a PDF: its text in both languages, the same bytes for the same case, long names, missing and large pictures, and
// characters that the font lacks.
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import type { CaseDetail } from '../../../contracts/index.ts';
import { fakeClock } from '../../testing/fake-clock.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { dossierOf } from './dossier.ts';
import { usualFonts } from './report-font.ts';
import { printPdf } from './print-pdf.ts';
import { TookTooLong } from './press.ts';
import { createReportPrinter, type Printed } from './report-printer.ts';
import { aLargePicture, aSource, aStep, caseId } from './testing/a-dossier.ts';

const picture = `${caseId}/camera-1-opening-1-picture.jpg`;
const hasFont = usualFonts.some((place) => existsSync(place));
const printer = (fonts?: readonly string[], press = printPdf) =>
  createReportPrinter({ clock: fakeClock(5000), fonts, press });

function ofCase(change: Partial<CaseDetail> = {}, bytes?: Uint8Array): Promise<Printed> {
  const pictures = bytes ? [{ path: picture, bytes: () => Promise.resolve(bytes) }] : [];
  return printer().print(dossierOf(aSource(change)), pictures);
}

async function read(printed: Printed): Promise<{ text: string; pages: number; bytes: Uint8Array }> {
  if (!printed.ok) throw new Error(`${printed.fault}: ${printed.detail}`);
  const bytes = printed.pdf;
  if (process.env.SHOW_PDF) await writeFile(`${process.env.SHOW_PDF}${Date.now()}.pdf`, bytes);
  const { text, totalPages } = await extractText(await getDocumentProxy(Uint8Array.from(bytes)), {
    mergePages: true,
  });
  // A line that breaks within a word is extracted as two.
  return { text: text.replace(/\s+/g, ''), pages: totalPages, bytes };
}

describe.runIf(hasFont)('a report as PDF', () => {
  it('says in Chinese and English what happened, why, who was involved and what is missing', async () => {
    const { text } = await read(await ofCase());
    for (const said of [
      '案件证据·Evidenceofacase',
      '消防通道“Exit3,floor”内有物体停留50秒。',
      'Somethinghasstoodinthefireexit“Exit3,floor”for50s.',
      'goodscover32%oftheexitfor50s',
      '李强',
      '王芳',
      '确认接收·acknowledged',
      '2026-11-2208:00:00',
      'itisstillthere',
      'cd'.repeat(32),
    ])
      expect(text).toContain(said);
  });

  it('has the same bytes when it is made again', async () => {
    const large = await aLargePicture(800, 450);
    const [one, other] = [await read(await ofCase({}, large)), await read(await ofCase({}, large))];
    expect(Buffer.compare(one.bytes, other.bytes)).toBe(0);
  });

  it('holds sixty steps on several pages, and no step is lost', async () => {
    const history = Array.from({ length: 60 }, (_, at) =>
      aStep({ reason: `第${at}步 step-${at}.` }),
    );
    const { text, pages } = await read(await ofCase({ history }));
    for (const at of history.keys()) expect(text).toContain(`第${at}步step-${at}.`);
    expect(pages).toBeGreaterThan(3);
  });

  it.each([
    ['without a space', 'x'.repeat(200)],
    ['in Chinese', '城'.repeat(200)],
    ['with breaks', 'a\r\nb\u2028c'.repeat(20)],
  ])('holds the longest name %s', async (_, name) => {
    const history = [aStep({ actor: name, reason: name })];
    const { text } = await read(await ofCase({ cameraName: name, fenceName: name, history }));
    expect(text).toContain(name.replace(/\s+/g, '').slice(0, 20));
  });

  it('counts the characters that the font lacks, and prints no empty boxes', async () => {
    const cameraName = 'Gate 👨‍👩‍👧 بوابة المدينة \u202egnp.exe 出口';
    const { text } = await read(await ofCase({ cameraName }));
    expect(text).toMatch(/Gate\[缺字3signs\].*gnp\.exe出口/);
    expect(text).toContain('report.htmlhasthem');
    expect(text).not.toContain('\u202e');
  });

  it('keeps a picture of 4K small', async () => {
    const large = await aLargePicture();
    expect(large.length).toBeGreaterThan(1_000_000);
    const { bytes } = await read(await ofCase({}, large));
    expect(bytes.length).toBeGreaterThan(50_000);
    expect(bytes.length).toBeLessThan(1_000_000);
  });

  it('names the path of a picture that is unreadable or missing', async () => {
    const broken = await read(await ofCase({}, Uint8Array.of(0xff, 0xd8, 0xff, 0)));
    expect(broken.text).toContain('cannotbeshownhere');
    const none = await read(await ofCase({ openings: [] }));
    expect(none.text).not.toContain('camera-1-opening-1-picture.jpg无法显示');
  });
});

describe('a printer of reports', () => {
  const dossier = dossierOf(aSource());

  it('prints nothing without a font, and reports it on the health page', async () => {
    const without = printer(['/nowhere/font.ttc']);
    expect(await without.print(dossier, [])).toMatchObject({ ok: false, fault: 'no-font' });
    expect(await without.problems()).toEqual([
      { code: 'report-font-missing', subject: '/nowhere/font.ttc', since: 5000, values: {} },
    ]);
  });

  it('refuses a file that is no font', async () => {
    const folder = await temporaryFolder();
    const file = join(folder.path, 'font.ttc');
    await writeFile(file, 'no font');
    expect(await printer([file]).print(dossier, [])).toMatchObject({ ok: false, fault: 'failed' });
    await folder.remove();
  });

  it.runIf(existsSync('/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf'))(
    'refuses a font without Chinese',
    async () => {
      const latin = printer(['/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf']);
      const printed = await latin.print(dossier, []);
      expect(!printed.ok && printed.detail).toContain('has no Chinese');
    },
  );

  it.each([
    [new TookTooLong('60 s'), 'took-too-long'],
    [new Error('out of memory'), 'failed'],
  ])('goes on after %s', async (error, fault) => {
    let asked = 0;
    const file = import.meta.filename;
    const once = printer([file], () =>
      ++asked === 1 ? Promise.reject(error) : Promise.resolve(Uint8Array.of(1)),
    );
    const [first, second] = await Promise.all([once.print(dossier, []), once.print(dossier, [])]);
    expect(first).toMatchObject({ ok: false, fault });
    expect(second).toEqual({ ok: true, pdf: Uint8Array.of(1) });
  });
});
