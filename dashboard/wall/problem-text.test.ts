// The edge's problem texts about a camera, in the chosen language.
import { describe, expect, test } from 'vitest';
import { captureError, captureFailureReasons } from '../../edge/ffmpeg/capture-error.ts';
import { createTranslator } from '../i18n/i18n.ts';
import { problemText } from './problem-text.ts';

const { t } = await createTranslator('zh-CN');

describe('a problem of a camera', () => {
  test.each(captureFailureReasons)("with the edge's code %s has a text", (reason) => {
    const { text, detail } = problemText(t, captureError(reason).message);
    expect(detail).toBeNull();
    expect(text).toMatch(/[\u4e00-\u9fff]/);
  });

  test.each([
    'waiting for a key frame of the camera',
    'the log-in was refused several times: the recorder may have locked this address, and the next try waits',
  ])('that the edge says while it waits, “%s”, has words of its own', (problem) => {
    expect(problemText(t, problem)).toMatchObject({ detail: null });
  });

  test('separates the message of a tool', () => {
    const problem = captureError('unreachable', 'tcp://10.0.0.9: No route (to host)').message;
    expect(problemText(t, problem)).toEqual({
      text: '无法连接摄像头，请检查网络和供电。',
      detail: 'tcp://10.0.0.9: No route (to host)',
    });
  });

  test.each(['', 'something new', 'something new (with brackets)', 'constructor'])(
    'that is not known, “%s”, is the detail of a general sentence',
    (problem) => {
      expect(problemText(t, problem)).toEqual({ text: '摄像头出现故障。', detail: problem });
    },
  );
});
