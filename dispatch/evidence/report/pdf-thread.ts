// The thread in which reports are printed, so that a long report does not block dispatch. Takes orders; answers each with the bytes
// or the error.
import { parentPort } from 'node:worker_threads';
import { messageOf } from '../../../host/error-message.ts';
import { printPdf, type PdfOrder } from './print-pdf.ts';

export type PdfAnswer = { ok: true; pdf: Uint8Array } | { ok: false; message: string };

parentPort?.on('message', (order: PdfOrder) => {
  void printPdf(order)
    .then(
      (pdf): PdfAnswer => ({ ok: true, pdf }),
      (error: unknown): PdfAnswer => ({ ok: false, message: messageOf(error) }),
    )
    .then((answer) => {
      parentPort?.postMessage(answer);
    });
});
