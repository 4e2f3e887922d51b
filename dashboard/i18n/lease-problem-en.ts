// Problems of edges that share cameras, and of their load, in English.

export const leaseProblemEn = {
  'edge-overloaded': {
    title: 'Edge is overloaded',
    advice: 'Cameras are analysed less often. Use fewer cameras or a faster machine.',
  },
  'camera-without-edge': {
    title: 'No edge can take the camera',
    advice:
      'Nobody knows what it sees. Start an edge that may have it, or raise the capacity of one.',
  },
  'edge-id-taken': {
    title: 'Two edges have the same id',
    advice: 'This one takes no cameras until then. Give each worker an id of its own.',
  },
};

/** Why no edge can take a camera. */
export const withoutReasonEn = {
  'nobody-at-its-place': 'No edge runs that the site file allows for this camera.',
  'all-full': 'All edges have as many cameras as they may take.',
  'all-leaving': 'All edges that could take it are handing over their cameras.',
};
