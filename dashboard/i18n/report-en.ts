// The texts of reports by people, in English.

export const reportEn = {
  report: {
    title: 'Report something',
    takePhoto: 'Take a photo',
    removePhoto: 'Take out photo {{number}}',
    kind: 'What is it?',
    choose: 'Choose…',
    where: 'Where is it?',
    near: 'Near which camera?',
    notNear: 'Near none',
    note: 'Note',
    send: 'Send the report',
    sending: 'Sending…',
    sent: 'Sent. The people on duty are notified.',
    incomplete: 'A report needs a photo, what it is, and where.',
    own: 'My reports',
    none: 'Nothing reported yet.',
    photos: 'Photos of people',
    photo: 'Photo of the report',
    outcome: {
      waits: 'not assigned yet',
      given: 'given to those on duty',
      'in-hand': 'being handled',
      done: 'done',
      refused: 'rejected',
      'put-off': 'put off',
    },
  },
};
