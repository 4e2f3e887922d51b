// All targets: parsers within a process first, then real servers and processes.
import type { FuzzTarget } from './target.ts';
import { alertQueue } from './targets/alert-queue.ts';
import { bundle, custodyLog } from './targets/bundle.ts';
import { clipFile } from './targets/clip-file.ts';
import { dutyTable } from './targets/duty-table.ts';
import { httpApi } from './targets/http-api.ts';
import { labelFile } from './targets/label-file.ts';
import { mapFile } from './targets/map-file.ts';
import { modelTrial } from './targets/model-trial.ts';
import { mqttBroker } from './targets/mqtt-broker.ts';
import { observationBlock } from './targets/observation-block.ts';
import { onnxFile } from './targets/onnx-file.ts';
import { packetList } from './targets/packet-list.ts';
import { queueMessage } from './targets/queue-message.ts';
import { receipt } from './targets/receipt.ts';
import { recording } from './targets/recording.ts';
import { rtspStream } from './targets/rtsp-stream.ts';
import { siteFile } from './targets/site-file.ts';

export const parserTargets: readonly FuzzTarget[] = [
  queueMessage,
  receipt,
  siteFile,
  dutyTable,
  mapFile,
  bundle,
  custodyLog,
  clipFile,
  observationBlock,
  onnxFile,
  labelFile,
  packetList,
];

export const processTargets: readonly FuzzTarget[] = [
  rtspStream,
  recording,
  modelTrial,
  httpApi,
  alertQueue,
  mqttBroker,
];

export const allTargets: readonly FuzzTarget[] = [...parserTargets, ...processTargets];
