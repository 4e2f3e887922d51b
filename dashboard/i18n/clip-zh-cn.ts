// The texts of the player of clips, in Chinese.
import type { clipEn } from './clip-en.ts';

export const clipZhCn: typeof clipEn = {
  gap: '{{from}} 至 {{to}} 缺失 {{duration}}：{{reason}}。',
  beginsLate: '录像从 {{to}} 开始，比要求晚 {{duration}}：{{reason}}。',
  endsEarly: '录像到 {{from}} 结束，比要求早 {{duration}}：{{reason}}。',
  none: '{{from}} 至 {{to}} 之间没有留下录像：{{reason}}。',
  damaged: '文件已损坏：{{where}}。',
  play: '播放（空格）',
  pause: '暂停（空格）',
  next: '下一帧（.）',
  previous: '上一帧（,）',
  toAlert: '跳到告警时刻（a）',
  fullScreen: '全屏',
  timeline: '录像时间轴',
  keys: '按键：空格播放或暂停，“←”“→”移动一秒，“,”“.”逐帧，“a”跳到告警时刻。',
  looked: '显示 {{seconds}} 秒前的识别结果',
  lookedNow: '本帧的识别结果',
  notLooked: '本帧之前未做识别',
  still: '方框为告警时刻的位置，逐帧识别结果几分钟内到达',
  legend: {
    look: '识别时刻，长线为看到目标',
    dwell: '停留至告警',
    alert: '告警',
  },
  says: {
    before: '目标尚未停留。',
    dwell: '已停留 {{stood}}，满 {{needed}} 时告警。',
    progress: '告警前的停留时间',
    notYet: '尚未告警：{{reason}}。',
    alertNow: '此刻告警。',
    alert: '已于 {{since}} 前告警。',
    goneNow: '此刻已离开。',
    gone: '已离开 {{since}}。',
  },
  earlier: {
    title: '为什么没有更早告警？',
    fence: '无法判定：此处不知道当时的围栏。',
    observations: '无法判定：告警前的识别记录尚未到达或已删除。',
    other: '无法判定：现存记录得不出同一告警。差异可在命令行用重放功能查看。',
  },
  fence: {
    changed:
      '判定所用围栏为第 {{then}} 版。现为第 {{today}} 版，{{author}} 于 {{time}} 修改：“{{reason}}”',
    removed: '判定所用围栏为第 {{then}} 版。{{author}} 已于 {{time}} 删除：“{{reason}}”',
  },
  copy: {
    cannotPlay:
      '此浏览器无法播放该录像：不支持其编码（通常为高效视频编码）。原录像完好，导出时包含原件。',
    ask: '显示转换副本',
    converting: '正在转换录像，可能需要一分钟。',
    is: '转换副本，并非证据原件。导出中包含原始录像。',
    none: '没有转换副本。',
  },
  together: {
    waits: '正在等待 {{cameras}}',
    noClip: '该摄像头没有录像。',
    before: '此刻没有画面：录像从更晚开始。',
    after: '此刻没有画面：录像已结束。',
    gap: '此刻没有画面：{{reason}}。',
  },
  reason: {
    'camera-away': '摄像头没有画面或无法连接',
    'worker-not-running': '边缘程序未运行',
    'disk-full': '边缘设备磁盘已满',
    'disk-failed': '边缘设备磁盘拒绝写入',
    'disk-too-slow': '边缘设备磁盘太慢',
    'no-longer-kept': '边缘设备已按时间或空间删除',
    'segment-damaged': '此处录像无法读取',
    'camera-removed': '边缘节点已没有这台摄像头',
    'not-known': '原因不明',
  },
};
