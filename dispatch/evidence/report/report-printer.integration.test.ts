// Reports are printed in a thread: with the same bytes as without one, without blocking others, and a report that never ends is
// killed.
import { existsSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { typescriptThread } from '../../../e2e/servers/typescript-thread.ts';
import { fakeClock } from '../../testing/fake-clock.ts';
import { dossierOf } from './dossier.ts';
import { printPdf } from './print-pdf.ts';
import { usualFonts } from './report-font.ts';
import { createPress, TookTooLong } from './press.ts';
import { createReportPrinter } from './report-printer.ts';
import { aLargePicture, aSource, aStep, caseId } from './testing/a-dossier.ts';

const script = typescriptThread(fileURLToPath(new URL('pdf-thread.ts', import.meta.url)));
const history = Array.from({ length: 60 }, (_, at) => aStep({ reason: `第${at}步` }));
const dossier = dossierOf(aSource({ history }));
const press = createPress({ script, keptMs: 60_000 });
const [fontFile = ''] = usualFonts.filter((place) => existsSync(place));

describe.runIf(fontFile !== '')('a report printed in a thread', () => {
  it('is the same as without a thread, and hardly delays others', async () => {
    const large = await aLargePicture();
    const pictures = [
      {
        path: `${caseId}/camera-1-opening-1-picture.jpg`,
        bytes: () => Promise.resolve(large),
      },
    ];
    const clock = fakeClock(0);
    const threaded = createReportPrinter({ clock, press });
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const printed = await threaded.print(dossier, pictures);
    delay.disable();
    const plain = await createReportPrinter({ clock, press: printPdf }).print(dossier, pictures);
    expect(printed.ok && plain.ok && Buffer.compare(printed.pdf, plain.pdf)).toBe(0);
    expect(delay.max / 1e6).toBeLessThan(150);
  });

  it('reuses its thread for the next report, also after a failed one', async () => {
    const order = { dossier, pictures: new Map<string, Uint8Array>(), fontFile };
    await expect(press({ ...order, fontFile: '/nowhere' })).rejects.toThrow('/nowhere');
    const first = await press(order);
    const startedAt = performance.now();
    expect(Buffer.compare(await press(order), first)).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(3000);
  });

  it('is killed when it takes too long or dies, and the next one gets a new thread', async () => {
    const order = { dossier, pictures: new Map<string, Uint8Array>(), fontFile };
    const endless = new URL('data:text/javascript,setInterval(() => {}, 1000)');
    const slow = createPress({ script: endless, withinMs: 100 });
    await expect(slow(order)).rejects.toThrow(TookTooLong);
    await expect(slow(order)).rejects.toThrow(TookTooLong);
    const dies = createPress({ script: new URL('data:text/javascript,process.exit(3)') });
    await expect(dies(order)).rejects.toThrow('code 3');
    const faulty = createPress({ script: new URL('data:text/javascript,throw new Error("odd")') });
    await expect(faulty(order)).rejects.toThrow('odd');
  });
});
