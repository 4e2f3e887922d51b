// The texts of the account page in simplified Chinese.
import type { accountEn } from './account-en.ts';

export const accountZhCn: typeof accountEn = {
  account: {
    title: '账号',
    cells: '您可以查看这些网格：{{cells}}。',
    password: '密码',
    current: '当前密码',
    new: '新密码，至少8个字符',
    again: '再次输入新密码',
    unequal: '两次输入的新密码不一致。',
    changePassword: '修改密码',
    passwordChanged: '密码已修改，您在其他设备上的登录已退出。',
    wrongPassword: '当前密码错误。',
    sessions: '登录的设备',
    since: '登录时间：{{moment}}',
    thisOne: '本设备',
    end: '退出该设备',
    disabled: '已停用',
    disable: '停用',
    enable: '启用',
    role: '角色',
    cellsOf: '网格',
    cellsHint: '网格编码，或其前6、9、12位（区县、街道、社区）；留空表示全部网格。',
  },
  push: {
    title: '本机响铃',
    turnOn: '开启响铃',
    turnOff: '关闭响铃',
    test: '向我的设备发送测试',
    state: {
      looking: '正在查询…',
      unsupported: '此浏览器不支持响铃。请使用 https 访问，并使用支持推送的浏览器。',
      'install-first': '苹果手机请点“分享”，再点“添加到主屏幕”，然后从主屏幕打开。',
      denied: '本页面的通知已被禁止，请在浏览器设置中允许。',
      'not-here': '本站点没有开通网页推送，请联系管理员。',
      off: '未开启。允许后，您值班时有新案件会响铃。',
      on: '已开启。您值班时会响铃。',
      failed: '未成功：无法连接浏览器的推送服务，请重试。',
    },
    outcome: {
      testing: '正在发送…',
      delivered: '推送服务已接收，稍后响铃。',
      retryable: '未发出，请重试。',
      permanent: '未发出：您没有可以送达的设备。',
    },
  },
};
