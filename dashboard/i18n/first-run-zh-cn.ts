// The texts of the first steps of a new install, in simplified Chinese.
import type { firstRunEn } from './first-run-en.ts';

export const firstRunZhCn: typeof firstRunEn = {
  firstRun: {
    title: '首次使用',
    doneOf: '共 {{total}} 步，已完成 {{done}} 步。',
    allDone: '全部完成：围栏已值守，告警可以送达人员。',
    state: { done: '已完成', next: '下一步', open: '待办' },
    go: '前往',
    look: '查看',
    step: {
      edge: '边缘节点已连接',
      camera: '摄像头有画面',
      fence: '围栏已布防',
      unit: '围栏所在网格已归属单位',
      person: '有人员已安排岗位并有登录账号',
      channel: '有消息已送达人员',
      duty: '未来七天没有空岗',
      alert: '有案件已通知人员',
    },
    how: {
      edge: '邀请一个边缘节点，并用显示的命令启动。',
      camera: '添加摄像头，边缘节点会试连地址并显示画面。',
      fence: '在摄像头画面上绘制围栏，填写原因后布防。',
      unit: '添加单位，填写摄像头所在网格的 15 位编码。',
      person: '添加人员并安排岗位，把设置密码的链接发给本人。',
      channel: '为人员设置通知渠道，并在人员页面点“测试”。',
      duty: '有岗位的单位每个时段都要有人值班。',
      alert: '等待围栏告警，或点按钮上报一件测试事项：它以同样的流程通知值班人员。',
    },
  },
};
