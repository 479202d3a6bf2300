import { TalkamieError } from "./errors.js";
import { OPERATIONS } from "./generated/operations.js";
import type { Schemas, operations } from "./generated/types.js";
import { TalkamieSocket, type SocketOptions } from "./socket.js";

/** The name of an operation: `signIn`, `getChats`, … */
export type OperationId = keyof operations & keyof typeof OPERATIONS;

/** The kinds of parameters that an operation has. */
type Given<All> = {
  [Kind in keyof All as Kind extends "path" | "query" | "header" ? ([Exclude<All[Kind], undefined>] extends [never] ? never : Kind) : never]: All[Kind];
};
type Body<Id extends OperationId> = operations[Id] extends { requestBody: { content: { "application/json": infer Value } } }
  ? { body: Value }
  : unknown;

/** What an operation takes: `path`, `query`, `header` and `body`, as far as it has them. */
export type Arguments<Id extends OperationId> = Given<operations[Id]["parameters"]> & Body<Id>;

type Content<Id extends OperationId> = operations[Id]["responses"][200]["content"];

/** What an operation answers: `{success, statusCode, data, pagination?}`, or a text. */
export type Answer<Id extends OperationId> = Content<Id>[keyof Content<Id>];

/** An operation that answers in pages. */
export type ListId = { [Id in OperationId]: Answer<Id> extends { data: unknown[]; pagination: unknown } ? Id : never }[OperationId];

type Item<Id extends ListId> = Answer<Id> extends { data: (infer Value)[] } ? Value : never;

/** Arguments may be left out when nothing in them is needed. */
type Takes<Id extends OperationId> = Record<string, never> extends Arguments<Id>
  ? [args?: Arguments<Id>, init?: CallInit]
  : [args: Arguments<Id>, init?: CallInit];

/** Every operation as a method. */
export type Operations = { readonly [Id in OperationId]: (...args: Takes<Id>) => Promise<Answer<Id>> };

export interface CallInit {
  /** Ends the request before its time. */
  signal?: AbortSignal;
}

/** `access` opens the API and the WebSocket; `refresh` is traded for a new pair when it has run out. */
export type Tokens = Schemas["UserTokens"];

export interface Options {
  /** Where the API is, with its version: `https://api.talkamie.com/v1`. */
  baseUrl: string;
  /** The tokens of an earlier visit. */
  tokens?: Tokens | undefined;
  /** Called whenever the tokens change, so that they can be kept; with `undefined` when the session ended. */
  onTokens?: (tokens: Tokens | undefined) => void;
  /** Sent with every request as `x-user-timezone-offset`; the device's own when left out, nothing when `null`. */
  timezoneOffset?: number | null;
  /** In the place of the global `fetch`. */
  fetch?: typeof fetch;
}

type Loose = { path?: Record<string, unknown>; query?: Record<string, unknown>; header?: Record<string, unknown>; body?: unknown };

class Client {
  readonly baseUrl: string;
  #tokens: Tokens | undefined;
  #refreshing: Promise<boolean> | undefined;
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
    this.baseUrl = options.baseUrl.replace(/\/+$/, "");
    this.#tokens = options.tokens;
  }

  /** The tokens of the session, `undefined` when signed out. Signing in, up and out, and refreshing, change them. */
  get tokens(): Tokens | undefined {
    return this.#tokens;
  }

  set tokens(tokens: Tokens | undefined) {
    this.#tokens = tokens;
    this.#options.onTokens?.(tokens);
  }

  /**
   * Calls an operation by its name; the methods do the same. An access token that has run out is refreshed once, if there
   * is a refresh token.
   *
   * @throws {TalkamieError} when the server refuses
   */
  async call<Id extends OperationId>(id: Id, args?: Arguments<Id>, init: CallInit = {}): Promise<Answer<Id>> {
    const loose = (args ?? {}) as Loose;
    const used = this.#tokens;
    let response = await this.#send(id, loose, init);
    if (response.status === 401 && used?.refresh && id !== "refreshTokens") {
      const { code } = (await response.clone().json().catch(() => ({}))) as { code?: string };
      if (code === "auth/invalid" && (await this.refresh(used))) response = await this.#send(id, loose, init);
    }
    const isJson = /[/+]json\b/.test(response.headers.get("content-type") ?? "");
    const body: unknown = isJson ? await response.json() : await response.text();
    if (!response.ok) {
      const wait = Number(response.headers.get("retry-after") ?? Number.NaN);
      throw TalkamieError.of(body, response.status, Number.isFinite(wait) ? wait : undefined);
    }
    this.#remember(id, body);
    return body as Answer<Id>;
  }

  /** The items of a list, page after page, for `for await`. */
  async *each<Id extends ListId>(id: Id, args?: Arguments<Id>, init: CallInit = {}): AsyncGenerator<Item<Id>, void, undefined> {
    const { query, ...rest } = (args ?? {}) as Loose;
    let lastEvaluatedKey: unknown;
    do {
      const asked = { ...rest, query: { ...query, ...(lastEvaluatedKey ? { lastEvaluatedKey } : {}) } };
      const page = (await this.call(id, asked as unknown as Arguments<Id>, init)) as { data: Item<Id>[]; pagination: { lastEvaluatedKey?: unknown } };
      yield* page.data;
      lastEvaluatedKey = page.pagination.lastEvaluatedKey;
    } while (lastEvaluatedKey);
  }

  /** A WebSocket for the session: open it with `connect()`. */
  socket(options: Partial<SocketOptions> = {}): TalkamieSocket {
    return new TalkamieSocket({
      url: `${this.baseUrl.replace(/^http/, "ws")}/wss`,
      token: () => this.#tokens?.access,
      refresh: () => this.refresh(this.#tokens),
      ...options,
    });
  }

  /** Trades the refresh token for new tokens; several who ask at once share one request. Answers whether there are new ones. */
  refresh(used: Tokens | undefined = this.#tokens): Promise<boolean> {
    if (this.#tokens !== used) return Promise.resolve(this.#tokens !== undefined);
    const refresh = used?.refresh;
    if (!refresh) return Promise.resolve(false);
    this.#refreshing ??= this.call("refreshTokens", { body: { refresh } })
      .then(() => true)
      .catch((error: unknown) => {
        if (!(error instanceof TalkamieError) || error.status !== 401) throw error;
        this.tokens = undefined;
        return false;
      })
      .finally(() => {
        this.#refreshing = undefined;
      });
    return this.#refreshing;
  }

  #send(id: OperationId, { path = {}, query = {}, header = {}, body }: Loose, init: CallInit): Promise<Response> {
    const [method, template] = OPERATIONS[id];
    const address = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(path[name])));
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) search.set(name, typeof value === "object" ? JSON.stringify(value) : String(value));
    }
    const headers = new Headers({ accept: "application/json" });
    const offset = this.#options.timezoneOffset === undefined ? new Date().getTimezoneOffset() : this.#options.timezoneOffset;
    if (offset !== null) headers.set("x-user-timezone-offset", String(offset));
    if (this.#tokens) headers.set("authorization", `Bearer ${this.#tokens.access}`);
    if (body !== undefined) headers.set("content-type", "application/json");
    for (const [name, value] of Object.entries(header)) {
      if (value !== undefined) headers.set(name, String(value));
    }
    const request: RequestInit = { method, headers, ...init };
    if (body !== undefined) request.body = JSON.stringify(body);
    return (this.#options.fetch ?? fetch)(`${this.baseUrl}${address}${search.size > 0 ? `?${search}` : ""}`, request);
  }

  /** Keeps the tokens that an operation answers, and forgets those that it ends. */
  #remember(id: OperationId, body: unknown): void {
    const data = (body as { data?: unknown }).data;
    if (id === "signIn" || id === "signUp") this.tokens = (data as Schemas["UserAccount"]).tokens;
    else if (id === "refreshTokens") this.tokens = data as Tokens;
    else if (id === "signOut" || id === "deleteUser") this.tokens = undefined;
  }
}

for (const id of Object.keys(OPERATIONS) as OperationId[]) {
  Object.defineProperty(Client.prototype, id, {
    value(this: Client, args?: Arguments<typeof id>, init?: CallInit) {
      return this.call(id, args, init);
    },
  });
}

/** One person's way to the API: a session, and every operation as a method. */
export type Talkamie = Client & Operations;
export const Talkamie = Client as unknown as new (options: Options) => Talkamie;
