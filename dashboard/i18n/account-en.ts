// The texts of the account page in English.
export const accountEn = {
  account: {
    title: 'Account',
    cells: 'You see these grid cells: {{cells}}.',
    password: 'Password',
    current: 'Current password',
    new: 'New password, 8 characters or more',
    again: 'New password again',
    unequal: 'The two new passwords are not the same.',
    changePassword: 'Change password',
    passwordChanged: 'Your password is changed. You are logged out everywhere else.',
    wrongPassword: 'The current password is wrong.',
    sessions: 'Where you are logged in',
    since: 'Since {{moment}}',
    thisOne: 'This one',
    end: 'Log out there',
    disabled: 'disabled',
    disable: 'Disable',
    enable: 'Enable',
    role: 'Role',
    cellsOf: 'Grid cells',
    cellsHint:
      'Codes of cells, or the first 6, 9 or 12 digits for a district, street or community; all when empty.',
  },
  push: {
    title: 'Ring on this phone',
    turnOn: 'Let it ring',
    turnOff: 'Let it be silent',
    test: 'Send a test to my devices',
    state: {
      looking: 'Looking…',
      unsupported: 'This browser cannot ring. Chrome, Edge, Firefox and Safari can, over https.',
      'install-first':
        'On an iPhone: press Share, then “Add to Home Screen”, and open it from there.',
      denied:
        'Notifications are forbidden for this page. Allow them in the settings of the browser.',
      'not-here': 'This site sends no Web Push. Ask its administrator.',
      off: 'Silent. New cases ring while you are on duty, once you allow it.',
      on: 'Rings for you while you are on duty.',
      failed: 'It did not work: the push service of the browser cannot be reached. Try again.',
    },
    outcome: {
      testing: 'Sending…',
      delivered: 'The push service has accepted it. The phone rings in a moment.',
      retryable: 'Not sent. Try again.',
      permanent: 'Not sent: no device of yours can be reached.',
    },
  },
};
