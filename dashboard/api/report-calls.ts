// The calls about reports and photos: send a photo, send a report, list the user's own.
import {
  keptPhotoSchema,
  ownReportListSchema,
  ownReportSchema,
  type KeptPhoto,
  type NewReport,
  type OwnReport,
} from '../../contracts/index.ts';
import type { Answer } from './answer.ts';
import type { Call } from './send.ts';

export interface ReportCalls {
  listReports(signal?: AbortSignal): Promise<Answer<{ reports: OwnReport[] }>>;
  sendPhoto(photo: Blob): Promise<Answer<KeptPhoto>>;
  /** @param key the same for every attempt to send this report */
  sendReport(report: NewReport, key: string): Promise<Answer<OwnReport>>;
}

export function createReportCalls(call: Call): ReportCalls {
  return {
    listReports: (signal) =>
      call({ method: 'GET', path: '/api/reports', schema: ownReportListSchema, signal }),
    sendPhoto: (file) =>
      call({ method: 'POST', path: '/api/photos', file, schema: keptPhotoSchema }),
    sendReport: (body, key) =>
      call({ method: 'POST', path: '/api/reports', body, key, schema: ownReportSchema }),
  };
}
