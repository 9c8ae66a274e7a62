import { toOperator } from './moment.ts';

/** What operators hear away from their own desk: at the entrance, and in a colleague's talk. */
export const elsewhereMoments = {
  // The operators' entrance, for those with a phone alone. No answer tells which part of it was wrong.
  'entrance.number': toOperator({}),
  'entrance.pin': toOperator({}),
  'entrance.pin-next': toOperator({}),
  'entrance.wrong': toOperator({}),
  'entrance.over': toOperator({}),
  'entrance.silent': toOperator({}),
  'entrance.too-many': toOperator({}),
  'entrance.elsewhere': toOperator({}),
  'entrance.away': toOperator({ nextSeconds: 'in' }),
  // A supervisor's ear, at a colleague's talk.
  'listen.confirm': toOperator({}),
  'listen.on-hold': toOperator({}),
  'listen.over': toOperator({}),
  'listen.left': toOperator({}),
} as const;
