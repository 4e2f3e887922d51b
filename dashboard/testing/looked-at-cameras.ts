/// <reference types="node" />
// The pages where administrators add cameras, as checked by the browser tests.
import type { LookedAt } from './looked-at.ts';
import { stage } from './page-stage.ts';
import {
  aPicture,
  fillCameraSetup,
  fillFaultyImport,
  fillGoodImport,
} from './sample-camera-setup.ts';

const table = { name: 'cameras.csv', mimeType: 'text/csv', buffer: Buffer.from('id') };
const importNames = ['gate', 'GBK', 'Unicode', 'auto', 'tcp', 'udp', 'rtsp', 'rtsps'];

export const cameraPages: LookedAt[] = [
  {
    name: 'cameras',
    path: '/cameras',
    title: { 'en-GB': 'Cameras', 'zh-CN': '摄像头' },
    role: 'admin',
    late: '.camera-row',
    prepare: () => {
      fillCameraSetup(stage.server.cameraSetup);
      return Promise.resolve();
    },
  },
  {
    name: 'cameras-empty',
    path: '/cameras',
    title: { 'en-GB': 'Cameras', 'zh-CN': '摄像头' },
    role: 'admin',
    late: '.first-steps',
  },
  {
    name: 'camera-add',
    path: '/cameras/add',
    title: { 'en-GB': 'Add a camera', 'zh-CN': '添加摄像头' },
    role: 'admin',
    late: '.camera-form',
    names: ['rtsp', 'TCP', 'UDP'],
    prepare: () => {
      fillCameraSetup(stage.server.cameraSetup);
      return Promise.resolve();
    },
  },
  {
    name: 'camera-edit',
    path: '/cameras/edit/street-east',
    title: { 'en-GB': '解放路东段', 'zh-CN': '解放路东段' },
    role: 'admin',
    press: '.try-card .button',
    late: '.try-facts',
    names: ['rtsp', 'TCP', 'UDP', 'wang.fang'],
    prepare: () => {
      fillCameraSetup(stage.server.cameraSetup);
      stage.server.cameraSetup.tryResult = { ...aPicture, keyFrameMs: 10_000, height: 576 };
      return Promise.resolve();
    },
  },
  {
    name: 'camera-import',
    path: '/cameras/import',
    title: { 'en-GB': 'Import from a table', 'zh-CN': '从表格导入' },
    role: 'admin',
    late: '.import-store',
    file: table,
    names: importNames,
    prepare: () => {
      fillGoodImport(stage.server.cameraSetup);
      return Promise.resolve();
    },
  },
  {
    name: 'camera-import-faults',
    path: '/cameras/import',
    title: { 'en-GB': 'Import from a table', 'zh-CN': '从表格导入' },
    role: 'admin',
    late: '.row-note',
    file: table,
    names: importNames,
    prepare: () => {
      fillFaultyImport(stage.server.cameraSetup);
      return Promise.resolve();
    },
  },
];
