/// <reference types="node" />
// The pages that the browser tests check: for each its address, its title in both languages, and how the server's data is prepared
// for it.
import { createBusyHistory, createMovedNow } from './fixture-history.ts';
import type { LookedAt } from './looked-at.ts';
import { cameraPages } from './looked-at-cameras.ts';
import { peoplePages } from './looked-at-people.ts';
import { stage } from './page-stage.ts';
import {
  prepareReplay,
  prepareTogether,
  replayedId,
  togetherId,
} from '../cases/detail/testing/replayed-case.ts';
import { byId } from './stage.ts';
import { backThirteenTimes, spoiltEvidence, withGaps } from './sample-openings.ts';
import { createOpenCases, fillReviews, longLatin } from './sample-duty.ts';
import { fillQuality } from './sample-quality.ts';
import { createManyProblems, createPastProblems } from './sample-problems.ts';

/** Who changed the fence, and why. */
const kerb = ['li.na', ...'The kerb belongs to the exit'.split(' ')];
const exit3 = { 'en-GB': '3号楼消防通道', 'zh-CN': '3号楼消防通道' };
export const pages: LookedAt[] = [
  { name: 'log-in', path: '/', title: { 'en-GB': 'Log in', 'zh-CN': '登录' } },
  { name: 'alerts', path: '/', title: { 'en-GB': 'Alerts', 'zh-CN': '告警' } },
  {
    name: 'case',
    path: '/cases/20261122-0004',
    title: { 'en-GB': 'Blocked fire exit', 'zh-CN': '消防通道堵塞' },
  },
  {
    name: 'joined-case',
    names: ['jiefang-east-corner'],
    path: '/cases/20261122-0003',
    title: { 'en-GB': 'Street vending', 'zh-CN': '占道经营' },
    late: '.sightings',
  },
  {
    name: 'back-case',
    names: ['jiefang-east-corner', ...'the site is fenced off until Wednesday'.split(' ')],
    path: '/cases/20261122-0003',
    title: { 'en-GB': 'Street vending', 'zh-CN': '占道经营' },
    late: '.openings',
    prepare: () => {
      const found = byId(stage.server.cases, '20261122-0003');
      Object.assign(found, backThirteenTimes(found));
      return Promise.resolve();
    },
  },
  {
    name: 'held-case',
    path: '/cases/20261122-0002',
    title: { 'en-GB': 'Debris pile', 'zh-CN': '垃圾堆放' },
    late: '[name="hold-reason"]',
    role: 'admin',
    names: ['wang.fang'],
    prepare: () => {
      const found = byId(stage.server.cases, '20261122-0002');
      const { incidentId } = found;
      const at = found.openedAt + 60_000;
      const hold = { since: at, by: 'wang.fang', reason: '法院调取' };
      const deleted = [{ incidentId, opening: 1, name: 'clip', at, why: 'rule' } as const];
      Object.assign(found, { evidence: { hold, deleted } });
      return Promise.resolve();
    },
  },
  {
    name: 'spoilt-case',
    path: '/cases/20261122-0002',
    title: { 'en-GB': 'Debris pile', 'zh-CN': '垃圾堆放' },
    late: '.spoilt-note li',
    role: 'auditor',
    prepare: () => {
      const found = byId(stage.server.cases, '20261122-0002');
      Object.assign(found, { evidence: spoiltEvidence(found) });
      return Promise.resolve();
    },
  },
  {
    name: 'blurred-case',
    names: kerb,
    path: '/cases/20261122-0004',
    title: { 'en-GB': 'Blocked fire exit', 'zh-CN': '消防通道堵塞' },
    late: '.blur-mark',
    role: 'auditor',
    prepare: () => {
      stage.server.isBlurred = true;
      return Promise.resolve();
    },
  },
  {
    name: 'gapped-case',
    names: kerb,
    path: '/cases/20261122-0004',
    title: { 'en-GB': 'Blocked fire exit', 'zh-CN': '消防通道堵塞' },
    press: '.evidence-bar .choice-option:last-child',
    late: '.clip-gap',
    prepare: () => {
      const found = byId(stage.server.cases, '20261122-0004');
      Object.assign(found, { openings: [withGaps(found)] });
      return Promise.resolve();
    },
  },
  {
    name: 'replayed-case',
    path: `/cases/${replayedId}`,
    title: { 'en-GB': 'Blocked fire exit', 'zh-CN': '消防通道堵塞' },
    press: '.evidence-bar .choice-option:last-child',
    late: '.why-earlier',
    names: kerb,
    prepare: async () => {
      await prepareReplay({ fenceVersion: 2 });
    },
  },
  {
    name: 'together-case',
    path: `/cases/${togetherId}`,
    title: { 'en-GB': 'Street vending', 'zh-CN': '占道经营' },
    press: '.evidence-bar .choice-option:last-child',
    late: '.together-none',
    names: ['jiefang-east-corner'],
    prepare: () => {
      prepareTogether();
      return Promise.resolve();
    },
  },
  {
    name: 'desk',
    names: longLatin.split(' '),
    path: '/desk',
    title: { 'en-GB': 'Duty desk', 'zh-CN': '值班台' },
    late: '.desk-item:first-child .desk-line',
    prepare: () => {
      stage.server.cases = createOpenCases(12, Date.now());
      return Promise.resolve();
    },
  },
  {
    name: 'supervision',
    path: '/supervision',
    title: { 'en-GB': 'Supervision', 'zh-CN': '督导' },
    late: '.colour-list tbody tr:first-child',
  },
  {
    name: 'shifts',
    path: '/shifts',
    title: { 'en-GB': 'Shifts', 'zh-CN': '班次' },
    late: '.shift-choice',
    names: longLatin.split(' '),
  },
  {
    name: 'reviews',
    path: '/reviews',
    title: { 'en-GB': 'To review', 'zh-CN': '待复核' },
    late: '.review-item[data-cursor="true"]',
    names: longLatin.split(' '),
    prepare: () => {
      fillReviews(stage.server);
      return Promise.resolve();
    },
  },
  {
    name: 'quality',
    path: '/quality',
    title: { 'en-GB': 'Quality checks', 'zh-CN': '质量抽检' },
    role: 'auditor',
    late: '.sample-item',
    names: ['li.na', 'zhao.min', 'wang.fang'],
    prepare: () => {
      fillQuality(stage.server, 'may-check');
      return Promise.resolve();
    },
  },
  {
    name: 'quality-case',
    path: '/quality/7',
    title: { 'en-GB': 'Sample 7', 'zh-CN': '样本 7' },
    role: 'auditor',
    late: '.verdict-choice',
    prepare: () => {
      fillQuality(stage.server, 'checking');
      return Promise.resolve();
    },
  },
  {
    name: 'quality-result',
    path: '/quality/7',
    title: { 'en-GB': 'Sample 7', 'zh-CN': '样本 7' },
    role: 'auditor',
    late: '.verdict-table',
    names: ['li.na', 'zhao.min', 'wang.fang', 'kind', 'from', 'blocked-fire-exit', 'Cohen', 'CSV'],
    prepare: () => {
      fillQuality(stage.server, 'finished');
      return Promise.resolve();
    },
  },
  { name: 'wall', path: '/wall', title: { 'en-GB': 'Camera wall', 'zh-CN': '监控墙' } },
  ...cameraPages,
  ...peoplePages,
  {
    name: 'health',
    names: ['west-group', 'mail', 'gone'],
    path: '/health',
    title: { 'en-GB': 'System health', 'zh-CN': '系统状态' },
    late: '.problem:first-child',
    prepare: () => {
      const now = Date.now();
      const [present, past] = [createManyProblems(now), createPastProblems(now)];
      stage.server.problems = { present, past };
      stage.server.push({ type: 'problems', present });
      return Promise.resolve();
    },
  },
  {
    name: 'report',
    path: '/report',
    title: { 'en-GB': 'Report something', 'zh-CN': '随手拍上报' },
  },
  {
    name: 'account',
    names: ['Linux', 'Android', 'Pixel', 'Mobile'],
    path: '/account',
    title: { 'en-GB': 'Account', 'zh-CN': '账号' },
  },
  { name: 'fences', path: '/fences', title: { 'en-GB': 'Fences', 'zh-CN': '围栏' } },
  { name: 'editor', path: '/fences/exit-3', title: exit3 },
  {
    name: 'back-test',
    path: '/fences/exit-3',
    title: exit3,
    late: '.sweep-chart',
    prepare: async () => {
      const now = createMovedNow({ x: 0.1, y: 0.02 });
      stage.server.histories.set('exit-3', { ...(await createBusyHistory(4)), now });
    },
  },
];
