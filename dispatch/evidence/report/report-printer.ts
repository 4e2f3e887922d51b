// Prints reports, one after the other, each in a thread of its own. Takes the dossier of a case and where its pictures are; gives
// the PDF or the reason why there is none. Without a font with Chinese nothing is printed: boxes help nobody.
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import sharp from 'sharp';
import type { HealthProblem } from '../../../contracts/index.ts';
import type { Clock } from '../../../host/clock.ts';
import { messageOf } from '../../../host/error-message.ts';
import type { Dossier } from './dossier-form.ts';
import type { PdfAnswer } from './pdf-thread.ts';
import type { PdfOrder } from './print-pdf.ts';
import { findFont, usualFonts } from './report-font.ts';

export type PrintFault = 'no-font' | 'took-too-long' | 'failed';
export type Printed =
  { ok: true; pdf: Uint8Array } | { ok: false; fault: PrintFault; detail: string };

export interface ReportPicture {
  path: string;
  bytes: () => Promise<Uint8Array>;
}

export interface ReportPrinter {
  print(dossier: Dossier, pictures: readonly ReportPicture[]): Promise<Printed>;
  problems(): Promise<HealthProblem[]>;
}

export interface ReportPrinterOptions {
  clock: Clock;
  /** Where a font with Chinese may be; the usual places when absent. */
  fonts?: readonly string[] | undefined;
  /** What prints; a thread of this file when absent. */
  press?: (order: PdfOrder) => Promise<Uint8Array>;
}

/** Wide enough for a page of paper, and small enough to send. */
const widestPicture = 1100;
const mostPixels = 120_000_000;
const printWithinMs = 60_000;
const mostHeapMb = 512;

export class TookTooLong extends Error {}

export function createReportPrinter({
  clock,
  fonts = usualFonts,
  press = pressIn(threadFile()),
}: ReportPrinterOptions): ReportPrinter {
  const startedAt = clock.now();
  let last: Promise<unknown> = Promise.resolve();
  const print = async (dossier: Dossier, pictures: readonly ReportPicture[]): Promise<Printed> => {
    const fontFile = await findFont(fonts);
    if (fontFile === null) return { ok: false, fault: 'no-font', detail: fonts.join(', ') };
    try {
      const small = await smallOnes(dossier, pictures);
      return { ok: true, pdf: await press({ dossier, pictures: small, fontFile }) };
    } catch (error) {
      const fault = error instanceof TookTooLong ? 'took-too-long' : 'failed';
      return { ok: false, fault, detail: messageOf(error) };
    }
  };
  return {
    print: (dossier, pictures) => {
      const printed = last.then(() => print(dossier, pictures));
      last = printed;
      return printed;
    },
    problems: async () => {
      if ((await findFont(fonts)) !== null) return [];
      const [subject = ''] = fonts;
      return [{ code: 'report-font-missing', subject, since: startedAt, values: {} }];
    },
  };
}

/** In a thread that ends with the order. @throws TookTooLong */
export function pressIn(script: URL, withinMs = printWithinMs) {
  return (order: PdfOrder): Promise<Uint8Array> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(script, {
        workerData: order,
        resourceLimits: { maxOldGenerationSizeMb: mostHeapMb },
      });
      const end = setTimeout(() => {
        reject(new TookTooLong(`it took longer than ${withinMs / 1000} s`));
        void worker.terminate();
      }, withinMs);
      worker.on('message', (answer: PdfAnswer) => {
        if (answer.ok) resolve(answer.pdf);
        else reject(new Error(answer.message));
      });
      worker.on('error', reject);
      worker.on('exit', (code) => {
        clearTimeout(end);
        reject(new Error(`the thread ended with code ${code}`));
      });
    });
}

function threadFile(): URL {
  return new URL(`./pdf-thread${extname(import.meta.url)}`, import.meta.url);
}

/** Of those that the dossier shows; one that no decoder reads is left out. */
async function smallOnes(
  { sections }: Dossier,
  pictures: readonly ReportPicture[],
): Promise<Map<string, Uint8Array>> {
  const shown = sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'pictures' ? block.pictures : [])),
  );
  const small = new Map<string, Uint8Array>();
  for (const { path } of shown) {
    const picture = pictures.find((one) => one.path === path);
    const made = picture && (await smallOne(picture).catch(() => null));
    if (made) small.set(path, made);
  }
  return small;
}

async function smallOne({ bytes }: ReportPicture): Promise<Uint8Array> {
  return sharp(await bytes(), { limitInputPixels: mostPixels })
    .rotate()
    .resize({
      width: widestPicture,
      height: widestPicture,
      fit: 'inside',
      withoutEnlargement: true,
    })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .jpeg({ quality: 75 })
    .toBuffer();
}
