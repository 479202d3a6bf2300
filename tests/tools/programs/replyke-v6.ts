// What an app does with a client made from the Replyke document. That it compiles is the test.
import createClient from "openapi-fetch";
import type { components, paths } from "generated/replyke-v6";

type Status = components["schemas"]["ConnectionStatus"];

/** The union is told apart by its tag. */
function say(status: Status): string {
  switch (status.status) {
    case "none":
      return "strangers";
    case "pending":
      return `asked: ${status.connectionId}, ${status.type}`;
    case "connected":
      return `since ${status.connectedAt}`;
    case "declined":
      return `declined: ${status.connectionId}`;
  }
}

export async function visit(server: string, projectId: string, userId: string): Promise<string> {
  const client = createClient<paths>({ baseUrl: `${server}/api/v6` });
  const signedIn = await client.POST("/{projectId}/auth/sign-in", {
    params: { path: { projectId } },
    body: { email: "ann@example.org", password: "a long pass phrase" },
  });
  if (!signedIn.data) throw new Error("not signed in");
  const headers = { authorization: `Bearer ${signedIn.data.accessToken}` };
  const asked = await client.POST("/{projectId}/users/{userId}/connection", {
    params: { path: { projectId, userId } },
    headers,
    body: { message: "Hello" },
  });
  const connection: string | undefined = asked.data?.id;
  const status = await client.GET("/{projectId}/users/{userId}/connection", {
    params: { path: { projectId, userId } },
    headers,
  });
  const list = await client.GET("/{projectId}/connections", { params: { path: { projectId }, query: { page: "1" } }, headers });
  const pages: number | undefined = list.data?.pagination.totalPages;
  return `${connection} ${pages} ${status.data ? say(status.data) : "nothing"}`;
}
