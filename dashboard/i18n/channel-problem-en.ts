// The problems of direct channels, in English.

export const channelProblemEn = {
  'channel-unreachable': {
    title: 'Channel cannot be reached',
    advice:
      'Its messages go to each person’s next channel. Check the address, the network and that the service runs; then press Test.',
  },
  'channel-login-refused': {
    title: 'Channel refuses the log-in',
    advice:
      'Key, token or password is wrong or was changed. Set the new one in the environment, start dispatch again and press Test.',
  },
  'channel-refuses': {
    title: 'Channel refuses messages',
    advice:
      'The robot or address may be gone, or lead elsewhere. Compare the site file with the service’s own page, then press Test.',
  },
  'channel-rate-limited': {
    title: 'Channel accepts no more messages for now',
    advice:
      'More was sent than the service allows. Messages wait or go to the next channel. Spread people over several robots.',
  },
};
