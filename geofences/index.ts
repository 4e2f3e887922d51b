// The fence engine as others see it.
export {
  createFenceEngine,
  emptyEngineState,
  engineStateSchema,
  needsAttention,
  openIncidents,
  type Advance,
  type EngineState,
  type FenceEngine,
} from './engine.ts';
