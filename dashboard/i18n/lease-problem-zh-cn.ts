// Problems of edges that share cameras, and of their load, in Chinese.

export const leaseProblemZhCn = {
  'edge-overloaded': {
    title: '边缘节点负载过高',
    advice: '摄像头分析间隔变长。请减少摄像头或更换更快的设备。',
  },
  'camera-without-edge': {
    title: '没有边缘节点可以接管该摄像头',
    advice: '无法得知现场情况。请启动允许接管它的边缘节点，或提高某个边缘节点的容量。',
  },
  'edge-id-taken': {
    title: '两个边缘节点使用同一编号',
    advice: '在此之前该节点不接管摄像头。请为每个节点指定各自的编号。',
  },
};

/** Why no edge can take a camera. */
export const withoutReasonZhCn = {
  'nobody-at-its-place': '站点文件允许接管该摄像头的边缘节点都未运行。',
  'all-full': '所有边缘节点的摄像头数量已达上限。',
  'all-leaving': '可以接管它的边缘节点都正在移交摄像头。',
};
