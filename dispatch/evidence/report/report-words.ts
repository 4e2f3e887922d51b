// The words of the report for people, in Chinese and English: states, steps, roles, missing parts. The types ensure a text for each
// value.
import type {
  AlertEffect,
  CasePart,
  CaseState,
  CaseStepName,
  Delivery,
  InBoth,
} from '../../../contracts/index.ts';
import type { MissingThing } from '../../../evidence/case-record.ts';

export const stateWords: Readonly<Record<CaseState, InBoth>> = {
  reported: { zh: '已上报', en: 'reported' },
  accepted: { zh: '已立案', en: 'accepted' },
  dispatched: { zh: '已派遣', en: 'dispatched' },
  acknowledged: { zh: '已确认', en: 'acknowledged' },
  'on-site': { zh: '已到场', en: 'on site' },
  handled: { zh: '已处置', en: 'handled' },
  verified: { zh: '已核查', en: 'verified' },
  closed: { zh: '已结案', en: 'closed' },
  returned: { zh: '返工', en: 'returned' },
  void: { zh: '作废', en: 'void' },
  deferred: { zh: '挂账', en: 'deferred' },
};

export const stepWords: Readonly<Record<CaseStepName, InBoth>> = {
  reported: { zh: '上报', en: 'reported' },
  accepted: { zh: '立案', en: 'accepted' },
  dispatched: { zh: '派遣', en: 'dispatched' },
  joined: { zh: '另一摄像头也已发现', en: 'seen by another camera too' },
  'still-there': { zh: '仍在现场', en: 'still there' },
  'cleared-in-part': { zh: '此处已清除，他处仍在', en: 'clear here, not elsewhere' },
  cleared: { zh: '已清除', en: 'clear' },
  'came-back': { zh: '再次出现', en: 'came back' },
  'late-event': { zh: '迟到的上报', en: 'late alert' },
  'late-lease': {
    zh: '摄像头已由其他边缘节点接管，此为原节点迟到的上报',
    en: 'late alert of an edge after another edge had taken over the camera',
  },
  'next-edge': {
    zh: '另一边缘节点接管了摄像头，并再次上报同一目标',
    en: 'another edge took over the camera and reported the same object again',
  },
  acknowledged: { zh: '确认接收', en: 'acknowledged' },
  'on-site': { zh: '到达现场', en: 'on site' },
  handled: { zh: '已处置', en: 'handled' },
  verified: { zh: '已核查', en: 'verified' },
  closed: { zh: '结案', en: 'closed' },
  returned: { zh: '返工', en: 'returned' },
  void: { zh: '作废', en: 'void' },
  'deferral-asked': { zh: '申请挂账', en: 'deferral requested' },
  deferred: { zh: '挂账', en: 'deferred' },
  resumed: { zh: '恢复办理', en: 'resumed' },
  waiting: { zh: '等待其他部门', en: 'waiting for another department' },
  'went-on': { zh: '继续办理', en: 'continued' },
  transferred: { zh: '转派', en: 'transferred' },
  escalated: { zh: '通知上一级', en: 'escalated' },
  reminded: { zh: '再次通知', en: 'notified again' },
  'acknowledgement-lapsed': { zh: '确认失效', en: 'acknowledgement lapsed' },
  'handed-on': { zh: '移交当班人员', en: 'handed on to the people on duty' },
  snoozed: { zh: '暂缓处理', en: 'put aside for a while' },
  woken: { zh: '暂缓结束', en: 'no longer put aside' },
  'held-quiet': { zh: '免打扰时段，结束后通知', en: 'waits for the end of quiet hours' },
  're-opened': { zh: '重新立案', en: 're-opened' },
  'clear-before-arrival': { zh: '到场前已清除', en: 'clear before anybody arrived' },
  told: { zh: '通知当班人员', en: 'people on duty notified' },
  'held-for-review': { zh: '待人工复核', en: 'waits for a review' },
  confirmed: { zh: '复核确认', en: 'confirmed in review' },
  dismissed: { zh: '复核作废', en: 'void in review' },
  'review-lapsed': { zh: '无人复核，未发出', en: 'not reviewed in time: not sent' },
};

export const partWords: Readonly<Record<CasePart, InBoth>> = {
  system: { zh: '系统', en: 'system' },
  intake: { zh: '受理员', en: 'intake' },
  inspector: { zh: '监督员', en: 'inspector' },
  'duty-leader': { zh: '值班长', en: 'duty leader' },
  dispatcher: { zh: '派遣员', en: 'dispatcher' },
  handler: { zh: '处置人员', en: 'handler' },
};

export const roleWords: Readonly<Record<Delivery['role'], InBoth>> = {
  officer: { zh: '执法人员', en: 'officer' },
  property: { zh: '物业人员', en: 'property staff' },
  'duty-leader': { zh: '值班长', en: 'duty leader' },
};

export const deliveryWords: Readonly<Record<Delivery['state'], InBoth>> = {
  waiting: { zh: '尚未发出', en: 'not sent yet' },
  refused: { zh: '消息服务器拒收', en: 'refused by the broker' },
  'handed-over': { zh: '已发出', en: 'handed over' },
  failed: { zh: '无法发出', en: 'could not be sent' },
};

export const effectWords: Readonly<Record<AlertEffect, InBoth>> = {
  opened: { zh: '发现', en: 'opened' },
  'opened-by-later-event': { zh: '由后续上报立案', en: 'opened by a later event' },
  joined: { zh: '另一围栏也已发现', en: 'seen in another fence too' },
  'seen-again': { zh: '仍在现场', en: 'still there' },
  'also-seen': { zh: '另一围栏仍可见', en: 'also seen in another fence' },
  cleared: { zh: '已清除', en: 'clear' },
  'cleared-in-part': { zh: '此处已清除，他处仍在', en: 'clear here, not elsewhere' },
  'came-back': { zh: '再次出现', en: 'came back' },
  superseded: { zh: '迟到的上报，不影响案件', en: 'late, without effect' },
};

export const missingWords: Readonly<Record<MissingThing, InBoth>> = {
  observations: { zh: '观察记录', en: 'observations' },
  fence: { zh: '围栏版本', en: 'fence version' },
  picture: { zh: '图片', en: 'picture' },
  clip: { zh: '录像', en: 'clip' },
  'picture-before': { zh: '事前图片', en: 'picture from before' },
  'picture-after': { zh: '事后图片', en: 'picture from after' },
  software: { zh: '软件版本', en: 'software version' },
  photo: { zh: '人员照片', en: 'photo taken by a person' },
  report: { zh: 'PDF 报告', en: 'report as PDF' },
  credentials: { zh: '内容凭证', en: 'content credentials' },
};
