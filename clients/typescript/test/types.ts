// What the types refuse. That this compiles is the test.
import type { Schemas, Talkamie } from "@talkamie/client";

export const never = async (ann: Talkamie) => {
  const user: Schemas["ExtendedUser"] = (await ann.getUser({ path: { id: "x" } })).data;
  const calendar: string = await ann.getScheduleCalendar({ path: { id: "x" } });
  const ticket: Schemas["FullSupportTicket"] | null = (await ann.getOpenTicket()).data;
  for await (const alert of ann.each("getAlerts")) if (alert.type === "review") alert.review?.rate?.toFixed();
  // @ts-expect-error there is no such operation
  await ann.nothing();
  // @ts-expect-error the id is missing
  await ann.getUser();
  // @ts-expect-error the id is missing
  await ann.getUser({ path: {} });
  // @ts-expect-error it takes no query
  await ann.getUser({ path: { id: "x" }, query: {} });
  // @ts-expect-error no such type of user
  await ann.getUsers({ query: { type: "robot" } });
  // @ts-expect-error the e-mail is missing
  await ann.signIn({ body: { password: "x" } });
  // @ts-expect-error one user is no list
  ann.each("getUser");
  const socket = ann.socket();
  // @ts-expect-error clients do not say what the server says
  await socket.ask("chat.message.new", {});
  // @ts-expect-error the message is missing
  await socket.ask("chat.message.send", { chatId: "x" });
  // @ts-expect-error nobody pushes that
  socket.on("chat.messages.get", () => undefined);
  return [user, calendar, ticket];
};
