import type { Schemas } from "./generated/types.js";

/** What the server says when it refuses: RFC 9457, with the fields that a screen needs. */
export type Problem = Schemas["Problem"];

/** A refusal. Branch on `code`, which never changes its meaning; show `message`, a sentence for people. */
export class TalkamieError extends Error {
  override readonly name = "TalkamieError";

  constructor(
    message: string,
    /** `family/slug`, such as `connection/not-found`; `undefined` when the answer was not the server's own. */
    readonly code: string | undefined,
    /** The HTTP status, also of refusals over the WebSocket. */
    readonly status: number,
    /** Everything that was said: the mistakes in `errors`, the `requestId` to quote. */
    readonly problem: Problem | undefined,
    /** Seconds to wait before the next try, where the server says so. */
    readonly retryAfter: number | undefined = undefined,
  ) {
    super(message);
  }

  static of(body: unknown, status: number, retryAfter?: number): TalkamieError {
    const problem = typeof body === "object" && body !== null && "code" in body ? (body as Problem) : undefined;
    const message = problem?.error ?? problem?.title ?? `The server answered ${status}`;
    return new TalkamieError(message, problem?.code, status, problem, retryAfter);
  }
}

/** The WebSocket went, or was closed, before an answer came: whether the action was done is not known. */
export class ConnectionLost extends Error {
  override readonly name = "ConnectionLost";

  constructor(
    message: string,
    /** The code with which the connection was closed. */
    readonly closeCode: number | undefined = undefined,
  ) {
    super(message);
  }
}
