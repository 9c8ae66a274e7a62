import { z } from 'zod';

/** Where an operator's desk can be rung: a phone, a SIP address, or a browser phone (Twilio's `To` for calls). */
export const addressSchema = z
  .string({ error: 'must be +1555…, sip:name@host or client:name' })
  .max(250)
  .regex(/^(\+[1-9]\d{6,14}|sips?:[\w.!~*'()%+-]+@[A-Za-z0-9.:[\]-]+(;[\w=;.-]+)?|client:[\w.@+-]{1,120})$/, {
    error: 'must be +1555…, sip:name@host or client:name',
  });
