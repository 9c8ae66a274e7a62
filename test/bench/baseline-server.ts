/*
 * What the product is measured against: Express with nothing but what every webhook server must do. It reads the form,
 * checks the signature, makes two round trips to Redis and answers a constant document.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { Redis } from 'ioredis';
import twilio from 'twilio';

const { REDIS_URL = '', PUBLIC_URL = '', TWILIO_AUTH_TOKEN = '', DOCUMENT = '', RECORD_LENGTH } = process.env;
const redis = new Redis(REDIS_URL);
const record = 'x'.repeat(Number(RECORD_LENGTH));
const app = express();

app.use(express.urlencoded({ extended: false }));
// oxlint-disable-next-line oxc/no-async-endpoint-handlers -- Express 5 hands a rejection to its error handler
app.post('/voice/leg', async (req, res) => {
  const given = req.get('X-Twilio-Signature') ?? '';
  if (!twilio.validateRequest(TWILIO_AUTH_TOKEN, given, PUBLIC_URL + req.originalUrl, req.body)) {
    res.sendStatus(403);
    return;
  }
  const key = `baseline:${req.body.CallSid}`;
  await redis.get(key);
  await redis.set(key, record);
  res.type('text/xml').send(DOCUMENT);
});

const server = createServer(app).listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ port: (server.address() as AddressInfo).port }));
});
// As the product: connections stay while the others are measured.
server.keepAliveTimeout = 75_000;
process.once('SIGTERM', () => process.exit(0));
