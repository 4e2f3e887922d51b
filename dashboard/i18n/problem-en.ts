// What keeps a camera from working, in English.
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
    truncated: 'The file breaks off before its end.',
    ended: 'The stream ended.',
    stalled: 'The camera is connected but sends nothing.',
    noKeyFrame: 'The camera sends video, but no key frame to begin with.',
    noFfmpeg: 'ffmpeg is not installed on the edge worker.',
    failed: 'The video could not be processed.',
    playedToEnd: 'The file has been played to its end.',
  },
};
