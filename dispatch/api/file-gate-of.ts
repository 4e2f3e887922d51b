// Creates the check of pictures and clips from edges out of the parts of the HTTP interface.
import { createFileGate, type FileGate } from '../uploads/file-gate.ts';
import type { BasicParts, EvidenceParts } from './api-parts.ts';
import { createRecentlyNoted } from './recently-noted.ts';

export function gateOf(parts: BasicParts & EvidenceParts): FileGate {
  return createFileGate({ ...parts, recentlyNoted: createRecentlyNoted(parts.clock) });
}
