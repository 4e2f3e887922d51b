// Site files that are valid, with their defaults.
import { describe, expect, it } from 'vitest';
import { defaultAnalysis } from './analysis.ts';
import { completePolicy } from './policy.ts';
import { camera, duty, fence, site } from './testing/site-parts.ts';

describe('parseSite on good files', () => {
  it('fills in everything that the smallest file leaves out', () => {
    expect(site({})).toEqual({
      name: 'Fencewatch',
      timezone: 'Asia/Shanghai',
      calendar: { holidays: [], workdays: [] },
      cameras: [
        {
          id: 'gate',
          name: 'gate',
          source: 'rtsp://10.0.0.7/1',
          gridCell: null,
          location: null,
          transport: 'auto',
          analysis: {
            periodMs: 2000,
            decode: 'auto',
            model: 'centernet-mobilenetv3',
            secondOpinion: true,
            secondModel: null,
          },
          privacyMasks: [],
          edge: null,
        },
      ],
      fences: [],
      writtenFences: [],
      analysis: defaultAnalysis,
      kinds: [],
      writtenKinds: [],
      roster: [],
      map: [],
      organisation: { units: [], people: [], shifts: [], overrides: [] },
      routes: [],
      policy: completePolicy({}),
      logIn: null,
      edgeKeys: 'enrolled',
      retention: [],
      clipRolls: { beforeMs: 15_000, afterMs: 30_000 },
      timeStamps: null,
      contentCredentials: null,
      blurredFor: [],
      channels: {
        mqtt: { url: null, username: null, password: null, receivers: [] },
        direct: [],
        telling: {
          perPerson: { messages: 30, within: 600_000 },
          stillThere: false,
          giveUpAfter: 3_600_000,
        },
      },
    });
  });

  it("lets a camera override the site's analysis settings, key by key", () => {
    const [first, second] = site({
      analysis: { period: '1s', model: 'yolox-nano' },
      cameras: [
        { ...camera, analysis: { period: '500ms', decode: 'full' } },
        { ...camera, id: 'b' },
      ],
    }).cameras;
    expect(first?.analysis).toMatchObject({ periodMs: 500, decode: 'full', model: 'yolox-nano' });
    expect(second?.analysis).toMatchObject({ periodMs: 1000, decode: 'auto', model: 'yolox-nano' });
  });

  it('turns second opinions off for a site, and on for one camera with its own model', () => {
    const [first, second] = site({
      analysis: { secondOpinion: false },
      cameras: [
        { ...camera, analysis: { secondOpinion: true, secondModel: 'yolox-tiny' } },
        { ...camera, id: 'b' },
      ],
    }).cameras;
    expect(first?.analysis).toMatchObject({ secondOpinion: true, secondModel: 'yolox-tiny' });
    expect(second?.analysis).toMatchObject({ secondOpinion: false, secondModel: null });
  });

  it('keeps roster, names and cells as written', () => {
    const whole = site({
      name: 'Linzi',
      cameras: [{ ...camera, name: '解放路东段', gridCell: duty.gridCell, transport: 'udp' }],
      fences: [fence],
      roster: [{ ...duty, kinds: ['debris-pile'], hours: [{ from: '20:00', to: '06:00' }] }],
    });
    expect(whole.name).toBe('Linzi');
    expect(whole.cameras[0]).toMatchObject({ name: '解放路东段', transport: 'udp' });
    expect(whole.roster[0]).toMatchObject({ kinds: ['debris-pile'], officer: { name: 'Wang' } });
    expect(whole.fences[0]?.id).toBe('exit');
  });

  it('keeps calendar and privacy masks as written', () => {
    const calendar = { holidays: ['2026-10-01'], workdays: [{ date: '2026-09-27', as: 'mon' }] };
    const privacyMasks = [fence.polygon];
    const whole = site({ calendar, cameras: [{ ...camera, privacyMasks }] });
    expect(whole.calendar).toEqual(calendar);
    expect(whole.cameras[0]?.privacyMasks).toEqual(privacyMasks);
  });

  it('fills in secrets from the environment', () => {
    const secrets = { CAMERA_PASSWORD: 'p@ss', BROKER_PASSWORD: 'w0rd', BROKER: 'mqtts://broker' };
    const whole = site(
      {
        cameras: [{ ...camera, source: 'rtsp://admin:${CAMERA_PASSWORD}@10.0.0.7/1' }],
        channels: { mqtt: { url: '${BROKER}', username: 'edge', password: '${BROKER_PASSWORD}' } },
      },
      secrets,
    );
    expect(whole.cameras[0]?.source).toBe('rtsp://admin:p%40ss@10.0.0.7/1');
    expect(whole.channels.mqtt).toEqual({
      url: 'mqtts://broker',
      username: 'edge',
      password: 'w0rd',
      receivers: [],
    });
  });
});
