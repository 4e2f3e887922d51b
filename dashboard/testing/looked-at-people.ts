/// <reference types="node" />
// The pages where people are set up, as the browser tests look at them.
import type { LookedAt } from './looked-at.ts';
import { stage } from './page-stage.ts';
import { fillFaultyRoster, fillGoodRoster, fillPeople } from './sample-people.ts';

const table = { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from('id') };
const importNames = ['GBK', 'Unicode'];
const filled = () => {
  fillPeople(stage.server.people);
  return Promise.resolve();
};

export const peoplePages: LookedAt[] = [
  {
    name: 'first-steps',
    path: '/first-steps',
    title: { 'en-GB': 'First steps', 'zh-CN': '首次使用' },
    role: 'admin',
    late: '.run-steps',
    names: ['Gate'],
    prepare: filled,
  },
  {
    name: 'people',
    path: '/people',
    title: { 'en-GB': 'People', 'zh-CN': '人员' },
    role: 'admin',
    late: '.camera-row',
    prepare: filled,
  },
  {
    name: 'people-empty',
    path: '/people',
    title: { 'en-GB': 'People', 'zh-CN': '人员' },
    role: 'admin',
    late: '.first-steps',
  },
  {
    name: 'person-add',
    path: '/people/add',
    title: { 'en-GB': 'Add a person', 'zh-CN': '添加人员' },
    role: 'admin',
    late: '.camera-form',
    prepare: filled,
  },
  {
    name: 'person-edit',
    path: '/people/edit/p-01',
    title: { 'en-GB': '李娜', 'zh-CN': '李娜' },
    role: 'admin',
    names: ['push', 'sms', 'mqtt', 'lead'],
    press: '.remove-card summary',
    late: '[data-holds]',
    prepare: async () => {
      await filled();
      stage.server.people.holds = {
        caseCount: 1,
        cases: [{ id: '20261122-0004', kind: 'debris-pile', gridCell: null, isAccepted: true }],
        ...{ onlyIn: ['lead'], overrides: 2, openSwaps: 1 },
      };
    },
  },
  {
    name: 'units',
    path: '/people/units',
    title: { 'en-GB': 'Units', 'zh-CN': '单位' },
    role: 'admin',
    press: '[data-unit="west-1"] summary',
    late: '[data-unit="west-1"] form',
    prepare: filled,
  },
  {
    name: 'people-import',
    path: '/people/import',
    title: { 'en-GB': 'Import from a table', 'zh-CN': '从表格导入' },
    role: 'admin',
    late: '.import-store',
    file: table,
    names: importNames,
    prepare: () => {
      fillGoodRoster(stage.server.people);
      return Promise.resolve();
    },
  },
  {
    name: 'people-import-faults',
    path: '/people/import',
    title: { 'en-GB': 'Import from a table', 'zh-CN': '从表格导入' },
    role: 'admin',
    late: '.row-note',
    file: table,
    names: importNames,
    prepare: () => {
      fillFaultyRoster(stage.server.people);
      return Promise.resolve();
    },
  },
];
