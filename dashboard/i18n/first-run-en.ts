// The texts of the first steps of a new install, in English.
export const firstRunEn = {
  firstRun: {
    title: 'First steps',
    doneOf: '{{done}} of {{total}} steps are done.',
    allDone: 'All steps are done: fences are watched, and alerts reach people.',
    state: { done: 'Done', next: 'Next', open: 'Open' },
    go: 'Go there',
    look: 'Look at it',
    step: {
      edge: 'An edge is connected',
      camera: 'A camera gives a picture',
      fence: 'A fence is armed',
      unit: 'The cells of the fences belong to a unit',
      person: 'A person has a duty and a log-in',
      channel: 'A message has reached a person',
      duty: 'The next seven days have no gap',
      alert: 'Somebody was notified of a case',
    },
    how: {
      edge: 'Invite an edge, and start it with the command that is shown.',
      camera: 'Add a camera. The edge tries the address and shows the picture.',
      fence: 'Draw a fence on the picture of the camera, and arm it with a reason.',
      unit: 'Add a unit with the 15-digit codes of the cells where the cameras stand.',
      person: 'Add a person with a duty, and send the link with which the password is set.',
      channel: 'Give the person a channel, and press “Test” on the page of the person.',
      duty: 'Somebody must be on duty at every hour in each unit that has duties.',
      alert:
        'Wait for an alert of the fence, or report something as a test with the button: it goes the same way to the person on duty.',
    },
  },
};
