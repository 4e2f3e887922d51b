// The state of a case in its handling by people.
import { z } from 'zod';

/**
 * reported → accepted (立案) → dispatched (派遣) → acknowledged → on-site → handled → verified (核查) → closed (结案); `returned` (返工) is
 * given back to its handler, `deferred` (挂账) rests until its end, `void` (作废) is not a matter.
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
