// The form of a camera: what was entered, its faults, and the camera that is sent. Pure.
import {
  edgeIdSchema,
  gridCellSchema,
  idSchema,
  newCameraSchema,
  reasonSchema,
  shortNameSchema,
  streamAddressSchema,
  type CameraLogIn,
  type NewCamera,
  type SetUpCamera,
} from '../../contracts/index.ts';

export interface Draft {
  id: string;
  name: string;
  source: string;
  /** With `new`, an empty user means none. */
  logIn: 'keep' | 'new' | 'none';
  user: string;
  password: string;
  gridCell: string;
  location: string;
  transport: NewCamera['transport'];
  /** Empty for any edge that shares. */
  edge: string;
  reason: string;
}

export type DraftField = Exclude<keyof Draft, 'logIn' | 'transport'>;

/** @param edge the only edge that there is, else empty */
export function newDraft(takenIds: readonly string[], edge: string): Draft {
  const empty = { name: '', source: '', user: '', password: '', gridCell: '', location: '' };
  return {
    ...empty,
    id: freeId(takenIds),
    logIn: 'new',
    transport: 'auto',
    edge,
    reason: '',
  };
}

function freeId(taken: readonly string[]): string {
  const ids = new Set(taken);
  let number = ids.size + 1;
  while (ids.has(`camera-${number}`)) number += 1;
  return `camera-${number}`;
}

export function draftOf(camera: SetUpCamera): Draft {
  const { id, name, source, hasLogIn, gridCell, location, transport, edge } = camera;
  return {
    ...{ id, name, source, transport, user: '', password: '', reason: '' },
    logIn: hasLogIn ? 'keep' : 'none',
    gridCell: gridCell ?? '',
    location: location ?? '',
    edge: edge ?? '',
  };
}

export function logInOf({ logIn, user, password }: Draft): CameraLogIn {
  if (logIn === 'keep') return 'keep';
  return logIn === 'none' || user === '' ? null : { user, password };
}

export function cameraOf(draft: Draft): NewCamera {
  const { name, source, gridCell, location, transport, edge } = draft;
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
  return {
    ...{ name: name.trim(), source: source.trim(), logIn: logInOf(draft), transport },
    gridCell: orNull(gridCell),
    location: orNull(location),
    edge: orNull(edge),
  };
}

/** @param isNew a camera that does not exist yet may go without a log-in though `new` is chosen */
export function faultsIn(draft: Draft, isNew: boolean): DraftField[] {
  const { id, reason, logIn, user, password } = draft;
  const { name, source, gridCell, location, edge } = cameraOf(draft);
  const isEmptyLogIn = isNew && user === '' && password === '';
  const wrong: Record<DraftField, boolean> = {
    id: !idSchema.safeParse(id).success,
    name: !shortNameSchema.safeParse(name).success,
    source: !addressIsGood(source),
    user: logIn === 'new' && !isEmptyLogIn && (user === '' || user.length > 100),
    password: logIn === 'new' && password.length > 200,
    gridCell: gridCell !== null && !gridCellSchema.safeParse(gridCell).success,
    location: location !== null && !shortNameSchema.safeParse(location).success,
    edge: edge !== null && !edgeIdSchema.safeParse(edge).success,
    reason: !reasonSchema.safeParse(reason).success,
  };
  return (Object.keys(wrong) as DraftField[]).filter((field) => wrong[field]);
}

export function addressIsGood(source: string): boolean {
  return streamAddressSchema.safeParse(source.trim()).success;
}

/** What a try depends on: another text means that its result is out of date. */
export function triedText(draft: Draft): string {
  const { source, transport } = draft;
  return JSON.stringify([source.trim(), transport, logInOf(draft)]);
}

/** Whether the contract accepts it; the field faults above say where not. */
export function isSendable(draft: Draft, isNew: boolean): boolean {
  return faultsIn(draft, isNew).length === 0 && newCameraSchema.safeParse(cameraOf(draft)).success;
}
