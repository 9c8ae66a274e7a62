/** Numbers of the line itself and of its operators. */
export const OURS = ['+15550100', '+12025550111'];

/** Numbers that cost extra, lead to emergency services, to nobody, or back to us. */
export const NEVER_CALLED = [
  '+19005550123', // premium, US
  '+449098790879', // premium, GB
  '+4919001234567', // premium, DE
  '+4918012345678', // shared cost, DE
  '+447012345678', // "personal", GB: rings anybody, at the price of a premium number
  '+33899123456', // premium, FR
  '+37190112345', // premium, LV
  '+881612345678', // satellites
  '+870773123456',
  '+882160123456',
  '+883510012345',
  '+911',
  '+112',
  '+1911',
  '+49110',
  '+988',
  '+116123',
  '+266696687', // withheld, as keypads spell it
  '+86282452253',
  '+8656696',
  '+2562533',
  '+7378742833',
  '+5355551234', // a country that is not on the list
  '+85212345678',
  'anonymous',
  'Restricted',
  '',
  'client:anna',
  'sip:anna@example.com',
  ...OURS,
];
