export type { Answers, Asked, Pushes, Requests } from "./actions.js";
export { Talkamie } from "./client.js";
export type { Answer, Arguments, CallInit, ListId, OperationId, Operations, Options, Tokens } from "./client.js";
export { ConnectionLost, TalkamieError } from "./errors.js";
export type { Problem } from "./errors.js";
export type { Schemas, operations, paths } from "./generated/types.js";
export { TalkamieSocket } from "./socket.js";
export type { Listener, SocketAnswer, SocketOptions, SocketState } from "./socket.js";
