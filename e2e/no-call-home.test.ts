// Nothing sends telemetry: the built product runs in a network namespace where every DNS query and every connection is recorded.
// ONNX Runtime alone looks up a Microsoft host after some seconds and writes a device id into the user's cache folder at once;
// within the product it must do neither, whatever the environment says.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCredentialsTool } from '../host/credentials/credentials-tool.ts';
import { ownNetworkRefusal, runInOwnNetwork, type Heard } from './own-network.ts';

const root = join(import.meta.dirname, '..');
const fencewatch = [process.execPath, join(root, 'dist', 'cli', 'main.js')];
const refusal = ownNetworkRefusal();
if (refusal !== null) process.stderr.write(`\n*** SKIPPED: no call home: ${refusal} ***\n\n`);

const site = `
version: 1
timezone: Asia/Shanghai
cameras:
  - { id: yard, source: 'rtsp://camera.example:8554/yard' }
fences:
  - id: keep-clear
    camera: yard
    kind: blocked-fire-exit
    polygon: [[0.3, 0.4], [0.65, 0.4], [0.65, 0.85], [0.3, 0.85]]
`;
let folder: string;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fencewatch-silence-'));
  await writeFile(at('site.yaml'), site);
  const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=5', '-t', '4'];
  const film = [...picture, '-pix_fmt', 'yuv420p', at('film.mp4')];
  await promisify(execFile)('ffmpeg', ['-v', 'error', ...film]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const library = `
  const { InferenceSession } = require('onnxruntime-node');
  InferenceSession.create(${JSON.stringify(join(root, 'models', 'weights', 'centernet_mobilenetv3.onnx'))});
`;
const edge = [
  ...['edge', '--metrics-port', '0', '--redis', 'redis://queue.example:6379'],
  ...['--dispatch', 'http://dispatch.example:8080', '--id', 'edge-1'],
];
/** Of the built product. */
const credentials = (place: string) => `
  const built = (path) => import(${JSON.stringify(pathToFileURL(join(root, 'dist')).href)} + path);
  const { createCredentialsTool } = await built('/host/credentials/credentials-tool.js');
  const { openSealKey } = await built('/host/seal/seal-key.js');
  const { openAuthority } = await built('/dispatch/evidence/credentials/authority.js');
  const folder = ${JSON.stringify(place)};
  const clock = { now: () => Date.now() };
  const authority = await openAuthority({ folder: folder + '/district', district: 'x', clock });
  const keyFile = folder + '/edge-key.pem';
  const { publicKey } = await openSealKey(keyFile);
  const key = Buffer.from(publicKey).toString('hex');
  const entry = { key, edgeId: 'e', state: 'active', since: Date.now() };
  const { chain } = authority.certify('e', key, [entry]);
  const [path, target, type] = [folder + '/film.mp4', folder + '/signed.mp4', 'video/mp4'];
  const about = { software: 'fencewatch 0', title: 'x', about: {} };
  const tool = createCredentialsTool();
  const [signed] = await tool.sign([{ path, target, type, chain, keyFile, ...about }]);
  const { trustList } = authority;
  const [read] = await tool.read([{ path: target, type, trustList }]);
  console.log([signed.state ?? signed.detail, read.read?.verdict ?? read.detail].join(', '));
`;
const silent: Pick<Heard, 'connections' | 'files'> = { connections: [], files: [] };

describe.skipIf(refusal !== null).concurrent('in a network where everything is recorded', () => {
  it('the sink sees a name, a literal address, and a file', async () => {
    const script = `
      require('fs').writeFileSync(process.env.HOME + '/left', '');
      const dial = (host) => require('net').connect(443, host).on('error', () => undefined);
      dial('asked.example'); dial('203.0.113.7');`;
    const command = [process.execPath, '-e', script];
    const heard = await runInOwnNetwork({ command, forMs: 20_000 });
    expect(heard.names).toEqual(['asked.example']);
    expect(heard.connections).toEqual(['127.0.0.9:443', '203.0.113.7:443']);
    expect(heard.files).toEqual(['left']);
  });

  it('ONNX Runtime alone leaves a device id in the cache folder, and none when telemetry is off', async () => {
    const command = [process.execPath, '-e', library];
    const [free, told] = await Promise.all([
      runInOwnNetwork({ command, forMs: 20_000 }),
      runInOwnNetwork({ command, forMs: 20_000, env: { ORT_DISABLE_TELEMETRY: '1' } }),
    ]);
    expect(free.files.filter((file) => file.endsWith('deviceid'))).toHaveLength(1);
    expect(told.files).toEqual([]);
  });

  it('analyze looks up no name and leaves no file, even where the variable allows telemetry', async () => {
    const env = { ORT_DISABLE_TELEMETRY: '0' };
    const command = [...fencewatch, 'analyze', at('film.mp4'), '--site', at('site.yaml')];
    const heard = await runInOwnNetwork({ command, forMs: 60_000, env });
    expect(heard).toMatchObject({ ...silent, names: [], code: 0 });
  });

  it.skipIf(!createCredentialsTool().isThere())(
    'content credentials are put in and read without a name, a connection or a file',
    async () => {
      const command = [process.execPath, '--input-type=module', '-e', credentials(folder)];
      const heard = await runInOwnNetwork({ command, forMs: 60_000 });
      expect(heard).toMatchObject({ ...silent, names: [], code: 0 });
      expect(heard.output).toContain('signed, holds');
    },
  );

  // ONNX Runtime sends for the first time 6 to 9 s after it has loaded.
  it('an edge looks up its camera, its queue and its dispatch, and no other name', async () => {
    const command = [...fencewatch, ...edge, '--site', at('site.yaml'), '--data', at('data')];
    const heard = await runInOwnNetwork({ command, forMs: 20_000 });
    expect(heard.output).not.toContain('the model cannot be opened');
    expect(heard).toMatchObject(silent);
    expect(heard.names).toContain('queue.example');
    const configured = ['camera.example', 'dispatch.example', 'queue.example'];
    expect(heard.names.filter((name) => !configured.includes(name))).toEqual([]);
  });
});
