import type { Request, Response } from 'express';
import { type Caller, type Route, route } from './contract.ts';

/** The live stream. `open` answers the request with server-sent events until either side has had enough. */
export function liveRoutes(open: (req: Request, res: Response, caller: Caller) => Promise<void>): Route[] {
  return [
    route({
      method: 'get',
      path: '/live',
      name: 'live',
      summary:
        'Server-sent events: `snapshot` first, then `contact`, `desk`, `queue`, `operator` with what each is now, `line` with the order of a ' +
        'queue, `gone` for what is no more, and `heartbeat` every 2.5 s (whether the store answers, and the phone network). Resumes with Last-Event-ID. Take positions from the last `line`. Of more than eight streams of a session the oldest ends.',
      access: 'operator',
      success: { status: 200, body: null, contentType: 'text/event-stream' },
      async handle({ req, res, caller }) {
        await open(req, res, caller());
        return 'streaming';
      },
    }),
  ];
}
