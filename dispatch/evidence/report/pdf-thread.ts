// The thread in which reports are printed, so that a long one does not make everybody else wait. Takes one order; answers with
// the bytes, or with what went wrong.
import { parentPort, workerData } from 'node:worker_threads';
import { messageOf } from '../../../host/error-message.ts';
import { printPdf, type PdfOrder } from './print-pdf.ts';

export type PdfAnswer = { ok: true; pdf: Uint8Array } | { ok: false; message: string };

const order = workerData as PdfOrder;
const answer: PdfAnswer = await printPdf(order).then(
  (pdf) => ({ ok: true, pdf }),
  (error: unknown) => ({ ok: false, message: messageOf(error) }),
);
parentPort?.postMessage(answer);
