// A camera's problem in the words of the chosen language. The edge words it in English, with the detail of its tools in brackets;
// an unknown one is the detail of a general sentence.
import type { TFunction } from 'i18next';
import type { Texts } from '../i18n/en.ts';

export type ProblemKey = keyof Texts['cameraProblem'];

const keyOf: Readonly<Record<string, ProblemKey>> = {
  'the log-in was refused': 'loginRefused',
  'the log-in was refused several times: the recorder may have locked this address, and the next try waits':
    'loginHeld',
  'the camera does not let this log-in see the stream': 'forbidden',
  'there is no such stream or file': 'notFound',
  'the camera cannot be reached': 'unreachable',
  'the camera does not answer': 'timedOut',
  'the camera refuses this transport': 'transportRefused',
  'the source has no video': 'noVideo',
  'the source sends no video that can be read': 'notAVideo',
  'the file is empty': 'empty',
  'the video is damaged: no picture can be decoded': 'damaged',
  'the file breaks off before its end': 'truncated',
  'the stream ended': 'ended',
  'the camera is connected but sends nothing': 'stalled',
  'the camera sends video but no key frame to begin with': 'noKeyFrame',
  'waiting for a key frame of the camera': 'waitingForKeyFrame',
  'the pictures have a size that cannot be used': 'unusablePicture',
  'ffmpeg is not installed or not on the PATH': 'noFfmpeg',
  'ffmpeg failed': 'failed',
  'the file has been played to its end': 'playedToEnd',
};

export interface ProblemText {
  text: string;
  /** The detail of a tool, in English. */
  detail: string | null;
}

export function problemText(t: TFunction, problem: string): ProblemText {
  const [, sentence = problem, detail = null] = /^(.*?)(?: \((.*)\))?$/s.exec(problem) ?? [];
  const key = Object.hasOwn(keyOf, sentence) ? keyOf[sentence] : undefined;
  return key
    ? { text: t(`cameraProblem.${key}`), detail }
    : { text: t('cameraProblem.other'), detail: problem };
}
