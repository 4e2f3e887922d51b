// Secrets in a site file, which never appear in messages.
import { describe, expect, it } from 'vitest';
import { camera, faults } from './testing/site-parts.ts';

describe('secrets in a site file', () => {
  const plain = 'a password stands in plain text: write ${NAME} and set it in the environment';

  it.each([
    [
      'in a source',
      { cameras: [{ ...camera, source: 'rtsp://admin:hunter2@10.0.0.7/1' }] },
      `cameras[0].source: ${plain}`,
    ],
    [
      'among the parameters of a source',
      { cameras: [{ ...camera, source: 'rtsp://10.0.0.7/user=a&password=hunter2' }] },
      `cameras[0].source: ${plain}`,
    ],
    [
      'in the address of the broker',
      { channels: { mqtt: { url: 'mqtt://u:hunter2@broker' } } },
      `channels.mqtt.url: ${plain}`,
    ],
    [
      'as the password of the broker',
      { channels: { mqtt: { password: 'hunter2' } } },
      'channels.mqtt.password: a secret stands in plain text: write ${NAME} and set it in the environment',
    ],
    [
      'around a variable',
      { channels: { mqtt: { password: 'hunter2${X}' } } },
      'channels.mqtt.password: a secret stands in plain text: write ${NAME} and set it in the environment',
    ],
  ])('are refused %s and not repeated', (_, extra, text) => {
    const shown = faults(extra, { X: 'x' });
    expect(shown).toBe(text);
    expect(shown).not.toContain('hunter2');
  });

  it.each([
    ['not set', {}],
    ['empty', { CAMERA_PASSWORD: '' }],
  ])('are required when their variable is %s', (_, environment) => {
    const source = 'rtsp://admin:${CAMERA_PASSWORD}@10.0.0.7/1';
    expect(faults({ cameras: [{ ...camera, source }] }, environment)).toBe(
      'cameras[0].source: the environment variable CAMERA_PASSWORD is not set',
    );
  });

  it('never appear in messages about other faults', () => {
    const shown = faults(
      {
        timezone: 'x',
        cameras: [{ ...camera, source: 'rtsp://admin:${CAMERA_PASSWORD}@10.0.0.7/1', fps: 5 }],
        channels: { mqtt: { url: 'http://u:hunter2@broker', password: ['hunter2'] } },
      },
      { CAMERA_PASSWORD: 'hunter2' },
    );
    expect(shown).toContain('timezone');
    expect(shown).not.toContain('hunter2');
  });
});
