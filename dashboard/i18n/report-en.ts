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
    sent: 'Sent. Those on duty are told.',
    incomplete: 'A report needs a photo, what it is, and where.',
    own: 'My reports',
    none: 'Nothing reported yet.',
    photos: 'Photos of people',
    photo: 'Photo of the report',
    outcome: {
      waits: 'waits to be taken up',
      given: 'given to those on duty',
      'in-hand': 'somebody sees to it',
      done: 'done',
      refused: 'not taken up',
      'put-off': 'put off',
    },
  },
};
