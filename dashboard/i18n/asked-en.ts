// What came of asking a unit for somebody on duty, in English.
export const askedEn = {
  'on-duty': 'on duty',
  'nobody-on-duty': 'nobody on duty',
  'escalated-past': 'passed over, as the case was escalated',
  'no-further-person': 'no further person on duty',
  'no-channel': 'no way to reach',
  'off-duty': 'off duty',
  left: 'no longer in the roster',
};
