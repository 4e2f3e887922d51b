// The texts of clips on demand, in Chinese.
import type { askedClipEn } from './asked-clip-en.ts';

export const askedClipZhCn: typeof askedClipEn = {
  title: '其他时段的录像',
  camera: '摄像头',
  from: '开始',
  until: '结束',
  reason: '调取原因（记入监管日志）',
  ask: '调取录像',
  hint: '最长五分钟，仅限边缘节点仍保存的时段，通常为最近十分钟。谁因何调取、谁播放都会被记录。',
  gap: '缺少{{from}}至{{to}}：{{reason}}。',
  state: {
    waits: '边缘节点正在截取。',
    edgeAway: '等待中：此摄像头的边缘节点未连接。恢复后若仍保存该时段，即会截取。',
    here: '录像已到。',
    none: '没有此时段的录像。',
    unanswered: '一天内没有边缘节点应答。',
    deleted: '录像已随案件证据一并删除。',
    missing: '录像已到，但文件已不在磁盘上，且没有删除记录。请告知运维人员。',
  },
};
