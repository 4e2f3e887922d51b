// What receipts need from the store.
import type { CaseDetail, ReceiptStep } from '../../contracts/index.ts';

/** `repeated`: it was known. */
export type ReceiptResult = 'recorded' | 'repeated' | 'unknown-notification';

export interface ReceiptHeard {
  notificationId: string;
  step: ReceiptStep;
  by: string | null;
  at: number;
}

export interface ReceiptStore {
  record(receipt: ReceiptHeard): Promise<ReceiptResult>;
  /** A user has opened a case in the dashboard; returns whether for the first time. */
  caseOpened(caseId: string, username: string, at: number): Promise<boolean>;
  openedBy(caseId: string): Promise<CaseDetail['openedBy']>;
}
