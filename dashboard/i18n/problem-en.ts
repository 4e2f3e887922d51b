// The problems of cameras, in English.
export const problemEn = {
  cameraProblem: {
    loginRefused: 'The camera refused the log-in: check user name and password.',
    notFound: 'There is no such stream or file.',
    unreachable: 'The camera cannot be reached: check network and power.',
    timedOut: 'The camera does not answer.',
    transportRefused: 'The camera refuses this transport.',
    noVideo: 'The source has no video.',
    notAVideo: 'The source sends no video that can be read.',
    empty: 'The file is empty.',
    damaged: 'The video is damaged: no picture can be decoded.',
    truncated: 'The file is cut off.',
    ended: 'The stream has ended.',
    stalled: 'The camera is connected but sends nothing.',
    loginHeld:
      'The camera refused the log-in several times. It may have locked this address, so the next try waits.',
    forbidden:
      'The log-in is right, but has no right to this stream: check its rights on the camera.',
    waitingForKeyFrame: 'Waiting for a key frame: the camera rarely sends one.',
    unusablePicture: 'The pictures have a size that cannot be used.',
    noKeyFrame: 'The camera sends video, but no key frame at its beginning.',
    noFfmpeg: 'ffmpeg is not installed on the edge worker.',
    failed: 'The video could not be processed.',
    other: 'The camera has a fault.',
    playedToEnd: 'The file has been played to its end.',
  },
};
