// The problems and what to do about them, by code, in English.
import { evidenceProblemsEn } from './evidence-en.ts';
import { channelProblemEn } from './channel-problem-en.ts';
import { leaseProblemEn, withoutReasonEn } from './lease-problem-en.ts';
import { shiftProblemEn } from './shift-problem-en.ts';

export const healthEn = {
  health: {
    title: 'System health',
    badge: '{{total}} problems',
    now: 'Present problems',
    allWell: 'No problem is known',
    allWellText:
      'Edges report their health every few seconds; dispatch watches its own parts. Problems appear here by themselves.',
    past: 'Past problems',
    noPast: 'Nothing was wrong in the last two weeks.',
    since: 'since {{time}}',
    sinceFirst: 'the first since {{time}}',
    fromTo: '{{from}} to {{to}}',
    lasted: 'lasted {{duration}}',
    times: '{{total}} times',
    bySilentEdge: 'reported at {{time}} by an edge that has been silent since: it may have changed',
    seenBy: 'reported by edge {{edge}}',
    affected: '{{total}} affected',
    showAll: 'Show all {{total}}',
    toCamera: 'Show the camera',
    toFences: 'Check its fences',
    unknownNow: 'The connection is lost. This was the state at {{time}}.',
    critical: 'Urgent',
    serious: 'Needs attention',
    notice: 'For information',
  },
  channels: {
    title: 'Channels to people',
    type: {
      webhook: 'Webhook',
      wecom: 'WeCom',
      dingtalk: 'DingTalk',
      feishu: 'Feishu',
      email: 'E-mail',
      sms: 'SMS',
      'web-push': 'Push to phones',
    },
    test: 'Test',
    testing: 'Testing…',
    delivered: 'Delivered in {{ms}} ms',
    retryable: 'Not delivered yet: {{reason}}',
    permanent: 'Not delivered: {{reason}}',
    testOf: 'Send a test message over {{channel}}',
  },
  doubt: {
    'not-heard-of': '{{total}} of {{of}} cameras without a report',
    'not-seen': '{{total}} of {{of}} cameras show nothing that can be trusted',
    connection: 'Connection lost: no data',
    'not-known': 'Whether the cameras are watched is not known.',
    more: 'and {{total}} more',
    title: 'No alerts, but not everything is watched',
    blindTitle: 'No camera is being watched',
    text: 'What happens there now would not be seen. Alerts appear here by themselves as soon as it is watched again.',
    notSeenSince: 'Not seen since {{time}}',
    notSeen: 'Not seen at present',
    presentUnseen: '{{total}} there when last seen',
    noneKnown: 'No alert is known',
  },
  problemValue: {
    detail: '{{value}}',
    error: '{{value}}',
    status: 'Answer: {{value}}',
    unit: 'Unit {{value}}',
    part: 'As {{value}}',
    person: 'Person {{value}}',
    fromAt: 'From {{value}}',
    toAt: 'Until {{value}}',
    others: 'Also at {{value}}',
    retryAt: 'Next try at {{value}}',
    at: 'At {{value}}',
    freeBytes: '{{value}} free',
    totalBytes: 'of {{value}}',
    byMs: 'By {{value}}',
    view: '{{value}}',
    edgeId: 'Edge {{value}}',
    without: '{{value}}',
    reason: '{{value}}',
    alerts: '{{value}} alerts wait',
    dumpTakenAt: 'The copy that was restored is from {{value}}; what came later may be missing.',
  },
  withoutReason: withoutReasonEn,
  topicReason: {
    'not-authorised': 'The broker does not allow dispatch to use this topic.',
    'topic-not-allowed': 'The broker does not accept this topic.',
    'quota-exceeded': 'A limit of the broker is reached.',
    refused: 'The broker refuses and gives no reason.',
    'no-round-trip':
      'The broker confirmed a test message, but it did not come back: what is sent here most likely reaches nobody.',
    'cannot-be-checked':
      'Dispatch may not listen here, and the broker does not say whether it passes messages on: it is not known whether they arrive.',
  },
  problem: {
    ...evidenceProblemsEn,
    'camera-unreachable': {
      title: 'Camera cannot be reached',
      advice: 'Check the camera’s power and network, and the address in the site file.',
    },
    'camera-login-refused': {
      title: 'Camera refuses the log-in',
      advice: 'Check user name and password of the camera in the site file.',
    },
    'camera-login-held': {
      title: 'Log-in to the camera is held back',
      advice:
        'Too many wrong tries may have locked this address at the recorder. Correct the password; the next attempt is made automatically.',
    },
    'camera-stream-not-found': {
      title: 'Camera has no such stream',
      advice: 'Check the path and the channel in the camera’s address.',
    },
    'camera-stalled': {
      title: 'Camera is connected but sends nothing',
      advice: 'Restart the camera; if it comes back, check its network.',
    },
    'camera-waiting-for-key-frame': {
      title: 'Waiting for the camera’s next key frame',
      advice:
        'Nothing is seen until it comes. In the camera’s settings choose a shorter key frame interval, such as 2 s, and switch “smart codec” off.',
    },
    'camera-unreadable-video': {
      title: 'Camera’s video cannot be read',
      advice: 'Choose H.264 or H.265 in the camera’s settings.',
    },
    'camera-unusable-picture': {
      title: 'Camera’s picture cannot be used',
      advice: 'Check resolution and aspect ratio in the camera’s settings.',
    },
    'camera-time-jumps': {
      title: 'Camera’s time stamps jump',
      advice: 'The jumps are corrected. Set the clock of the camera or recorder with NTP.',
    },
    'camera-not-recording': {
      title: 'Camera is not recorded',
      advice: 'It is watched, but alerts have no clip. Check the disk of the edge.',
    },
    'camera-failed': {
      title: 'Camera failed on the edge',
      advice: 'It is tried again automatically. If the problem stays, read the log of the edge.',
    },
    'camera-view-wrong': {
      title: 'Camera’s view cannot be trusted',
      advice:
        'Its fences are suspended. Clean or uncover the lens, point it back, or confirm the new view at its fences.',
    },
    'camera-not-heard-of': {
      title: 'No edge reports the camera',
      advice:
        'Nobody knows what it sees. Check that the edge that should watch it runs, reaches dispatch, and has this camera in its site file.',
    },
    'disk-full': {
      title: 'Disk is full',
      advice:
        'Clips can no longer be kept. Make room on the disk of the edge, or give it a larger one.',
    },
    'disk-nearly-full': {
      title: 'Disk is nearly full',
      advice: 'Free disk space before clips are lost.',
    },
    'folder-not-writable': {
      title: 'Folder cannot be written',
      advice: 'Alerts and clips cannot be kept. Check owner, rights and the disk’s health.',
    },
    'entry-damaged': {
      title: 'A stored file was damaged',
      advice:
        'It was moved aside, and everything else continues. If it happens again, check the disk.',
    },
    'clock-stepped': {
      title: 'The system clock was changed',
      advice: 'Dwell is measured by a steady clock and is not affected. Use NTP to set the time.',
    },
    'ffmpeg-too-old': {
      title: 'ffmpeg is too old',
      advice: 'Install a newer ffmpeg on the edge and restart it.',
    },
    'dispatch-unreachable': {
      title: 'Edge cannot reach dispatch',
      advice: 'Pictures and clips wait on the edge. Check network, address and firewall.',
    },
    'dispatch-login-refused': {
      title: 'Dispatch refuses the edge',
      advice: 'Give the edge the same edge token as dispatch.',
    },
    'dispatch-refuses': {
      title: 'Dispatch or a proxy refuses uploads',
      advice:
        'They wait on the edge. Check size limits and paths of the proxy in front of dispatch.',
    },
    'answer-not-from-dispatch': {
      title: 'Something else answers instead of dispatch',
      advice:
        'A log-in page or a proxy is in between. Uploads wait on the edge until dispatch itself answers.',
    },
    'edge-part-failed': {
      title: 'A part of the edge failed',
      advice: 'It is restarted automatically. If the problem stays, read the log of the edge.',
    },
    'redis-unreachable': {
      title: 'Redis cannot be reached',
      advice: 'New alerts wait on the edges. Check that Redis runs and can be reached.',
    },
    'redis-login-refused': {
      title: 'Redis refuses the log-in',
      advice: 'Check user name and password in the address of Redis.',
    },
    'redis-evicts': {
      title: 'Redis may delete alerts',
      advice: 'Set its maxmemory-policy to noeviction, or use a separate Redis.',
    },
    'redis-read-only': {
      title: 'Redis accepts no writes',
      advice:
        'It is a replica, perhaps after a fail-over, or its memory or disk is full. New alerts wait on the edges.',
    },
    'broker-unreachable': {
      title: 'MQTT broker cannot be reached',
      advice: 'Nobody is notified by MQTT; messages wait. Check that the broker runs.',
    },
    'broker-refuses-topic': {
      title: 'MQTT topic does not work, or cannot be checked',
      advice:
        'Officers may hear nothing here. Let dispatch write and read this topic in the broker’s access list (ACL).',
    },
    ...channelProblemEn,
    'store-unreachable': {
      title: 'Database does not answer',
      advice: 'Alerts wait in the queue. Check that PostgreSQL runs and has disk space.',
    },
    'store-restored': {
      title: 'Database was restored',
      advice: 'What was written after the copy below may be missing. Compare with the edges.',
    },
    ...leaseProblemEn,
    ...shiftProblemEn,
    'edge-silent': {
      title: 'Edge does not report',
      advice:
        'Its cameras are not watched as far as is known. Check its power, network and service.',
    },
  },
};
