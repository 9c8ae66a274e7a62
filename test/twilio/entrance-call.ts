import { expect } from 'vitest';
import type { Response } from 'supertest';
import { flawsOf, paramsOf, post, type Server } from './a-server.ts';

export const OPERATORS_NUMBER = '+15550100999';

/** Makes calls to the operators' number, request by request; from Anna's phone unless another is named. */
export function entranceCalls(server: () => Server, annas: string) {
  return (callSid: string, from = annas) => {
    let next = '/voice/incoming';
    function posted(path: string, digits?: string): Promise<Response> {
      const keys = digits === undefined ? {} : { Digits: digits };
      return post(server(), path, paramsOf({ CallSid: callSid, From: from, To: OPERATORS_NUMBER, ...keys }));
    }
    return {
      /** Asks for the next document, with keys where some were pressed; the answer's words. */
      async asks(digits?: string): Promise<string> {
        const { status, text } = await posted(next, digits);
        expect(status).toBe(200);
        expect(flawsOf(text)).toEqual([]);
        next = urlIn(text) ?? next;
        return wordsIn(text);
      },
      post: posted,
      next: () => next,
    };
  };
}

export function wordsIn(twiml: string): string {
  return [...twiml.matchAll(/<Say[^>]*>([^<]*)</g)].map(([, words]) => words).join(' ');
}

/** The URL that keys go to, or, where the document has no Gather, nothing. */
function urlIn(twiml: string): string | null {
  const url = /<Gather[^>]* action="([^"]+)"/.exec(twiml)?.[1]?.replaceAll('&amp;', '&');
  if (url === undefined) return null;
  const { pathname, search } = new URL(url);
  return pathname + search;
}
