// What came from an address that an edge tried, or why nothing did, in English.
export const cameraTryEn = {
  title: 'Try the address',
  hint: 'An edge opens the address as it would later, and shows what comes. Nothing is stored.',
  edge: 'Edge that tries',
  noEdge: 'No edge is connected that could try it.',
  start: 'Try it',
  again: 'Try again',
  waiting: 'Waiting for {{edge}}, which asks every three seconds…',
  running: '{{edge}} opens the address…',
  lost: '{{edge}} did not answer. Is it running? Try again.',
  outdated: 'The form has changed since. Try again.',
  alt: 'What the camera sees now',
  picture: 'A picture came.',
  noPictureShown: 'A picture came, but it is too large to be shown here.',
  codec: 'Codec',
  size: 'Size',
  pixels: '{{width}} × {{height}}',
  frameRate: 'Pictures a second',
  keyFrame: 'Key frame every',
  seconds: '{{seconds}} s',
  transport: 'Transport',
  took: 'First picture after',
  notMeasured: 'not measured',
  slowKeys:
    'Key frames come seldom. Set 2 s or less on the camera: otherwise the edge must decode every picture, which needs much more CPU time.',
  small:
    'The picture is small. People and goods far away will not be recognised: 1080p or better is recommended.',
  said: 'Message of ffmpeg on the edge:',
  fault: {
    'login-refused': 'The camera refuses the log-in. Check user and password.',
    'not-found':
      'The camera answers, but has no stream with this path. Check the part after the host.',
    'name-unknown': 'The edge does not know a host of this name. Check it, or use the IP address.',
    'connection-refused':
      'The host answers, but nothing listens at this port. Check the port, and that RTSP is switched on.',
    'no-route':
      'The edge cannot reach the host. Check the address, the cable and the network of the edge.',
    'no-answer':
      'The camera did not answer in time. It may be busy, or a firewall may drop the packets.',
    'not-rtsp': 'Something answers, but it does not speak RTSP. Check the port.',
    'no-video':
      'The stream has no video that comes this way. Try another transport or another path.',
    'unsupported-codec':
      'The camera sends {{codec}}, which cannot be used. Set H.264 or H.265 on the camera.',
    'no-picture':
      'The connection works, but no complete picture came. Try another stream of the camera.',
    'no-ffmpeg': 'The edge has no ffmpeg. Install it there.',
    'edge-busy': 'The edge is trying other addresses. Try again in half a minute.',
    failed: 'It did not work for another reason.',
  },
};
