/** An error of the REST API, with the fields of the SDK's RestException. */
export class RestError extends Error {
  readonly status: number;
  readonly code: number;
  readonly moreInfo: string;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
    this.moreInfo = `https://www.twilio.com/docs/errors/${code}`;
  }
}

/** The connection broke; whether the request was executed is not known. Like Node's errors it has a code, no status. */
export class ConnectionError extends Error {
  readonly code: 'ECONNREFUSED' | 'ECONNABORTED';

  constructor(code: 'ECONNREFUSED' | 'ECONNABORTED') {
    super(`Failed to reach the REST API: ${code}.`);
    this.code = code;
  }
}

export function notFound(what: string): RestError {
  return new RestError(404, 20404, `The requested resource ${what} was not found`);
}

export function badRequest(reason: string): RestError {
  return new RestError(400, 20001, reason);
}
