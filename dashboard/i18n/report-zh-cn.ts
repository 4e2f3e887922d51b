// The texts of reports by people, in Chinese.

export const reportZhCn = {
  report: {
    title: '随手拍上报',
    takePhoto: '拍照',
    removePhoto: '移除第 {{number}} 张照片',
    kind: '问题类型',
    choose: '请选择…',
    where: '地点描述',
    near: '附近的摄像头',
    notNear: '附近没有',
    note: '备注',
    send: '提交上报',
    sending: '正在提交…',
    sent: '已提交，已通知当班人员。',
    incomplete: '请至少添加一张照片，并选择类型、填写地点。',
    own: '我的上报',
    none: '还没有上报。',
    photos: '现场照片',
    photo: '上报照片',
    outcome: {
      waits: '待受理',
      given: '已派遣',
      'in-hand': '处理中',
      done: '已办结',
      refused: '未立案',
      'put-off': '已挂账',
    },
  },
};
