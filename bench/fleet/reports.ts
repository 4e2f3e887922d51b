// The reports of edges about their cameras, over HTTP to dispatches in turn. Takes the addresses and the token; returns a function that
// sends one.
import { Agent, request } from 'node:http';
import sharp from 'sharp';
import type { CameraStatus, Observation } from '../../contracts/index.ts';
import { encodeBlock } from '../../observation-log/index.ts';
import type { ReportKind } from './fleet-rates.ts';

export interface ReportSender {
  send(kind: ReportKind, cameraId: string, turn: number): Promise<boolean>;
  bytesSent(): number;
  close(): void;
}

/** As an edge sends it: 640 wide. */
const picture = { width: 640, height: 360 };
const blockSpanMs = 120_000;
/** In a block. */
const looks = 60;
const socketsEach = 64;

export async function openReports(urls: readonly string[], token: string): Promise<ReportSender> {
  const agent = new Agent({ keepAlive: true, maxSockets: socketsEach });
  const jpeg = await drawPicture();
  const counts = { bytes: 0 };
  const put = (url: string, path: string, type: string, body: Uint8Array | string) => {
    counts.bytes += body.length;
    return send(agent, url + path, { token, type, body });
  };
  return {
    send: async (kind, cameraId, turn) => {
      const url = urls[turn % urls.length] ?? '';
      const place = `/api/edge/cameras/${cameraId}`;
      const now = Date.now();
      if (kind === 'picture') return put(url, `${place}/picture`, 'image/jpeg', jpeg);
      if (kind === 'status')
        return put(url, `${place}/status`, 'application/json', statusOf(cameraId, now));
      const seen = observationOf(cameraId, now);
      if (kind === 'observation')
        return put(url, `${place}/observation`, 'application/json', JSON.stringify(seen));
      // In the past, and each at another time.
      const from = now - 3_600_000 + turn;
      const times = Array.from({ length: looks }, (_, at) => from + (at * blockSpanMs) / looks);
      const block = await encodeBlock(times.map((at) => observationOf(cameraId, at)));
      const stretch = `${from}-${times.at(-1)}`;
      return put(url, `${place}/observations/${stretch}`, 'application/octet-stream', block);
    },
    bytesSent: () => counts.bytes,
    close: () => {
      agent.destroy();
    },
  };
}

function send(
  agent: Agent,
  url: string,
  { token, type, body }: { token: string; type: string; body: Uint8Array | string },
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': type,
      'content-length': Buffer.byteLength(body),
    };
    const sent = request(url, { method: 'PUT', agent, headers }, (response) => {
      response.resume();
      response.once('end', () => {
        resolve((response.statusCode ?? 500) < 300);
      });
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

/** Grey noise, which is as large as a street. */
async function drawPicture(): Promise<Uint8Array> {
  const { width, height } = picture;
  const noise = { type: 'gaussian', mean: 128, sigma: 12 } as const;
  const drawn = sharp({ create: { width, height, channels: 3, background: '#888', noise } });
  return Uint8Array.from(await drawn.jpeg({ quality: 75 }).toBuffer());
}

function statusOf(cameraId: string, now: number): string {
  const status: CameraStatus = {
    version: 1,
    edgeId: 'edge-1',
    cameraId,
    state: 'live',
    problem: null,
    since: now - 3_600_000,
    lastFrameAt: now - 500,
    view: 'ok',
    framesAnalysed: 10_000,
    framesDropped: 3,
    reconnects: 1,
    decode: 'key-frames',
    openIncidents: 0,
    sentAt: now,
  };
  return JSON.stringify(status);
}

function observationOf(cameraId: string, at: number): Observation {
  const box = { x: 0.1, y: 0.2, width: 0.1, height: 0.2 };
  const track = { thing: 'vehicle', label: 'car', confidence: 0.8, box } as const;
  const times = { firstSeenAt: at - 9000, lastSeenAt: at, stationarySince: at - 5000 };
  const region = { box, area: 0.02, spans: [[10, 9, 19] as [number, number, number]], since: at };
  return {
    version: 1,
    cameraId,
    capturedAt: at,
    mediaTimeMs: null,
    grid: { columns: 96, rows: 54 },
    tracks: ['a', 'b', 'c', 'd'].map((id) => ({ id, ...track, ...times })),
    regions: [{ id: 'r', ...region, contrast: 0.4, seenAs: [] }],
    view: { state: 'ok', since: at - 1000, shift: null },
  };
}
