// The form of a camera: what is sent, and which fields are wrong.
import { describe, expect, it } from 'vitest';
import { newCameraSchema, type SetUpCamera } from '../../contracts/index.ts';
import { cameraOf, draftOf, faultsIn, isSendable, logInOf, newDraft, triedText } from './draft.ts';

const good = {
  ...newDraft([], 'edge-1'),
  name: ' 北门 ',
  source: ' rtsp://10.0.0.7/live ',
  reason: '新装',
};
const known: SetUpCamera = {
  ...{ id: 'gate', name: '北门', gridCell: null, location: '传达室', transport: 'tcp' as const },
  ...{ edge: null, source: 'rtsp://10.0.0.7/live', hasLogIn: true, version: 3, isReadable: true },
  origin: 'dashboard',
};

describe('a new camera', () => {
  it('gets an ID that is free', () => {
    expect(newDraft([], '').id).toBe('camera-1');
    expect(newDraft(['camera-3', 'gate'], '').id).toBe('camera-4');
    expect(newDraft(['camera-1'], '').id).toBe('camera-2');
  });

  it('is sent without blanks at the ends, and empty fields as nothing', () => {
    const camera = cameraOf(good);
    expect(newCameraSchema.safeParse(camera).success).toBe(true);
    expect(camera).toEqual({
      ...{ name: '北门', source: 'rtsp://10.0.0.7/live', logIn: null, transport: 'auto' },
      ...{ gridCell: null, location: null, edge: 'edge-1' },
    });
    expect(isSendable(good, true)).toBe(true);
  });

  it('has the entered log-in, including blanks', () => {
    const logIn = logInOf({ ...good, user: 'watch', password: ' geheim ' });
    expect(logIn).toEqual({ user: 'watch', password: ' geheim ' });
  });
});

describe('an existing camera', () => {
  it('keeps its log-in unless another one is entered', () => {
    expect(logInOf(draftOf(known))).toBe('keep');
    expect(logInOf(draftOf({ ...known, hasLogIn: false }))).toBe(null);
    expect(logInOf({ ...draftOf(known), logIn: 'none' })).toBe(null);
  });

  it('is not sent without a user after another log-in was chosen, because that would remove the log-in unnoticed', () => {
    const draft = { ...draftOf(known), logIn: 'new' as const, reason: 'x' };
    expect(faultsIn(draft, false)).toEqual(['user']);
    expect(isSendable(draft, false)).toBe(false);
  });
});

it.each<[string, Partial<typeof good>, string[]]>([
  ['everything is empty', { ...newDraft([], ''), id: '' }, ['id', 'name', 'source', 'reason']],
  ['the ID has a dot', { id: 'gate.1' }, ['id']],
  ['the address is a web page', { source: 'http://10.0.0.7/' }, ['source']],
  ['the address has a blank', { source: 'rtsp://10.0.0.7/a b' }, ['source']],
  ['there is a password without a user', { password: 'x' }, ['user']],
  ['the password is too long', { user: 'a', password: 'x'.repeat(201) }, ['password']],
  ['the cell has 14 digits', { gridCell: '37030500100100' }, ['gridCell']],
  ['the place is too long', { location: '长'.repeat(101) }, ['location']],
  ['the edge has too long a name', { edge: 'e'.repeat(65) }, ['edge']],
  ['the reason is blank', { reason: '  ' }, ['reason']],
])('names the field when %s', (_, change, fields) => {
  expect(faultsIn({ ...good, ...change }, true)).toEqual(fields);
});

it('marks a try as outdated when address, transport or log-in change, and only then', () => {
  const before = triedText(good);
  expect(triedText({ ...good, name: 'other', edge: 'x' })).toBe(before);
  for (const change of [{ source: 'rtsp://b/' }, { transport: 'udp' as const }, { user: 'u' }])
    expect(triedText({ ...good, ...change })).not.toBe(before);
});
