// One client of an RTSP test camera: answers its requests like the camera and sends it pictures while it plays.
import { setTimeout as later } from 'node:timers';
import type { Socket } from 'node:net';
import type { RtspCameraOptions } from './camera-options.ts';
import { datagrams, interleaved, type Carrier } from './carriers.ts';
import type { LogIn } from './log-in.ts';
import { payloadsOf } from './payloads.ts';
import type { Player } from './player.ts';
import { createRequestReader, type RtspRequest } from './requests.ts';
import { createRtpStream } from './rtp-stream.ts';
import { sessionDescription, videoType } from './session-description.ts';
import { stampOf } from './stamps.ts';

export interface ClientContext {
  options: RtspCameraOptions;
  player: Player;
  logIn: LogIn | null;
  random: () => number;
  now: () => number;
  onPlay: () => void;
}

const sendEveryMs = 20;
const methods = 'OPTIONS, DESCRIBE, SETUP, PLAY, GET_PARAMETER, TEARDOWN';

export function serveClient(socket: Socket, context: ClientContext): void {
  const { fault } = context.options;
  const session = createSession(socket, context);
  const read = createRequestReader();
  let turn = Promise.resolve();
  socket.on('error', () => undefined);
  socket.on('close', session.close);
  socket.on('data', (data: Buffer) => {
    if (fault?.kind === 'garbage-answers') {
      socket.write(Buffer.from('\0\0no RTSP here\r\n\r\n'));
      return;
    }
    for (const request of read(data)) turn = turn.then(() => session.answer(request));
  });
}

function createSession(socket: Socket, context: ClientContext) {
  const { options } = context;
  let carrier: Carrier | null = null;
  let timer: NodeJS.Timeout | null = null;
  let isMute = false;
  const close = () => {
    if (timer) clearInterval(timer);
    carrier?.close();
    carrier = null;
  };
  const setUp = async (request: RtspRequest): Promise<Answer> => {
    const wish = request.header('transport') ?? '';
    const kind = wish.includes('TCP') ? 'tcp' : 'udp';
    if (!(options.transports ?? ['tcp', 'udp']).includes(kind))
      return { status: '461 Unsupported transport' };
    const loss = { share: options.lossShare ?? 0, random: context.random };
    const made =
      kind === 'tcp' ? interleaved(socket, wish) : await datagrams('127.0.0.1', wish, loss);
    if (request.uri.endsWith('/audio')) made.close();
    else carrier = made;
    return { headers: [`Transport: ${made.transport}`] };
  };
  const play = () => {
    if (!carrier || timer) return;
    context.onPlay();
    timer = startSending(socket, carrier, context);
  };
  return {
    close,
    answer: async (request: RtspRequest): Promise<void> => {
      isMute ||= options.fault?.kind === 'never-answers' && options.fault.to === request.method;
      if (isMute || !socket.writable) return;
      write(
        socket,
        request,
        refusal(request, socket, context) ?? (await agree(request, context, setUp)),
      );
      if (request.method === 'PLAY') play();
      if (request.method === 'TEARDOWN') close();
    },
  };
}

interface Answer {
  status?: string;
  headers?: string[];
  body?: string;
}

function refusal(
  request: RtspRequest,
  socket: Socket,
  { options, logIn }: ClientContext,
): Answer | null {
  const { fault } = options;
  if (fault?.kind === 'answers' && fault.to === request.method) return { status: fault.status };
  if (!logIn || request.method === 'OPTIONS') return null;
  const admission = logIn.admit({
    method: request.method,
    authorization: request.header('authorization'),
    address: socket.remoteAddress ?? '',
  });
  return admission === 'let-in'
    ? null
    : { status: '401 Unauthorized', headers: [`WWW-Authenticate: ${logIn.challenge}`] };
}

function agree(
  request: RtspRequest,
  { options }: ClientContext,
  setUp: (request: RtspRequest) => Promise<Answer>,
): Promise<Answer> {
  switch (request.method) {
    case 'OPTIONS':
      return Promise.resolve({ headers: [`Public: ${methods}`] });
    case 'DESCRIBE':
      return Promise.resolve({
        headers: ['Content-Type: application/sdp', `Content-Base: ${request.uri}/`],
        body: sessionDescription(options),
      });
    case 'SETUP':
      return setUp(request);
    default:
      return Promise.resolve({});
  }
}

function write(socket: Socket, request: RtspRequest, answer: Answer): void {
  const { status = '200 OK', headers = [], body = '' } = answer;
  const lines = [
    `RTSP/1.0 ${status}`,
    `CSeq: ${request.header('cseq') ?? '0'}`,
    ...(status.startsWith('200') ? ['Session: 1;timeout=60'] : []),
    ...headers,
    ...(body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]),
  ];
  socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`);
}

/** Sends each picture when it is due, until the configured fault intervenes. */
function startSending(socket: Socket, carrier: Carrier, context: ClientContext): NodeJS.Timeout {
  const { options, player, now, random } = context;
  const { fault } = options;
  const playedMs = now();
  const type = options.film.codec === 'mjpeg' ? videoType.jpeg : videoType.moving;
  const isSpoilt = () =>
    fault?.kind === 'garbage-packets' &&
    now() - playedMs > fault.afterMs &&
    random() * 100 < fault.percent;
  const stream = createRtpStream(type, (packet) => {
    if (isSpoilt()) for (let at = 12; at < packet.length; at++) packet[at] = random() * 256;
    carrier.carry(packet);
  });
  if (fault?.kind === 'hangs-up') later(() => socket.end(), fault.afterMs).unref();
  if (fault?.kind === 'tears-down')
    later(() => {
      if (socket.writable) socket.write('TEARDOWN * RTSP/1.0\r\nCSeq: 1\r\nSession: 1\r\n\r\n');
    }, fault.afterMs).unref();
  const isSilent = () =>
    fault?.kind === 'no-pictures' ||
    (fault?.kind === 'starts-late' && now() - playedMs < fault.afterMs) ||
    ((fault?.kind === 'falls-silent' || fault?.kind === 'tears-down') &&
      now() - playedMs > fault.afterMs);
  let sent = player.due();
  return setInterval(() => {
    if (isSilent()) return;
    for (const due = player.due(); sent < due;) {
      sent += 1;
      sendPicture(stream, player.picture(sent), options);
    }
  }, sendEveryMs);
}

function sendPicture(
  stream: ReturnType<typeof createRtpStream>,
  { film, unit, count, shownMs }: ReturnType<Player['picture']>,
  { stamps = 'plain', setsIn = 'both', markers = true }: RtspCameraOptions,
): void {
  const stamp = stampOf(stamps, { count, shownMs, fps: film.fps });
  stream.send(payloadsOf(film.codec, unit, setsIn !== 'sdp'), stamp, markers);
}
