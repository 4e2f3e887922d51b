// What ffmpeg is asked to do to receive a live stream: nothing but receive. The untouched bitstream comes out of stdout,
// packet after packet without gaps, and a list of the packets out of stderr. Takes the camera's address and transport,
// gives an ffmpeg job as plain data.
import type { Transport } from './capture-plan.ts';
import type { FfmpegJob } from '../ffmpeg/ffmpeg-process.ts';

/** No camera is waited for longer until its first key frame. */
export const keyFrameLimitMs = 180_000;
/** ffmpeg gives up when the camera has not answered for so long. */
export const answerLimitMs = 8000;

/**
 * Before key frames stand the parameter sets, which some cameras send only when asked for the stream. Decoding times are
 * replaced by numbers that only grow, as ffmpeg would else change a time stamp that goes back.
 */
const bitstreamFilters = 'dump_extra=freq=keyframe,setts=pts=PTS:dts=N-1000000000000';

/**
 * ffmpeg reads ahead until it knows the size of the pictures, which some cameras tell with a key frame only: up to this time
 * and so many bytes. It need not find out the frame rate.
 */
const probing = {
  analyzeduration: String(keyFrameLimitMs * 1000),
  probesize: '100000000',
  fpsprobesize: '0',
};

export function planReceiving(source: string, transport: Transport): Omit<FfmpegJob, 'onLine'> {
  const copy = [
    ...['-map', '0:v:0', '-c', 'copy', '-copyinkf', '-copypriorss', '1'],
    ...['-bsf:v', bitstreamFilters, '-flush_packets', '1'],
  ];
  return {
    input: { script: streamScript(source, transport) },
    inputOptions: [
      ...['-hide_banner', '-nostats', '-loglevel', 'repeat+info'],
      ...['-f', 'concat', '-safe', '0'],
      ...['-protocol_whitelist', 'pipe,file,crypto,rtp,udp,tcp,tls,rtsp,rtsps'],
      ...Object.entries(probing).flatMap(([name, value]) => [`-${name}`, value]),
      '-copyts',
    ],
    outputs: [
      { target: 'stdout', options: [...copy, '-f', 'data'] },
      { target: 'pipe:2', options: [...copy, '-f', 'framecrc'] },
    ],
  };
}

/**
 * The address of a stream may hold a password. It reaches ffmpeg as a script for its concat demuxer on stdin, so that no
 * process list shows it. Only the video is asked for: sound is never kept.
 */
function streamScript(source: string, transport: Transport): string {
  const quoted = source.replaceAll("'", String.raw`'\''`);
  return [
    'ffconcat version 1.0',
    `file '${quoted}'`,
    `option rtsp_transport ${transport}`,
    `option timeout ${answerLimitMs * 1000}`,
    'option allowed_media_types video',
    ...Object.entries(probing).map(([name, value]) => `option ${name} ${value}`),
    '',
  ].join('\n');
}
