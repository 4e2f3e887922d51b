// Where a case stands with the people who see to it.
import { z } from 'zod';

/**
 * reported → accepted (立案) → dispatched (派遣) → acknowledged → on-site → handled → verified (核查) → closed (结案);
 * `returned` (返工) is given back to whoever handled it, `deferred` (挂账) rests until its end, `void` (作废) was no matter.
 */
export const caseStates = [
  'reported',
  'accepted',
  'dispatched',
  'acknowledged',
  'on-site',
  'handled',
  'verified',
  'closed',
  'returned',
  'void',
  'deferred',
] as const;
export const caseStateSchema = z.enum(caseStates);
export type CaseState = z.infer<typeof caseStateSchema>;
