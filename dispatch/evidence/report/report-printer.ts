// Prints reports, one after the other, in a thread. Takes the content of a report and the paths of its pictures; returns the PDF,
// or the reason why there is none. Without a font with Chinese nothing is printed, because empty boxes help nobody.
import sharp from 'sharp';
import type { HealthProblem } from '../../../contracts/index.ts';
import type { Clock } from '../../../host/clock.ts';
import { messageOf } from '../../../host/error-message.ts';
import type { Dossier } from './dossier-form.ts';
import { createPress, TookTooLong, type Press } from './press.ts';
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
  /** The printer; a thread when absent. */
  press?: Press;
}

/** Wide enough for a printed page, and small enough to send. */
const widestPicture = 1100;
const mostPixels = 120_000_000;

export function createReportPrinter({
  clock,
  fonts = usualFonts,
  press = createPress(),
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

/** The pictures of the report; unreadable ones are left out. */
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
