// RTSP and RTP on the wire: a camera that answers anything, in front of the capture of the edge.
import { setTimeout as delay } from 'node:timers/promises';
import { captured, childrenLeft } from '../captured.ts';
import { pick, type Dice } from '../dice.ts';
import { makeFilms } from '../films.ts';
import { joined, mutateBytes } from '../mutate-bytes.ts';
import { rtpStream } from '../rtp-stream.ts';
import { rtspMethods, startAnswering, type RtspScript } from '../rtsp-answers.ts';
import type { FuzzTarget } from '../target.ts';

const words = [
  'CSEQ',
  '\r\n',
  'Session: ',
  'Content-Length: 4294967295',
  'a=rtpmap:96 ',
  '$',
  'v=0',
];

export const rtspStream: FuzzTarget = {
  name: 'rtsp-stream',
  what: 'RTSP and RTP on the wire, in front of the capture of the edge',
  share: 150,
  withinMs: 60_000,
  open: async () => {
    const server = await startAnswering();
    const good = goodScript(rtpStream((await makeFilms()).h264));
    return {
      atOnce: 6,
      make: (dice) => written(changed(good, dice)),
      run: async (input) => {
        const address = server.play(read(input));
        try {
          return await captured(address);
        } finally {
          server.forget(address);
        }
      },
      close: async () => {
        await server.close();
        await delay(1000);
        const left = await childrenLeft('ffmpeg');
        if (left > 0) throw new Error(`${left} processes of ffmpeg are left`);
      },
    };
  },
};

function goodScript({ packets, parameterSets }: ReturnType<typeof rtpStream>): RtspScript {
  const head = 'RTSP/1.0 200 OK\r\nCSeq: CSEQ\r\n';
  const sdp = [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=camera',
    't=0 0',
    'm=video 0 RTP/AVP 96',
    'a=rtpmap:96 H264/90000',
    `a=fmtp:96 packetization-mode=1;sprop-parameter-sets=${parameterSets}`,
    'a=control:track1',
    '',
  ].join('\r\n');
  const described = `Content-Type: application/sdp\r\nContent-Length: ${sdp.length}\r\n\r\n${sdp}`;
  const transport = 'Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\nSession: 1234\r\n\r\n';
  return {
    answers: {
      OPTIONS: Buffer.from(`${head}Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN\r\n\r\n`),
      DESCRIBE: Buffer.from(head + described),
      SETUP: Buffer.from(head + transport),
      PLAY: Buffer.from(`${head}Session: 1234\r\n\r\n`),
    },
    stream: joined(...packets),
  };
}

function changed(good: RtspScript, dice: Dice): RtspScript {
  const script = { answers: { ...good.answers }, stream: good.stream };
  const change = (bytes: Uint8Array) => mutateBytes({ samples: [bytes], words }, dice);
  if (dice(3) > 0) script.stream = change(script.stream);
  if (dice(3) > 0) return script;
  const method = pick(rtspMethods, dice);
  script.answers[method] = change(script.answers[method]);
  return script;
}

/** Each part with its length before it. */
function written({ answers, stream }: RtspScript): Uint8Array {
  const parts = [...rtspMethods.map((method) => answers[method]), stream];
  return joined(...parts.flatMap((part) => [lengthOf(part), part]));
}

function lengthOf({ length }: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, length);
  return bytes;
}

function read(input: Uint8Array): RtspScript {
  const bytes = Buffer.from(input);
  const parts: Buffer[] = [];
  for (let at = 0; at + 4 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    parts.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  const [OPTIONS, DESCRIBE, SETUP, PLAY, stream] = [0, 1, 2, 3, 4].map(
    (index) => parts[index] ?? Buffer.alloc(0),
  ) as [Buffer, Buffer, Buffer, Buffer, Buffer];
  return { answers: { OPTIONS, DESCRIBE, SETUP, PLAY }, stream };
}
