// The problems of cameras, in Chinese.
import type { problemEn } from './problem-en.ts';

export const problemZhCn: typeof problemEn = {
  cameraProblem: {
    loginRefused: '摄像头拒绝登录，请检查用户名和密码。',
    notFound: '视频流或文件不存在。',
    unreachable: '无法连接摄像头，请检查网络和供电。',
    timedOut: '摄像头没有应答。',
    transportRefused: '摄像头不支持该传输方式。',
    noVideo: '视频源中没有视频。',
    notAVideo: '视频源的内容无法识别。',
    empty: '文件为空。',
    damaged: '视频已损坏，无法解码。',
    truncated: '文件不完整，中途断开。',
    ended: '视频流已中断。',
    stalled: '摄像头已连接，但没有画面传来。',
    loginHeld: '摄像头多次拒绝登录，可能已锁定本机地址，下一次尝试会延后。',
    forbidden: '登录正确，但无权查看该码流，请检查摄像头上的用户权限。',
    waitingForKeyFrame: '正在等待关键帧：摄像头的关键帧间隔很长。',
    unusablePicture: '画面尺寸异常，无法使用。',
    noKeyFrame: '摄像头有视频传来，但没有关键帧。',
    noFfmpeg: '边缘节点未安装 ffmpeg。',
    failed: '视频处理失败。',
    other: '摄像头出现故障。',
    playedToEnd: '文件已播放完毕。',
  },
};
