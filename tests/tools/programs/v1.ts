// What an app does with a client made from Talkamie's document. That it compiles is the test.
import createClient from "openapi-fetch";
import type { components, paths } from "generated/v1";

type User = components["schemas"]["ExtendedUser"];

export async function visit(server: string): Promise<void> {
  const anonymous = createClient<paths>({ baseUrl: `${server}/v1` });
  const signedIn = await anonymous.POST("/auth/sign-in", {
    body: { email: "ann.lee@demo.talkamie.example", password: "demo-password-1" },
  });
  if (signedIn.error) throw new Error(`${signedIn.error.code}: ${signedIn.error.error}`);
  const account = signedIn.data.data;

  const client = createClient<paths>({
    baseUrl: `${server}/v1`,
    headers: { authorization: `Bearer ${account.tokens.access}` },
  });
  const people = await client.GET("/users", { params: { query: { pageSize: 5, type: "volunteer" } } });
  const ids: string[] = (people.data?.data ?? []).map((person) => person.id);
  if (!ids[0]) throw new Error("nobody there");

  const one = await client.GET("/user/{id}", { params: { path: { id: ids[0] } } });
  const user: User | undefined = one.data?.data;
  if (user?.id !== ids[0]) throw new Error("somebody else was answered");

  const refused = await client.DELETE("/user/{id}/connection/disconnect", { params: { path: { id: account.user.id } } });
  if (refused.data) throw new Error(`nobody is connected with themselves: ${refused.data.data.me.id}`);
  const code: string = refused.error.code;
  if (!code.includes("/")) throw new Error(`${code} is no code`);

  // The types say no: to unknown operations, missing parameters, wrong values.
  const never = async () => {
    // @ts-expect-error there is no such operation
    await client.GET("/nothing");
    // @ts-expect-error the id is missing
    await client.GET("/user/{id}");
    // @ts-expect-error no such type of user
    await client.GET("/users", { params: { query: { type: "robot" } } });
    // @ts-expect-error the e-mail is missing
    await client.POST("/auth/sign-in", { body: { password: "x" } });
  };
  void never;
}
