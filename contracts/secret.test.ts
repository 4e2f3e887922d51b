// Secrets: found, expanded, and never shown.
import { describe, expect, it } from 'vitest';
import {
  expandSecrets,
  hasLiteralPassword,
  referencedNames,
  withoutCredentials,
} from './secret.ts';

describe('referencedNames', () => {
  it.each([
    ['nothing in an empty text', '', []],
    ['nothing where no variable is named', 'rtsp://camera/1', []],
    ['one', 'rtsp://u:${CAMERA_PASSWORD}@camera/1', ['CAMERA_PASSWORD']],
    ['several, in order', '${A}:${B_2}', ['A', 'B_2']],
    ['only names in capitals', '${lower} $PLAIN ${}', []],
  ])('finds %s', (_, text, names) => {
    expect(referencedNames(text)).toEqual(names);
  });
});

describe('expandSecrets', () => {
  it.each([
    ['leaves an empty text', '', ''],
    ['fills in a value', '${PASSWORD}', 'p@ss/w:rd'],
    [
      'encodes a value in the log-in part of an address',
      'rtsp://u:${PASSWORD}@h/1',
      'rtsp://u:p%40ss%2Fw%3Ard@h/1',
    ],
    ['encodes user names too', 'rtsp://${USER}:${PASSWORD}@h', 'rtsp://me%20too:p%40ss%2Fw%3Ard@h'],
    ['leaves a value in the path as it is', 'rtsp://u@h/${PATH_PART}', 'rtsp://u@h/a/b'],
    [
      'leaves a value before an @ that stands in the path',
      'rtsp://h/${PATH_PART}@2',
      'rtsp://h/a/b@2',
    ],
    ['fills in a whole address', '${ADDRESS}/1', 'rtsp://camera:554/1'],
    ['puts nothing for a variable that is not set', 'x${ABSENT}y', 'xy'],
  ])('%s', (_, text, expanded) => {
    const environment = {
      PASSWORD: 'p@ss/w:rd',
      USER: 'me too',
      PATH_PART: 'a/b',
      ADDRESS: 'rtsp://camera:554',
    };
    expect(expandSecrets(text, environment)).toBe(expanded);
  });

  it('does not expand the content of a value', () => {
    expect(expandSecrets('${A}', { A: '${B}', B: 'no' })).toBe('${B}');
  });
});

describe('hasLiteralPassword', () => {
  it.each([
    ['an empty text', '', false],
    ['an address without log-in', 'rtsp://camera:554/1', false],
    ['an address with a user only', 'rtsp://admin@camera/1', false],
    ['a password from the environment', 'rtsp://admin:${PW}@camera/1', false],
    ['a password parameter from the environment', 'rtsp://camera/user=admin&password=${PW}', false],
    ['a path of a file', './clips/user:name@place.mp4', false],
    ['a password in plain text', 'rtsp://admin:hunter2@camera/1', true],
    ['a password that holds an @', 'rtsp://admin:hun@ter2@camera/1', true],
    ['a password next to a variable', 'rtsp://admin:${PW}2@camera/1', true],
    ['a variable in small letters, which is none', 'rtsp://admin:${pw}@camera/1', true],
    ['a password as query parameter', 'rtsp://camera/1?user=admin&password=hunter2', true],
    ['a password as path parameter', 'rtsp://camera/user=admin&password=hunter2&channel=1', true],
    ['a capital scheme', 'RTSP://admin:hunter2@camera/1', true],
  ])('decides on %s', (_, text, literal) => {
    expect(hasLiteralPassword(text)).toBe(literal);
  });
});

describe('withoutCredentials', () => {
  it.each([
    ['an empty text', '', ''],
    ['an address without log-in', 'rtsp://camera:554/1', 'rtsp://camera:554/1'],
    ['a path', '/srv/a@b.mp4', '/srv/a@b.mp4'],
    ['a log-in', 'rtsp://admin:hunter2@camera:554/1', 'rtsp://camera:554/1'],
    ['a user only', 'rtsp://admin@camera/1', 'rtsp://camera/1'],
    ['a password that holds an @', 'rtsp://admin:hun@ter2@camera/1', 'rtsp://camera/1'],
    ['a password that holds a slash', 'rtsp://admin:hun/ter2@camera/1', 'rtsp://camera/1'],
    [
      'parameters',
      'rtsp://camera/user=a&password=hunter2&channel=1',
      'rtsp://camera/user=a&password=***&channel=1',
    ],
  ])('makes %s fit for a log', (_, address, shown) => {
    expect(withoutCredentials(address)).toBe(shown);
  });
});
