// The problems and what to do about them, by code, in simplified Chinese.
import { evidenceProblemsZhCn } from './evidence-zh-cn.ts';
import { leaseProblemZhCn, withoutReasonZhCn } from './lease-problem-zh-cn.ts';
import { shiftProblemZhCn } from './shift-problem-zh-cn.ts';
import type { healthEn } from './health-en.ts';

export const healthZhCn: typeof healthEn = {
  health: {
    title: '系统状态',
    badge: '{{total}} 项异常',
    now: '当前异常',
    allWell: '目前未发现异常',
    allWellText: '边缘节点每隔几秒上报状态，派遣中心监测自身各部分。出现异常会自动显示在这里。',
    past: '已恢复',
    noPast: '最近两周没有异常。',
    since: '自 {{time}} 起',
    sinceFirst: '最早自 {{time}} 起',
    fromTo: '{{from}} 至 {{to}}',
    lasted: '持续 {{duration}}',
    times: '{{total}} 次',
    bySilentEdge: '为 {{time}} 的上报，此后该边缘节点无消息，情况可能已变化',
    seenBy: '由边缘节点 {{edge}} 上报',
    affected: '涉及 {{total}} 处',
    showAll: '显示全部 {{total}} 处',
    toCamera: '查看摄像头',
    toFences: '检查围栏',
    unknownNow: '连接中断：以下为 {{time}} 的情况。',
    critical: '紧急',
    serious: '需处理',
    notice: '提示',
  },
  channels: {
    title: '通知渠道',
    type: {
      webhook: '网络回调',
      wecom: '企业微信',
      dingtalk: '钉钉',
      feishu: '飞书',
      email: '电子邮件',
      sms: '短信',
      'web-push': '手机推送',
    },
    test: '测试',
    testing: '测试中…',
    delivered: '已送达，用时 {{ms}} 毫秒',
    retryable: '未送达，可稍后重试：{{reason}}',
    permanent: '未送达：{{reason}}',
    testOf: '通过 {{channel}} 发送测试消息',
  },
  doubt: {
    'not-heard-of': '{{of}} 路摄像头中有 {{total}} 路没有消息',
    'not-seen': '{{of}} 路摄像头中有 {{total}} 路画面不可用',
    connection: '连接中断：没有收到消息',
    'not-known': '无法得知摄像头是否在监测中。',
    more: '另有 {{total}} 项',
    title: '没有告警，但并非全部在监测中',
    blindTitle: '没有摄像头在监测中',
    text: '那里正在发生的情况无法看到。恢复监测后，告警会自动显示在这里。',
    notSeenSince: '自 {{time}} 起未见画面',
    notSeen: '目前看不到现场',
    presentUnseen: '{{total}} 处最后一次看到时仍在现场',
    noneKnown: '没有已知告警',
  },
  problemValue: {
    detail: '说明：{{value}}',
    error: '错误：{{value}}',
    status: '应答：{{value}}',
    unit: '单位：{{value}}',
    part: '岗位：{{value}}',
    person: '人员：{{value}}',
    fromAt: '自 {{value}} 起',
    toAt: '至 {{value}}',
    others: '同时在：{{value}}',
    retryAt: '下次重试：{{value}}',
    at: '时间：{{value}}',
    freeBytes: '剩余 {{value}}',
    totalBytes: '共 {{value}}',
    byMs: '偏移 {{value}}',
    view: '状态：{{value}}',
    edgeId: '边缘节点 {{value}}',
    without: '{{value}}',
    reason: '{{value}}',
    alerts: '{{value}} 条告警在等待',
    dumpTakenAt: '所用备份的时间：{{value}}，此后的内容可能缺失。',
  },
  withoutReason: withoutReasonZhCn,
  topicReason: {
    'not-authorised': '服务器不允许派遣中心使用该主题。',
    'topic-not-allowed': '服务器不接受该主题。',
    'quota-exceeded': '服务器的配额已用完。',
    refused: '服务器拒绝，未说明原因。',
    'no-round-trip': '服务器确认收到测试消息，但消息没有返回：发到这里的通知很可能无人收到。',
    'cannot-be-checked': '派遣中心无权接收该主题，服务器也不说明是否转发：无法得知通知是否送达。',
  },
  problem: {
    ...evidenceProblemsZhCn,
    'camera-unreachable': {
      title: '摄像头无法连接',
      advice: '请检查摄像头供电和网络，以及站点文件中的地址。',
    },
    'camera-login-refused': {
      title: '摄像头拒绝登录',
      advice: '请检查站点文件中该摄像头的用户名和密码。',
    },
    'camera-login-held': {
      title: '已暂停登录摄像头',
      advice: '多次登录失败后，录像机可能已锁定本机地址。请改正密码，系统会自动重试。',
    },
    'camera-stream-not-found': {
      title: '摄像头没有该视频流',
      advice: '请检查摄像头地址中的路径和通道号。',
    },
    'camera-stalled': {
      title: '摄像头已连接，但没有画面',
      advice: '请重启摄像头；如反复出现，请检查网络。',
    },
    'camera-waiting-for-key-frame': {
      title: '等待摄像头的下一个关键帧',
      advice: '在此之前看不到画面。请在摄像头设置中缩短关键帧间隔（如 2 秒），并关闭智能编码。',
    },
    'camera-unreadable-video': {
      title: '摄像头视频无法识别',
      advice: '请在摄像头设置中选择 H.264 或 H.265。',
    },
    'camera-unusable-picture': {
      title: '摄像头画面无法使用',
      advice: '请检查摄像头设置中的分辨率和宽高比。',
    },
    'camera-time-jumps': {
      title: '摄像头时间戳跳变',
      advice: '系统已作修正。请用 NTP 校准摄像头或录像机的时钟。',
    },
    'camera-not-recording': {
      title: '摄像头未录像',
      advice: '仍在分析，但告警没有录像。请检查边缘节点的磁盘。',
    },
    'camera-failed': {
      title: '摄像头在边缘节点上出错',
      advice: '系统会自动重试。如持续出现，请查看边缘节点日志。',
    },
    'camera-view-wrong': {
      title: '摄像头画面不可信',
      advice: '其围栏已暂停。请清洁或移开遮挡，恢复角度，或在围栏页确认新的画面。',
    },
    'camera-not-heard-of': {
      title: '没有边缘节点上报该摄像头',
      advice:
        '无法得知现场情况。请检查负责该摄像头的边缘节点是否运行、能否连接派遣中心、站点文件中是否有该摄像头。',
    },
    'disk-full': {
      title: '磁盘已满',
      advice: '无法继续保存录像。请清理边缘节点磁盘或更换更大的磁盘。',
    },
    'disk-nearly-full': {
      title: '磁盘将满',
      advice: '请尽快清理，以免录像丢失。',
    },
    'folder-not-writable': {
      title: '目录无法写入',
      advice: '告警和录像无法保存。请检查目录属主、权限和磁盘状况。',
    },
    'entry-damaged': {
      title: '有存储文件损坏',
      advice: '该文件已隔离，其余不受影响。如再次出现，请检查磁盘。',
    },
    'clock-stepped': {
      title: '系统时间被调整',
      advice: '停留时长使用稳定时钟计算，不受影响。请用 NTP 保持时间准确。',
    },
    'ffmpeg-too-old': {
      title: 'ffmpeg 版本过旧',
      advice: '请在边缘节点安装新版 ffmpeg 并重启。',
    },
    'dispatch-unreachable': {
      title: '边缘节点无法连接派遣中心',
      advice: '图片和录像暂存于边缘节点。请检查网络、地址和防火墙。',
    },
    'dispatch-login-refused': {
      title: '派遣中心拒绝该边缘节点',
      advice: '请为边缘节点设置与派遣中心相同的令牌。',
    },
    'dispatch-refuses': {
      title: '派遣中心或代理拒绝上传',
      advice: '文件暂存于边缘节点。请检查派遣中心前代理的大小限制和路径。',
    },
    'answer-not-from-dispatch': {
      title: '应答不是来自派遣中心',
      advice: '中间有登录页或代理。在派遣中心本身应答之前，文件暂存于边缘节点。',
    },
    'edge-part-failed': {
      title: '边缘节点有部件出错',
      advice: '系统会自动重启该部件。如持续出现，请查看边缘节点日志。',
    },
    'redis-unreachable': {
      title: '无法连接 Redis',
      advice: '新告警暂存于边缘节点。请检查 Redis 是否运行、网络是否可达。',
    },
    'redis-login-refused': {
      title: 'Redis 拒绝登录',
      advice: '请检查 Redis 地址中的用户名和密码。',
    },
    'redis-evicts': {
      title: 'Redis 可能丢弃告警',
      advice: '请将 maxmemory-policy 设为 noeviction，或使用独立的 Redis。',
    },
    'redis-read-only': {
      title: 'Redis 拒绝写入',
      advice: '可能是主从切换后的副本，或内存、磁盘已满。新告警暂存于边缘节点。',
    },
    'broker-unreachable': {
      title: '无法连接 MQTT 服务器',
      advice: 'MQTT 通知暂时无法发出，全部等待中。请检查服务器是否运行。',
    },
    'broker-refuses-topic': {
      title: 'MQTT 主题无法送达，或无法确认',
      advice: '该主题的人员可能收不到通知。请在服务器的访问控制（ACL）中允许派遣中心读写该主题。',
    },
    'channel-unreachable': {
      title: '通知渠道无法连接',
      advice: '其消息改走每个人的下一渠道。请检查地址、网络及服务是否运行，然后点“测试”。',
    },
    'channel-login-refused': {
      title: '通知渠道拒绝登录',
      advice: '密钥、令牌或密码有误或已更换。请在环境变量中更新，重启派遣中心后点“测试”。',
    },
    'channel-refuses': {
      title: '通知渠道拒收消息',
      advice: '机器人或地址可能已失效或已变更。请与该服务的设置页核对，然后点“测试”。',
    },
    'channel-rate-limited': {
      title: '通知渠道已限流',
      advice: '发送量超过该服务的上限。消息会等待或改走下一渠道。请把人员分到多个机器人。',
    },
    'store-unreachable': {
      title: '数据库没有应答',
      advice: '告警在队列中等待。请检查 PostgreSQL 是否运行、磁盘是否有空间。',
    },
    'store-restored': {
      title: '数据库已从备份恢复',
      advice: '下列备份之后写入的内容可能缺失，请与边缘节点核对。',
    },
    ...leaseProblemZhCn,
    ...shiftProblemZhCn,
    'edge-silent': {
      title: '边缘节点无消息',
      advice: '目前无法确认其摄像头是否仍在分析。请检查该节点的供电、网络和服务。',
    },
  },
};
