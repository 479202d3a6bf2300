// A page with the published client of Replyke v6 in it: what its hooks hold and do is asked of `window.app`.
import * as replyke from "@replyke/core";
import { createElement, useState } from "react";
import { createRoot } from "react-dom/client";

const CALLS = [
  "useRequestConnection", "useAcceptConnection", "useDeclineConnection", "useRemoveConnection", "useRemoveConnectionByUserId",
  "useFetchConnections", "useFetchConnectionStatus", "useFetchConnectionsCount", "useFetchSentPendingConnections",
  "useFetchReceivedPendingConnections", "useFetchConnectionsByUserId", "useFetchConnectionsCountByUserId",
];
const app = { calls: {} };
window.app = {
  /** What a hook's function answers, or the status of its refusal. */
  async call(hook, name, ...args) {
    try {
      const known = name ? app[hook][name] : app.calls[hook];
      return { answer: (await known(...args)) ?? null };
    } catch (error) {
      // Thunks give the refusal as it came, others throw what axios does.
      return { refused: error?.response?.status ?? error?.status ?? null, message: String(error?.message ?? error) };
    }
  },
  /** What the page shows now. */
  state: () => ({
    ready: app.auth?.loadingInitial === false,
    signedIn: Boolean(app.auth?.accessToken),
    user: app.user?.user ?? null,
    connection: app.manager ? { status: app.manager.connectionStatus, busy: app.manager.isLoading, ...app.manager.connectionData } : null,
    unread: app.notifications?.unreadAppNotificationsCount ?? null,
    notifications: (app.notifications?.appNotifications ?? []).map(({ id, type, isRead }) => ({ id, type, isRead })),
  }),
  /** Shows the connection with somebody. */
  watch: (userId) => app.watch(userId),
};

function Page() {
  const [watched, watch] = useState(null);
  app.watch = watch;
  app.auth = replyke.useAuth();
  app.user = replyke.useUser();
  app.notifications = replyke.useAppNotifications({ limit: 10 });
  // Always the same hooks, in the same order.
  for (const name of CALLS) app.calls[name] = replyke[name]();
  return watched ? createElement(Watched, { userId: watched, key: watched }) : null;
}

function Watched({ userId }) {
  app.manager = replyke.useConnectionManager({ userId });
  return null;
}

const project = new URLSearchParams(location.search).get("project");
createRoot(document.getElementById("page")).render(createElement(replyke.ReplykeProvider, { projectId: project }, createElement(Page)));
