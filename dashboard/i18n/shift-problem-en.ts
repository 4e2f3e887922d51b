// The faults of coming shifts, in English.

export const shiftProblemEn = {
  'duty-gap': {
    title: 'Nobody will be on duty',
    advice: 'Cases of this time go to the level above. Add somebody to the shift, or an override.',
  },
  'duty-no-channel': {
    title: 'Somebody on duty cannot be reached',
    advice:
      'No channel that works leads to this person. Add one in the roster, or repair the channel.',
  },
  'duty-doubled': {
    title: 'Somebody is on duty in several places',
    advice: 'The same person is told first in all of them. Have somebody else take one.',
  },
};
