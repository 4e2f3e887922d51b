// The faults of coming shifts, in Chinese.

export const shiftProblemZhCn = {
  'duty-gap': {
    title: '班次将无人值守',
    advice: '该时段的案件会交上一级处理。请补充排班人员或临时替班。',
  },
  'duty-no-channel': {
    title: '值班人员无法联系',
    advice: '没有可用的通知渠道能联系到此人。请在排班中补充渠道，或修复渠道。',
  },
  'duty-doubled': {
    title: '同一人在多处值班',
    advice: '各处的案件都会先通知此人。请安排他人接替其中一处。',
  },
};
