import request from 'supertest';
import { afterEach, describe, expect, it } from 'vitest';
import type { BrowserPhones } from '../../../src/api/desk/phone.ts';
import { phoneTokens } from '../../../src/twilio/phone-token.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';

let open: TestApp | null = null;
afterEach(() => open?.close());

async function begin(browserPhones: BrowserPhones): Promise<TestApp> {
  open = await startTestApp({ browserPhones });
  return open;
}
const token = ({ app }: TestApp, cookie: string) =>
  request(app).post('/api/phone/token').set('Cookie', cookie).send({});

const apiKey = { sid: 'SK1', secret: 'secret' };
const twilioPhones: BrowserPhones = {
  kind: 'twilio',
  token: phoneTokens({ accountSid: 'AC1', apiKey }) ?? (() => ''),
};

describe('the browser as a phone', () => {
  it('is given a token with which it can be called as the client on file, and nothing else, for an hour', async () => {
    const house = await begin(twilioPhones);
    const anna = await house.personSignedIn('anna', ['operator'], { address: 'client:anna.k' });
    const { body } = await token(house, anna).expect(200);
    expect(body).toMatchObject({ kind: 'twilio', identity: 'anna.k', expiresAt: '2026-01-05T10:00:00.000Z' });
    const [head, claims] = (body.token as string).split('.').map((part) => Buffer.from(part, 'base64url'));
    expect(JSON.parse(String(head))).toMatchObject({ cty: 'twilio-fpa;v=1', alg: 'HS256' });
    const { grants, exp, iat, iss, sub } = JSON.parse(String(claims));
    expect({ grants, lasts: exp - iat, iss, sub }).toEqual({
      grants: { identity: 'anna.k', voice: { incoming: { allow: true } } },
      lasts: 3_600,
      iss: 'SK1',
      sub: 'AC1',
    });
    const me = await request(house.app).get('/api/me').set('Cookie', anna).expect(200);
    expect(me.body).toMatchObject({ browserPhone: true });
  });

  it('is told where the phone that stands in is', async () => {
    const house = await begin({ kind: 'stand-in', url: 'http://127.0.0.1:3001' });
    const anna = await house.personSignedIn('anna', ['operator'], { address: 'client:anna' });
    const { body } = await token(house, anna).expect(200);
    expect(body).toEqual({ kind: 'stand-in', url: 'http://127.0.0.1:3001', identity: 'anna' });
  });

  it('is refused in words where browsers are no phones, and where the phone on file is none', async () => {
    const without = await begin(null);
    const anna = await without.personSignedIn('anna', ['operator'], { address: 'client:anna' });
    expect((await token(without, anna).expect(404)).body).toMatchObject({ code: 'no-browser-phones' });
    const me = await request(without.app).get('/api/me').set('Cookie', anna).expect(200);
    expect(me.body).toMatchObject({ browserPhone: false });
    await without.close();
    const house = await begin(twilioPhones);
    const boris = await house.personSignedIn('boris', ['operator'], { address: '+15550001111' });
    expect((await token(house, boris).expect(409)).body).toMatchObject({ code: 'not-a-browser' });
  });

  it('may talk to its network under the policy of our pages, and to nobody where there is none', async () => {
    const policy = async (browserPhones: BrowserPhones) => {
      const { app, close } = await startTestApp({ browserPhones });
      const { headers } = await request(app).get('/healthz');
      await close();
      return String(headers['content-security-policy']);
    };
    expect(await policy(null)).toContain("connect-src 'self';");
    expect(await policy({ kind: 'stand-in', url: 'http://127.0.0.1:3001' })).toContain(
      "connect-src 'self' http://127.0.0.1:3001;",
    );
    expect(await policy(twilioPhones)).toContain(
      "connect-src 'self' https://eventgw.twilio.com wss://voice-js.roaming.twilio.com",
    );
  });
});
