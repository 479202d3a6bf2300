import type { Answers, Asked, Pushes, Requests } from "./actions.js";
import { ConnectionLost, TalkamieError } from "./errors.js";
import type { Schemas } from "./generated/types.js";

/** Where a connection stands. `open`: the server knows who speaks. */
export type SocketState = "closed" | "connecting" | "open";

export interface SocketOptions {
  /** `wss://api.talkamie.com/v1/wss`. */
  url: string;
  /** The access token, asked for at each connection. */
  token: () => string | undefined;
  /** Called when the token was of no use; answers whether there is a new one. */
  refresh?: () => Promise<boolean>;
  /** In the place of the global `WebSocket`: Node has one from version 22 on. */
  WebSocket?: new (url: string) => WebSocket;
  /** Milliseconds between two pings. The server closes a connection that says nothing for ten minutes. */
  pingEvery?: number;
  /** Milliseconds that an answer may take. */
  answerWithin?: number;
  /** Milliseconds before the first new try, and at most between two. Each wait is about twice the one before. */
  reconnect?: { first: number; most: number } | false;
}

/** What the server says. An answer carries a status, a push does not. */
interface Said {
  action?: string;
  success: boolean;
  statusCode?: number;
  data?: unknown;
  pagination?: Schemas["Pagination"];
}

/** What a listener hears. */
export type Listener<Name extends keyof Pushes> = (data: Pushes[Name]) => void;

/** What an action answers: `data`, and `pagination` where it reads a page. */
export interface SocketAnswer<Name extends keyof Answers> {
  data: Answers[Name];
  pagination?: Schemas["Pagination"];
}

interface Waiting {
  answer: (said: Said) => void;
  fail: (error: Error) => void;
}

/** Close codes after which a new try would end the same way: the token is of no use, the session ended. */
const FINAL = new Set([1008, 4001]);

/**
 * A WebSocket that says who speaks, keeps itself open and comes back after a drop.
 *
 * What is pushed while there is no connection is not pushed again: read what you show anew in `onState("open")`.
 */
export class TalkamieSocket {
  readonly #options: Required<Omit<SocketOptions, "refresh" | "WebSocket">> & Pick<SocketOptions, "refresh" | "WebSocket">;
  readonly #listeners = new Map<string, Set<(data: never) => void>>();
  readonly #watchers = new Set<(state: SocketState, error?: Error) => void>();
  /** Answers come in the order of the requests, for each action. */
  readonly #waiting = new Map<string, Waiting[]>();
  #state: SocketState = "closed";
  #wanted = false;
  #socket: WebSocket | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tries = 0;
  #refreshed = false;

  constructor(options: SocketOptions) {
    this.#options = { pingEvery: 240_000, answerWithin: 20_000, reconnect: { first: 500, most: 30_000 }, ...options };
  }

  get state(): SocketState {
    return this.#state;
  }

  /**
   * Opens the connection, and from then on keeps it open. Resolves with the signed-in user when the server knows who speaks.
   *
   * @throws {TalkamieError} when the server does not accept the token
   */
  connect(): Promise<Schemas["ExtendedUser"]> {
    const opened = new Promise<Schemas["ExtendedUser"]>((resolve, reject) => {
      const heard = this.on("authenticate", (user) => settle(() => resolve(user)));
      const seen = this.onState((state, error) => {
        if (state === "closed") settle(() => reject(error ?? new ConnectionLost("closed")));
      });
      const settle = (how: () => void) => {
        heard();
        seen();
        how();
      };
    });
    if (!this.#wanted) {
      this.#wanted = true;
      this.#tries = 0;
      this.#refreshed = false;
      this.#open();
    } else if (this.#state === "open") {
      return Promise.reject(new Error("this socket is open already"));
    }
    return opened;
  }

  /** Says goodbye; there is no new try. */
  close(): void {
    this.#end(new ConnectionLost("closed by this side", 1000));
  }

  /** Calls `listener` with every push of that name. Answers a function that stops it. */
  on<Name extends keyof Pushes>(action: Name, listener: Listener<Name>): () => void {
    const all = this.#listeners.get(action) ?? new Set();
    this.#listeners.set(action, all.add(listener));
    return () => void all.delete(listener);
  }

  /** The next push of that name for which `wanted` holds. */
  next<Name extends keyof Pushes>(action: Name, wanted: (data: Pushes[Name]) => boolean = () => true, within = this.#options.answerWithin): Promise<Pushes[Name]> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        stop();
        reject(new ConnectionLost(`${action} did not come within ${within} ms`));
      }, within);
      const stop = this.on(action, (data) => {
        if (!wanted(data)) return;
        clearTimeout(timer);
        stop();
        resolve(data);
      });
    });
  }

  /** Calls `watcher` whenever the state changes; with an error when the server ended it for good. */
  onState(watcher: (state: SocketState, error?: Error) => void): () => void {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  /**
   * Says something that is answered. Without a connection it waits for the next one, as long as an answer may take.
   *
   * @throws {TalkamieError} when the server refuses
   * @throws {ConnectionLost} when no answer came: whether it was done is not known
   */
  async ask<Name extends Asked>(action: Name, fields: Requests[Name]): Promise<SocketAnswer<Name>> {
    await this.#ready();
    const said = await this.#request(action, fields);
    return { data: said.data as Answers[Name], ...(said.pagination ? { pagination: said.pagination } : {}) };
  }

  /** Says something that is not answered. */
  tell<Name extends Exclude<keyof Requests, Asked>>(action: Name, fields: Requests[Name]): void {
    if (this.#state !== "open") throw new ConnectionLost("there is no connection");
    this.#socket?.send(JSON.stringify({ action, ...(fields as object) }));
  }

  #ready(): Promise<void> {
    if (this.#state === "open") return Promise.resolve();
    if (!this.#wanted) return Promise.reject(new ConnectionLost("connect first"));
    return new Promise((resolve, reject) => {
      const settle = (how: () => void) => {
        clearTimeout(timer);
        stop();
        how();
      };
      const timer = setTimeout(() => settle(() => reject(new ConnectionLost("there is no connection"))), this.#options.answerWithin);
      const stop = this.onState((state, error) => {
        if (state === "open") settle(resolve);
        if (state === "closed") settle(() => reject(error ?? new ConnectionLost("closed")));
      });
    });
  }

  #request(action: string, fields: object): Promise<Said> {
    const socket = this.#socket;
    if (!socket) return Promise.reject(new ConnectionLost("there is no connection"));
    return new Promise((resolve, reject) => {
      const queue = this.#waiting.get(action) ?? [];
      this.#waiting.set(action, queue);
      // After a silence nobody knows which answer is whose: the connection goes, and with it the others that wait.
      const timer = setTimeout(() => this.#drop(socket, new ConnectionLost(`${action} was not answered in time`)), this.#options.answerWithin);
      queue.push({
        answer: (said) => {
          clearTimeout(timer);
          if (said.success) resolve(said);
          else reject(TalkamieError.of(said, said.statusCode ?? 500));
        },
        fail: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      });
      socket.send(JSON.stringify({ action, ...fields }));
    });
  }

  #open(): void {
    this.#change("connecting");
    const Socket = this.#options.WebSocket ?? globalThis.WebSocket;
    if (!Socket) {
      this.#end(new Error("there is no global WebSocket here: hand one in as `WebSocket`"));
      return;
    }
    let socket: WebSocket;
    try {
      socket = new Socket(this.#options.url);
    } catch (error) {
      this.#end(error as Error);
      return;
    }
    this.#socket = socket;
    socket.onopen = () => void this.#authenticate(socket);
    socket.onmessage = ({ data }) => this.#hear(socket, data);
    // What went wrong is told by the close that follows.
    socket.onerror = () => undefined;
    socket.onclose = ({ code }) => this.#drop(socket, new ConnectionLost(`the connection was closed (${code})`, code));
  }

  async #authenticate(socket: WebSocket): Promise<void> {
    try {
      const said = await this.#request("authenticate", { token: this.#options.token() ?? "" });
      this.#tries = 0;
      this.#refreshed = false;
      this.#change("open");
      this.#tellAll("authenticate", said.data);
      this.#keepAlive(socket);
    } catch (error) {
      if (!(error instanceof TalkamieError)) return;
      if (error.code !== "auth/invalid") return this.#drop(socket, new ConnectionLost(error.message));
      const again = !this.#refreshed && (await this.#options.refresh?.().catch(() => false));
      this.#refreshed = true;
      if (socket !== this.#socket && this.#socket) return;
      if (again && this.#wanted) this.#restart(socket);
      else this.#end(error);
    }
  }

  #keepAlive(socket: WebSocket): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#request("ping", {}).then(
        () => socket === this.#socket && this.#keepAlive(socket),
        () => undefined,
      );
    }, this.#options.pingEvery);
  }

  #hear(socket: WebSocket, data: unknown): void {
    if (socket !== this.#socket || typeof data !== "string") return;
    const said = JSON.parse(data) as Said;
    const { action } = said;
    if (action === undefined) return;
    if (said.statusCode !== undefined) {
      this.#waiting.get(action)?.shift()?.answer(said);
    } else if (said.success) {
      this.#tellAll(action, said.data);
    }
  }

  #tellAll(action: string, data: unknown): void {
    for (const listener of [...(this.#listeners.get(action) ?? [])]) listener(data as never);
  }

  /** The connection is gone, or must go. */
  #drop(socket: WebSocket, error: ConnectionLost): void {
    if (socket !== this.#socket) return;
    // Whoever is refused is told so first, and looks for another token (#authenticate).
    const told = error.closeCode === 1008 && this.#state === "connecting" && !this.#waiting.get("authenticate")?.length;
    if (told) {
      this.#forget(socket, error);
      return;
    }
    if (error.closeCode !== undefined && FINAL.has(error.closeCode)) {
      this.#end(error);
      return;
    }
    this.#forget(socket, error);
    if (this.#options.reconnect === false) {
      this.#end(error);
      return;
    }
    this.#change("connecting");
    const { first, most } = this.#options.reconnect;
    const wait = Math.min(most, first * 2 ** this.#tries);
    this.#tries += 1;
    // Not all who lost a server come back at the same moment.
    this.#timer = setTimeout(() => this.#wanted && this.#open(), wait * (0.5 + Math.random() / 2));
  }

  #restart(socket: WebSocket): void {
    this.#forget(socket, new ConnectionLost("the token was refreshed"));
    this.#open();
  }

  #forget(socket: WebSocket | undefined, error: Error): void {
    clearTimeout(this.#timer);
    this.#socket = undefined;
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    }
    const waiting = [...this.#waiting.values()].flat();
    this.#waiting.clear();
    for (const one of waiting) one.fail(error);
  }

  #end(error: Error): void {
    this.#wanted = false;
    this.#forget(this.#socket, error);
    this.#change("closed", error);
  }

  #change(state: SocketState, error?: Error): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const watcher of [...this.#watchers]) watcher(state, error);
  }
}
