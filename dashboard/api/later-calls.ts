// The calls that are loaded later, by page: fences, cameras' history, the set-up of cameras, accounts, people, channels, the duty desk, shifts, figures, quality
// checks.
import type { AccountCalls } from './account-calls.ts';
import { callsLater } from './calls-later.ts';
import type { CameraCalls } from './camera-calls.ts';
import type { CameraSetupCalls } from './camera-setup-calls.ts';
import type { ChannelCalls } from './channel-calls.ts';
import type { DeskCalls } from './desk-calls.ts';
import type { FenceCalls } from './fence-calls.ts';
import type { MapCalls } from './map-calls.ts';
import type { NumberCalls } from './number-calls.ts';
import type { QualityCalls } from './quality-calls.ts';
import type { PeopleCalls } from './people-calls.ts';
import type { ShiftCalls } from './shift-calls.ts';
import type { Call, CallForBytes } from './send.ts';

export interface LaterCalls
  extends
    AccountCalls,
    CameraCalls,
    CameraSetupCalls,
    ChannelCalls,
    DeskCalls,
    FenceCalls,
    MapCalls,
    NumberCalls,
    PeopleCalls,
    QualityCalls,
    ShiftCalls {}

export const laterNames = {
  account: [
    'logOut',
    'getLogInWays',
    'listSessions',
    'endSession',
    'changePassword',
    'addUser',
    'changeUser',
    'lookAtInvitation',
    'followInvitation',
  ],
  camera: [
    'listStretches',
    'getObservations',
    'listThumbnails',
    'getNow',
    'watchCameras',
    'confirmView',
  ],
  cameraSetup: [
    'getCameraSetup',
    'putCamera',
    'removeCamera',
    'listCameraVersions',
    'tryCamera',
    'getCameraTry',
    'importCameras',
    'inviteEdge',
  ],
  channel: ['listChannels', 'testChannel'],
  desk: ['listOpen', 'listThese', 'addMute', 'getDuty', 'getComing', 'getRoster'],
  fence: [
    'listFences',
    'listRemovedFences',
    'listFenceVersions',
    'createFence',
    'editFence',
    'restoreFence',
    'removeFence',
  ],
  map: ['getMap', 'getHeat', 'changeMap', 'importMap', 'listGrounds', 'sendGround'],
  number: ['getNumbers'],
  people: [
    'getPeople',
    'putPerson',
    'removePerson',
    'getHolds',
    'importRoster',
    'putUnit',
    'removeUnit',
    'inviteUser',
    'getDutyFaults',
    'testChannelOf',
  ],
  quality: [
    'listSamples',
    'drawSample',
    'getSample',
    'drawAgain',
    'beginCheck',
    'finishCheck',
    'getBlindCase',
    'giveSecondVerdict',
    'getSampleResult',
  ],
  shift: [
    'takeShift',
    'listSwaps',
    'askSwap',
    'answerSwap',
    'listHandOvers',
    'signHandOver',
    'getQuietHours',
    'setQuietHours',
    'listMutes',
    'endMute',
    'listReviews',
    'listGates',
    'setGate',
  ],
} as const;

export function createLaterCalls(call: Call, callForBytes: CallForBytes): LaterCalls {
  return {
    ...createPlaceCalls(call, callForBytes),
    ...createStaffCalls(call),
  };
}

type PlaceCalls = CameraCalls & CameraSetupCalls & FenceCalls & MapCalls & NumberCalls;

/** What there is to watch, and its figures. */
function createPlaceCalls(call: Call, callForBytes: CallForBytes): PlaceCalls {
  const { camera, cameraSetup, fence, map, number } = laterNames;
  return {
    ...callsLater<CameraCalls>(camera, async () =>
      (await import('./camera-calls.ts')).createCameraCalls(call, callForBytes),
    ),
    ...callsLater<CameraSetupCalls>(cameraSetup, async () =>
      (await import('./camera-setup-calls.ts')).createCameraSetupCalls(call),
    ),
    ...callsLater<FenceCalls>(fence, async () =>
      (await import('./fence-calls.ts')).createFenceCalls(call),
    ),
    ...callsLater<MapCalls>(map, async () => (await import('./map-calls.ts')).createMapCalls(call)),
    ...callsLater<NumberCalls>(number, async () =>
      (await import('./number-calls.ts')).createNumberCalls(call),
    ),
  };
}

/** The people who watch and act. */
function createStaffCalls(call: Call): Omit<LaterCalls, keyof PlaceCalls> {
  const { account, channel, desk, people, quality, shift } = laterNames;
  return {
    ...callsLater<AccountCalls>(account, async () =>
      (await import('./account-calls.ts')).createAccountCalls(call),
    ),
    ...callsLater<ChannelCalls>(channel, async () =>
      (await import('./channel-calls.ts')).createChannelCalls(call),
    ),
    ...callsLater<DeskCalls>(desk, async () =>
      (await import('./desk-calls.ts')).createDeskCalls(call),
    ),
    ...callsLater<PeopleCalls>(people, async () =>
      (await import('./people-calls.ts')).createPeopleCalls(call),
    ),
    ...callsLater<QualityCalls>(quality, async () =>
      (await import('./quality-calls.ts')).createQualityCalls(call),
    ),
    ...callsLater<ShiftCalls>(shift, async () =>
      (await import('./shift-calls.ts')).createShiftCalls(call),
    ),
  };
}
