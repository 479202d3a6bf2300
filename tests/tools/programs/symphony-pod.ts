// What a bot does with a client made from the Symphony Pod document. That it compiles is the test.
import createClient from "openapi-fetch";
import type { components, paths } from "generated/symphony-pod";

type Status = components["schemas"]["UserConnectionStatus"];

export async function visit(server: string, jwt: string, userId: number): Promise<Status | undefined> {
  const client = createClient<paths>({ baseUrl: server });
  const session = await client.POST("/login/pubkey/authenticate", { body: { token: jwt } });
  if (!session.data) throw new Error("not signed in");
  const headers = { sessionToken: session.data.token };
  const created = await client.POST("/pod/v1/connection/create", { headers, body: { userId } });
  if (created.error) throw new Error(String(created.error));
  const info = await client.GET("/pod/v1/connection/user/{userId}/info", { params: { path: { userId } }, headers });
  const list = await client.GET("/pod/v1/connection/list", { headers, params: { query: { status: "ALL" } } });
  const first: number | undefined = list.data?.[0]?.userId;
  return first === userId ? info.data?.status : created.data.status;
}
