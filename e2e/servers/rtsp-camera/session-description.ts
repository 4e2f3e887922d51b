// The session description (SDP, RFC 8866) of an RTSP test camera. Pure: takes the film and the camera's options.
import type { Film } from './film.ts';
import type { AudioShape, RtspCameraOptions } from './camera-options.ts';
import { nalUnits, parameterSetOf } from './nal-units.ts';

export const videoType = { moving: 96, jpeg: 26 } as const;

type Wishes = Pick<RtspCameraOptions, 'film' | 'audio' | 'setsIn' | 'fault'>;

export function sessionDescription({ film, audio = 'none', setsIn, fault }: Wishes): string {
  const video = fault?.kind === 'audio-only' ? [] : videoLines(film, setsIn !== 'band');
  const sound = audioLines(audio);
  const media = audio === 'g711-first' ? [...sound, ...video] : [...video, ...sound];
  return [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=camera',
    'c=IN IP4 0.0.0.0',
    't=0 0',
    ...media,
    '',
  ].join('\r\n');
}

function videoLines({ codec, units }: Film, setsInSdp: boolean): string[] {
  if (codec === 'mjpeg') return [`m=video 0 RTP/AVP ${videoType.jpeg}`, 'a=control:video'];
  const name = codec === 'h264' ? 'H264' : 'H265';
  const first = units[0] ? nalUnits(units[0].data) : [];
  const set = (kind: 'vps' | 'sps' | 'pps') =>
    first.find((unit) => parameterSetOf(codec, unit) === kind)?.toString('base64') ?? '';
  const sets =
    codec === 'h264'
      ? `sprop-parameter-sets=${set('sps')},${set('pps')}`
      : `sprop-vps=${set('vps')};sprop-sps=${set('sps')};sprop-pps=${set('pps')}`;
  const known = [
    ...(codec === 'h264' ? ['packetization-mode=1'] : []),
    ...(setsInSdp ? [sets] : []),
  ];
  return [
    `m=video 0 RTP/AVP ${videoType.moving}`,
    `a=rtpmap:${videoType.moving} ${name}/90000`,
    ...(known.length > 0 ? [`a=fmtp:${videoType.moving} ${known.join(';')}`] : []),
    'a=control:video',
  ];
}

function audioLines(audio: AudioShape): string[] {
  switch (audio) {
    case 'none':
      return [];
    case 'g711':
    case 'g711-first':
      return ['m=audio 0 RTP/AVP 0', 'a=rtpmap:0 PCMU/8000', 'a=control:audio'];
    case 'aac':
      return [
        'm=audio 0 RTP/AVP 97',
        'a=rtpmap:97 MPEG4-GENERIC/16000/1',
        'a=fmtp:97 streamtype=5;profile-level-id=1;mode=AAC-hbr;sizelength=13;indexlength=3;indexdeltalength=3;config=1408',
        'a=control:audio',
      ];
  }
}
