// The public interface of the observation log's codec.
export {
  createBlockCheck,
  decodeBlock,
  encodeBlock,
  encodeStoredBlock,
  type BlockCheck,
  type BlockOptions,
  type CheckBlock,
} from './block.ts';
export { prefixBytes, readBlockHead, type BlockHead, type HeadResult } from './block-head.ts';
export { type Inflate } from './compress.ts';
export { ObservationLogError, type LogFault, type LogFaultReason } from './log-fault.ts';
export { quantiseObservation } from './quantise.ts';
export {
  decodeBatches,
  decodeBlocks,
  decodeLog,
  type LogBatch,
  type LogReading,
  type LogSpan,
} from './read-log.ts';
export { cutIntoBlocks, defaultBlockMs, startsNewBlock } from './starts-new-block.ts';
export { type IsWanted } from './track-reader.ts';
