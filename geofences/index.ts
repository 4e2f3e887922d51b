// The public interface of the fence engine.
export { createFenceEngine, createQuietEngine, type Advance, type FenceEngine } from './engine.ts';
export {
  emptyEngineState,
  engineStateSchema,
  needsAttention,
  openIncidents,
  type EngineState,
} from './engine-state.ts';
export { adoptIncidents, type Adoption } from './adopt-incidents.ts';
export { followedPlaces, type FollowedPlace } from './followed-places.ts';
export { createDayNames, createHoursCheck, dayOf } from './hours/hours.ts';
export { createLocalClock, type LocalTime } from './hours/local-clock.ts';
export {
  createBackTest,
  type BackTest,
  type BackTestOptions,
  type BackTestResult,
} from './backtest/back-test.ts';
export {
  advise,
  type Advice,
  type AdviceReason,
  type AdviseQuestion,
  type PlaceProposal,
  type Proposal,
} from './advise/advise.ts';
export { advisedSettings, type AdvisedSetting, type Change } from './advise/changes.ts';
export { type Verdict } from './advise/labelled-case.ts';
export { timesVoid } from './advise/exclusions.ts';
export { repeatedVoids, type RepeatedVoid } from './advise/repeated-voids.ts';
export { verdictsOfCases } from './advise/verdicts-of-cases.ts';
export { type UnwatchedFence } from './backtest/watch-meter.ts';
export { compareRuns, type RunComparison } from './backtest/compare-runs.ts';
export { incidentList, longestStayMs, type BackTestIncident } from './backtest/incident-list.ts';
export {
  canSweep,
  createSweep,
  nightsOf,
  sweepSettings,
  withSetting,
  type Sweep,
  type SweepOptions,
  type SweepPoint,
  type SweepSetting,
} from './backtest/sweep.ts';
export { mattersToFences } from './matters.ts';
export { createWhyTally, whyNow, type WhyTally } from './why-not.ts';
