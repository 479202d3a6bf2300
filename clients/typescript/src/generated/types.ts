// Made by clients/typescript/generate from the contract. Do not edit.
export interface paths {
    "/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * get alerts
         * @description The caller's own alerts, newest first. Each carries what it is about under the field of its `type`.
         *
         *     Reading the list does not mark anything as read; that is the socket action `alerts.update`. An alert whose subject
         *     changes (a request that is accepted, say) keeps its id and moves to the top.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 422 [`cursor/invalid`](/docs/errors/cursor/invalid#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        get: operations["getAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * get user by token
         * @description The signed-in user, with everything that only the owner sees. The first request of an app that has kept a token: a
         *     401 means that the person has to sign in.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        get: operations["getUserByToken"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/sign-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * sign up
         * @description Opens an account and signs in.
         *
         *     With a password, the e-mail must have been verified by a one-time code (`POST /otp`, then `POST /otp/verify`) in the last
         *     30 minutes. The verification is used up by the sign-up. With `x-auth-provider` neither password nor
         *     verification is needed: the provider vouches for the e-mail.
         *
         *     `type` may be left out and chosen later with "update user". `x-user-device` registers the device for push notifications.
         *
         *     Who may call it: everyone, without a token.
         *
         *     Limit: 100 requests in 600 seconds from one client address.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 413 [`body/too-large`](/docs/errors/body/too-large#v1)
         *     - 415 [`body/unsupported-type`](/docs/errors/body/unsupported-type#v1)
         *     - 400 [`body/malformed`](/docs/errors/body/malformed#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 422 [`auth/password-missing`](/docs/errors/auth/password-missing#v1)
         *     - 401 [`auth/provider-token-invalid`](/docs/errors/auth/provider-token-invalid#v1)
         *     - 503 [`auth/provider-unavailable`](/docs/errors/auth/provider-unavailable#v1)
         *     - 409 [`auth/email-taken`](/docs/errors/auth/email-taken#v1)
         *     - 403 [`auth/email-not-verified`](/docs/errors/auth/email-not-verified#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        post: operations["signUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * sign in
         * @description Starts a session and answers the user and two tokens. Either a password or `x-auth-provider` is needed.
         *
         *     An unknown e-mail answers 404, an identity of Google or Apple that has no account here 422: in both cases offer
         *     sign-up with the e-mail filled in. `x-user-device` registers the device for push notifications.
         *
         *     Who may call it: everyone, without a token.
         *
         *     Limit: 30 requests in 300 seconds from one client address.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 413 [`body/too-large`](/docs/errors/body/too-large#v1)
         *     - 415 [`body/unsupported-type`](/docs/errors/body/unsupported-type#v1)
         *     - 400 [`body/malformed`](/docs/errors/body/malformed#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 422 [`auth/password-missing`](/docs/errors/auth/password-missing#v1)
         *     - 401 [`auth/provider-token-invalid`](/docs/errors/auth/provider-token-invalid#v1)
         *     - 503 [`auth/provider-unavailable`](/docs/errors/auth/provider-unavailable#v1)
         *     - 422 [`auth/sign-up-first`](/docs/errors/auth/sign-up-first#v1)
         *     - 404 [`auth/account-unknown`](/docs/errors/auth/account-unknown#v1)
         *     - 401 [`auth/wrong-password`](/docs/errors/auth/wrong-password#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        post: operations["signIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * sign out
         * @description Ends the session of the token with which it is called: its access and refresh tokens stop working, its socket is
         *     closed, its device gets no more push notifications. Other sessions of the same person go on.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/reset-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * reset password
         * @description Sets a new password with the one-time code that `POST /otp` sent to the account's e-mail. All sessions of the account
         *     end; sign in with the new password afterwards.
         *
         *     An e-mail without an account is answered like an expired code, so that nobody learns who has an account.
         *
         *     Who may call it: everyone, without a token.
         *
         *     Limit: 60 requests in 600 seconds from one client address.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 413 [`body/too-large`](/docs/errors/body/too-large#v1)
         *     - 415 [`body/unsupported-type`](/docs/errors/body/unsupported-type#v1)
         *     - 400 [`body/malformed`](/docs/errors/body/malformed#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 422 [`otp/expired`](/docs/errors/otp/expired#v1)
         *     - 429 [`otp/too-many-tries`](/docs/errors/otp/too-many-tries#v1)
         *     - 422 [`otp/wrong`](/docs/errors/otp/wrong#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        put: operations["resetPassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * refresh tokens
         * @description Trades a refresh token for a new pair of tokens. Each refresh token works once: keep the new one. Using an old one
         *     again ends the whole session, because it may have been stolen.
         *
         *     Who may call it: everyone, without a token.
         *
         *     Limit: 60 requests in 300 seconds from one client address.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 413 [`body/too-large`](/docs/errors/body/too-large#v1)
         *     - 415 [`body/unsupported-type`](/docs/errors/body/unsupported-type#v1)
         *     - 400 [`body/malformed`](/docs/errors/body/malformed#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 401 [`auth/refresh-invalid`](/docs/errors/auth/refresh-invalid#v1)
         *     - 401 [`auth/refresh-reused`](/docs/errors/auth/refresh-reused#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        post: operations["refreshTokens"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/availability/custom": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * get custom availability
         * @description The caller's ranges on single dates: a map from date to ranges, not a list, and not paged. The key is the UTC date on
         *     which a range starts. Past dates may be among them.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        get: operations["getCustomAvailability"];
        put?: never;
        /**
         * set custom availability
         * @description **Replaces** the caller's whole map of dates with the body, which is the map itself. A date with an empty list means
         *     "nothing that day": weekly ranges that start on that date do not count for single calls (for repeating ones they do). A date
         *     that is left out changes nothing, one with ranges adds to the weekly ones. Answers the map as stored: each day's ranges in order, those that overlap joined. PUT does the same.
         *
         *     Calls that are already scheduled stay, even where they lie outside the new ranges.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 413 [`body/too-large`](/docs/errors/body/too-large#v1)
         *     - 415 [`body/unsupported-type`](/docs/errors/body/unsupported-type#v1)
         *     - 400 [`body/malformed`](/docs/errors/body/malformed#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        post: operations["setCustomAvailability"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/availability/weekly": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * get weekly availability
         * @description The caller's ranges that repeat every week: a map from day of the week to ranges. The key is the UTC day on which a range
         *     starts; mind `thur`.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        get: operations["getWeeklyAvailability"];
        put?: never;
        /**
         * set weekly availability
         * @description **Replaces** the caller's whole weekly map with the body, which is the map itself. Answers the map as stored: each day's
         *     ranges in order, those that overlap joined. PUT does the same.
         *
         *     Calls that are already scheduled stay, even where they lie outside the new ranges.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 413 [`body/too-large`](/docs/errors/body/too-large#v1)
         *     - 415 [`body/unsupported-type`](/docs/errors/body/unsupported-type#v1)
         *     - 400 [`body/malformed`](/docs/errors/body/malformed#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        post: operations["setWeeklyAvailability"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/call/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * get call
         * @description One call of the caller's, as seen by the caller (`direction`, `user` = the other person). Only for the two who took part.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 404 [`call/not-found`](/docs/errors/call/not-found#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        get: operations["getCall"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calls/histories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * get call histories
         * @description The caller's ended calls, newest first, missed and rejected ones included. `keyword` looks at the other person's name.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 422 [`cursor/invalid`](/docs/errors/cursor/invalid#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        get: operations["getCallHistories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calls/ice-servers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * get ICE servers
         * @description The STUN and TURN servers that help two browsers to reach each other. Credentials for TURN are the caller's own and good for an hour, unless
         *     set otherwise: ask for them when a call begins. Where the operator runs none, the list is empty and clients use their own. An
         *     addition to the contract.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        get: operations["getIceServers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * get chat
         * @description One chat of the caller's: the other person, the last message, the caller's number of unread messages, and `request`.
         *     Messages can be written when `request.status` is `accepted`; chats between connected people always say so. Only for the
         *     two who take part.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 404 [`chat/not-found`](/docs/errors/chat/not-found#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        get: operations["getChat"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chat/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * get messages
         * @description The messages of a chat, newest first. The text of a message request is not among them: it is in the chat's `request`. The
         *     same messages and the same page keys as the socket action `chat.messages.get`. Only for the two who take part.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 422 [`cursor/invalid`](/docs/errors/cursor/invalid#v1)
         *     - 404 [`chat/not-found`](/docs/errors/chat/not-found#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        get: operations["getMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chats/frequent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * get frequent chats
         * @description The caller's chats, those with the most messages in the last 30 days first, then by last activity. `keyword` looks at the other person's name.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 422 [`cursor/invalid`](/docs/errors/cursor/invalid#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        get: operations["getFrequentChats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chats/unread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * get unread chats
         * @description The caller's chats with unread messages, by last activity. `keyword` looks at the other person's name.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 422 [`cursor/invalid`](/docs/errors/cursor/invalid#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        get: operations["getUnreadChats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chats/pending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * get pending chats
         * @description The caller's chats whose message request waits for an answer (`request.status` is `pending`), sent and received ones, by
         *     last activity. `keyword` looks at the other person's name.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 422 [`cursor/invalid`](/docs/errors/cursor/invalid#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        get: operations["getPendingChats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * get chats
         * @description All chats of the caller's, by last activity, newest first. `keyword` looks at the other person's name.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 422 [`cursor/invalid`](/docs/errors/cursor/invalid#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        get: operations["getChats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connections/pending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * get pending connection requests
         * @description The requests that others have sent to the caller and that wait for an answer, newest first; `user` is the sender.
         *     Their number is also the user's `totalPendingRequests`.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 422 [`cursor/invalid`](/docs/errors/cursor/invalid#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        get: operations["getPendingConnectionRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connections/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * get users you're in connection with
         * @description The people the caller is connected with, whoever became connected last first. Each has `viewer.chat.id`, the way to the chat, and
         *     `verification.verified` for the badge. `keyword` looks at the name. Their number is also the user's `totalConnections`.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 422 [`cursor/invalid`](/docs/errors/cursor/invalid#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        get: operations["getConnectedUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/faqs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * get faqs
         * @description All questions and answers, in the order in which the operator put them. `keyword` looks at question and answer. No account needed.
         *
         *     Who may call it: everyone, without a token.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 422 [`cursor/invalid`](/docs/errors/cursor/invalid#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        get: operations["getFaqs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/faqs/{type}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * get faqs by type
         * @description The questions for seniors, for volunteers, or the general ones. `keyword` looks at question and answer. No account needed.
         *
         *     Who may call it: everyone, without a token.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 422 [`cursor/invalid`](/docs/errors/cursor/invalid#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        get: operations["getFaqsByType"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/transactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * transactions - all
         * @description All transactions of the caller's, newest first.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 422 [`cursor/invalid`](/docs/errors/cursor/invalid#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        get: operations["getAllTransactions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/transactions/earnings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * transactions - earnings
         * @description What the caller has earned with calls, newest first. Empty for seniors.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 422 [`cursor/invalid`](/docs/errors/cursor/invalid#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        get: operations["getEarnings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/transactions/purchases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * transactions - purchases
         * @description The coins that the caller has bought or tried to buy, newest first.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 422 [`cursor/invalid`](/docs/errors/cursor/invalid#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        get: operations["getPurchases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/transactions/withdrawals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * transactions - withdrawals
         * @description The caller's withdrawals, newest first. Empty for seniors.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 422 [`cursor/invalid`](/docs/errors/cursor/invalid#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        get: operations["getWithdrawals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/transaction/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * get a transaction
         * @description One transaction of the caller's. The page to which the payment provider returns reads it, and the page that opens after a
         *     withdrawal.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 404 [`transaction/not-found`](/docs/errors/transaction/not-found#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        get: operations["getTransaction"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/web/finance/top-up/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * web - balance top-up
         * @description Starts buying coins: creates a pending transaction (`purchase`, `top-up`, one cent for each coin, at least 50 coins; an
         *     operator may set narrower limits) and a checkout page at the payment provider. Send the browser to `session.url`. It comes
         *     back to `/checkout/success` or `/checkout/cancel` of the web app with `transactionId` in the query.
         *
         *     With `transactionId` of an own pending top-up, that one is used again instead of a new one: the same page while it is
         *     good, a new one after that. Its number of coins must be the same. After `payment/unavailable` the transaction stays
         *     pending: repeat the request with the same `idempotency-key`, or with its `transactionId`.
         *
         *     No coins move yet. When the provider reports the payment, the transaction becomes `succeeded`, the coins are credited and
         *     the caller gets `user.update` and `alert.new` (transaction). A slow payment (bank transfer) is `processing` until it
         *     arrives or `failed`; a page that ends unpaid makes it `expired`; a payment that is given back `refunded`, and its coins
         *     are taken back. A payment given back in part stays `succeeded` and shows what is left of it.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Limit: 60 requests in 60 seconds from one client address.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 413 [`body/too-large`](/docs/errors/body/too-large#v1)
         *     - 415 [`body/unsupported-type`](/docs/errors/body/unsupported-type#v1)
         *     - 400 [`body/malformed`](/docs/errors/body/malformed#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 422 [`idempotency/key-reused`](/docs/errors/idempotency/key-reused#v1)
         *     - 404 [`transaction/not-found`](/docs/errors/transaction/not-found#v1)
         *     - 409 [`transaction/not-pending`](/docs/errors/transaction/not-pending#v1)
         *     - 503 [`payment/unavailable`](/docs/errors/payment/unavailable#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        post: operations["createTopUpSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * withdraw coins
         * @description Pays coins out to a PayPal account. Volunteers only, at least 100 coins, at most the balance, at most 500 USD in any 30
         *     days; a part of a coin cannot be paid and stays in the balance. The coins leave the balance at once and a pending
         *     transaction (`withdrawal`, `withdraw`) is made; the payment follows, and if it fails the coins come back. The e-mail is remembered as `ledger.paypal.email`. With `transactionId` of an own
         *     pending withdrawal, that one is answered instead of a second one.
         *
         *     The caller gets `user.update` (balance) and `alert.new` (transaction), now and when the payment is decided.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Raises on the WebSocket: `user.update`, `alert.new`.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 413 [`body/too-large`](/docs/errors/body/too-large#v1)
         *     - 415 [`body/unsupported-type`](/docs/errors/body/unsupported-type#v1)
         *     - 400 [`body/malformed`](/docs/errors/body/malformed#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 422 [`idempotency/key-reused`](/docs/errors/idempotency/key-reused#v1)
         *     - 403 [`withdrawal/not-volunteer`](/docs/errors/withdrawal/not-volunteer#v1)
         *     - 422 [`withdrawal/below-minimum`](/docs/errors/withdrawal/below-minimum#v1)
         *     - 404 [`transaction/not-found`](/docs/errors/transaction/not-found#v1)
         *     - 409 [`transaction/not-pending`](/docs/errors/transaction/not-pending#v1)
         *     - 409 [`withdrawal/limit-reached`](/docs/errors/withdrawal/limit-reached#v1)
         *     - 409 [`coins/insufficient`](/docs/errors/coins/insufficient#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        post: operations["withdrawCoins"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/interests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * get interests
         * @description The interests that a profile can list, in the order of their names. Without `pageSize` all of them come at once.
         *     `keyword` looks at the name.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 422 [`cursor/invalid`](/docs/errors/cursor/invalid#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        get: operations["getInterests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/otp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * generate otp
         * @description Sends a one-time code of four digits to the e-mail. It is valid for a few minutes and replaces any earlier one for the same
         *     purpose. `purpose` says what it is for; left out, it serves for signing up and for resetting the password. Wait 60 seconds
         *     before offering to send it again: earlier, the answer is 429 (`rate/limited`) with `Retry-After`, and the first code stays
         *     valid. A code for the other purpose need not wait, nor does it end a verification that the e-mail has. After thirty codes in a
         *     day each further one waits for half an hour.
         *
         *     The answer does not tell whether the e-mail has an account. Only a server in the development stage answers the code itself, in
         *     `data.otp` and in `message`.
         *
         *     Who may call it: everyone, without a token.
         *
         *     Limit: 60 requests in 600 seconds from one client address.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 413 [`body/too-large`](/docs/errors/body/too-large#v1)
         *     - 415 [`body/unsupported-type`](/docs/errors/body/unsupported-type#v1)
         *     - 400 [`body/malformed`](/docs/errors/body/malformed#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        post: operations["generateOtp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/otp/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * verify otp
         * @description Checks the code that was sent to the e-mail and uses it up. For the next 30 minutes `POST /auth/sign-up` accepts this e-mail.
         *
         *     After a few wrong codes the code is void; after 20 tries in a day, for whatever purpose, the e-mail takes no more. A code for resetting a password goes to `PUT /auth/reset-password` instead.
         *
         *     Who may call it: everyone, without a token.
         *
         *     Limit: 100 requests in 600 seconds from one client address.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 413 [`body/too-large`](/docs/errors/body/too-large#v1)
         *     - 415 [`body/unsupported-type`](/docs/errors/body/unsupported-type#v1)
         *     - 400 [`body/malformed`](/docs/errors/body/malformed#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 422 [`otp/expired`](/docs/errors/otp/expired#v1)
         *     - 429 [`otp/too-many-tries`](/docs/errors/otp/too-many-tries#v1)
         *     - 422 [`otp/wrong`](/docs/errors/otp/wrong#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        post: operations["verifyOtp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * get your reviews
         * @description What others wrote **about** the caller, newest first.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 422 [`cursor/invalid`](/docs/errors/cursor/invalid#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        get: operations["getYourReviews"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedule/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * get a schedule
         * @description One scheduled call; `attendee` is the other person. For a senior the attendee has `availability`, from which a new time can be
         *     chosen. For a repeating call `timeslot` is the running or next one. Only for the two who take part.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 404 [`schedule/not-found`](/docs/errors/schedule/not-found#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        get: operations["getSchedule"];
        /**
         * update a schedule
         * @description Changes title, kind, repetition or time of a call that has not begun; what is left out stays as it is shown, of a repeating
         *     call the next time. What changes nothing tells nobody. A new time must lie in
         *     the volunteer's availability and must not overlap another call of either person. Only for the two who take part, while they
         *     are connected; the apps offer it to the senior.
         *
         *     The other person gets `alert.new` (schedule) and `user.update`.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Raises on the WebSocket: `alert.new`, `user.update`.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 413 [`body/too-large`](/docs/errors/body/too-large#v1)
         *     - 415 [`body/unsupported-type`](/docs/errors/body/unsupported-type#v1)
         *     - 400 [`body/malformed`](/docs/errors/body/malformed#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 404 [`schedule/not-found`](/docs/errors/schedule/not-found#v1)
         *     - 403 [`schedule/not-connected`](/docs/errors/schedule/not-connected#v1)
         *     - 409 [`schedule/not-upcoming`](/docs/errors/schedule/not-upcoming#v1)
         *     - 422 [`schedule/time-invalid`](/docs/errors/schedule/time-invalid#v1)
         *     - 422 [`schedule/outside-availability`](/docs/errors/schedule/outside-availability#v1)
         *     - 409 [`schedule/overlap`](/docs/errors/schedule/overlap#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        put: operations["updateSchedule"];
        post?: never;
        /**
         * delete schedule
         * @description Calls a scheduled call off, with all its repetitions, and frees its slot. Either of the two may do so, as long as it
         *     is not past.
         *
         *     Both get `user.update` (booked slots).
         *
         *     Who may call it: whoever is signed in.
         *
         *     Raises on the WebSocket: `user.update`.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 404 [`schedule/not-found`](/docs/errors/schedule/not-found#v1)
         *     - 409 [`schedule/past`](/docs/errors/schedule/past#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        delete: operations["deleteSchedule"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedule/{id}.ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * get a schedule as a calendar
         * @description One scheduled call as an iCalendar object (RFC 5545), for the calendars of phones and computers. A repeating call is one
         *     event with a rule, from its first time on; a call that was changed has a higher `SEQUENCE`, so that calendars take the newer one. An addition to the contract. Only for the two who take part.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 404 [`schedule/not-found`](/docs/errors/schedule/not-found#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        get: operations["getScheduleCalendar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * get all schedules
         * @description All scheduled calls of the caller's, the latest time first. `keyword` looks at the title and at the other person's name.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 422 [`cursor/invalid`](/docs/errors/cursor/invalid#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        get: operations["getAllSchedules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules/past": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * get past schedules
         * @description The caller's scheduled calls that are over, the latest first. `keyword` looks at the title and at the other person's name.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 422 [`cursor/invalid`](/docs/errors/cursor/invalid#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        get: operations["getPastSchedules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules/upcoming": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * get upcoming schedules
         * @description The caller's scheduled calls that are not over, **soonest first**; those going on now (`on-going`) are among them.
         *     `keyword` looks at the title and at the other person's name.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 422 [`cursor/invalid`](/docs/errors/cursor/invalid#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        get: operations["getUpcomingSchedules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/signed/urls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * files
         * @description Answers, for each file named in `items`, the address to which it can be uploaded (`uploadUrl`) and the address under
         *     which it will be found (`fileUrl`), under the same keys. An upload address works for a short time, for the announced
         *     MIME type only, and up to the limit of its kind: pictures 10 MiB (`image/*`), videos 40 MiB (`video/*`), certificates 20 MiB (any type;
         *     the operator may set another limit).
         *
         *     `fileUrl` is not told to anybody: whoever has the address of a picture or a video can see it, and nobody can guess it. The
         *     address of a certificate opens nothing by itself: the caller's own profile shows it with a signature that is good for an
         *     hour, and takes it back in either form. Addresses that are not used within a day are forgotten with what was uploaded to
         *     them; of more than 40 that wait, the oldest are.
         *
         *     `fileDirPath` is the caller's folder: send the one of the profile if there is one, and save the answered one with the next
         *     "update user". Uploading alone changes nothing in the profile.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Limit: 120 requests in 60 seconds from one client address.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 413 [`body/too-large`](/docs/errors/body/too-large#v1)
         *     - 415 [`body/unsupported-type`](/docs/errors/body/unsupported-type#v1)
         *     - 400 [`body/malformed`](/docs/errors/body/malformed#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 422 [`file/unsupported-type`](/docs/errors/file/unsupported-type#v1)
         *     - 422 [`idempotency/key-reused`](/docs/errors/idempotency/key-reused#v1)
         *     - 403 [`file/foreign-folder`](/docs/errors/file/foreign-folder#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        post: operations["createSignedUrls"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/specializations/areas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * get specialization areas
         * @description The health-care areas that a volunteer can name, each with its short code. Without `pageSize` all of them come at
         *     once. `keyword` looks at name and code. Profiles may also hold an area that is not listed. No account needed.
         *
         *     Who may call it: everyone, without a token.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 422 [`cursor/invalid`](/docs/errors/cursor/invalid#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        get: operations["getSpecializationAreas"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/support/open/ticket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * get open ticket
         * @description The caller's open support ticket, of which there is at most one. `data` is null when there is none; the first message over
         *     the socket (`support.message.send` without a ticket) opens one.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        get: operations["getOpenTicket"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/support/ticket/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * get ticket messages
         * @description The messages of a ticket of the caller's, open or closed, newest first. The same messages and the same page keys as the socket
         *     action `support.messages.get`.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 422 [`cursor/invalid`](/docs/errors/cursor/invalid#v1)
         *     - 404 [`support/ticket-not-found`](/docs/errors/support/ticket-not-found#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        get: operations["getTicketMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * get user
         * @description The named user as the caller may see them: profile, `availability`, `rating`, and `viewer`, the relation to the caller
         *     (connect request, chat with its request, own review). Private fields (e-mail, balance, preferences, …) are left out. A user
         *     who is not visible to the caller answers 404 like one who does not exist.
         *
         *     With the caller's own id the whole own user is answered, with the private fields and `support`.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 404 [`user/not-found`](/docs/errors/user/not-found#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        get: operations["getUser"];
        /**
         * update user
         * @description Changes the caller's own profile (own id only); what is left out stays. The input is flat, the answer nested: `country`, `state`
         *     and `city` become `location`; `specialization` becomes `specialization.area`; `certificate` and `certificateState`
         *     become `certificate.file` and `certificate.state`; `licenseId` becomes `license.id`; `maxCallDuration`, `maxCallCount` and
         *     `pushNotification` become `preferences`; `dob` also gives `age`.
         *
         *     * Empty texts clear their field, and a file without an address (`{}`) takes the file away.
         *     * `interests` replaces the whole list; unknown names become interests of one's own.
         *     * `type` can be chosen once.
         *     * Files must have been uploaded to a signed URL of the caller's.
         *     * Specialization, certification state, license id and certificate together complete a volunteer's basic verification.
         *
         *     The caller's other sessions get `user.update`.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Raises on the WebSocket: `user.update`.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 413 [`body/too-large`](/docs/errors/body/too-large#v1)
         *     - 415 [`body/unsupported-type`](/docs/errors/body/unsupported-type#v1)
         *     - 400 [`body/malformed`](/docs/errors/body/malformed#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 403 [`user/not-self`](/docs/errors/user/not-self#v1)
         *     - 409 [`user/type-fixed`](/docs/errors/user/type-fixed#v1)
         *     - 422 [`user/foreign-file`](/docs/errors/user/foreign-file#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        put: operations["updateUser"];
        post?: never;
        /**
         * delete user
         * @description Closes the caller's own account (own id only). The profile is made anonymous, waiting requests and scheduled calls are
         *     canceled, connections end, so does a call that rings or goes on (paid like any other), all sessions and sockets are closed.
         *     Other people keep their side of chats, calls and reviews. This cannot be undone; the e-mail is free again.
         *
         *     People who had a request or a connection with the caller get the connect-request or message-request alert with the
         *     status `canceled`, `chat.update` and `user.update`. A call that ends is told the other person with `call-ended`.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Raises on the WebSocket: `alert.update`, `chat.update`, `user.update`, `call-ended`.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 403 [`user/not-self`](/docs/errors/user/not-self#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        delete: operations["deleteUser"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user/{id}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * change password
         * @description Replaces the caller's own password (own id only); the old one is needed. Someone who signed up with Google or Apple has
         *     none yet and sets the first one with "reset password". All other sessions of the account end; this one goes on.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Limit: 20 requests in 300 seconds from one client address.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 413 [`body/too-large`](/docs/errors/body/too-large#v1)
         *     - 415 [`body/unsupported-type`](/docs/errors/body/unsupported-type#v1)
         *     - 400 [`body/malformed`](/docs/errors/body/malformed#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 403 [`user/not-self`](/docs/errors/user/not-self#v1)
         *     - 403 [`user/wrong-password`](/docs/errors/user/wrong-password#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user/{id}/schedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * schedule a call
         * @description Schedules a call with the named user. The two must be connected, one a senior and one a volunteer; the apps offer it to the
         *     senior. The slot must lie in the volunteer's availability: in custom or weekly ranges, also across some that touch; the
         *     first time of a daily or weekly repetition in weekly ones. A single call cannot lie in weekly ranges of a date whose custom list is
         *     empty. It must not overlap another scheduled call of either. Without a title it is "Meeting with" and the other person's name, without a `type` a video call, without a
         *     `recurrence` a single one. Times are UTC.
         *
         *     Writes a message of type `schedule` into their chat. The other person gets `alert.new` (schedule, with the chat),
         *     `chat.message.new` and `user.update`. The caller gets `chat.message.send` with the message, and `chats.update` when it has
         *     been delivered. Ten minutes before the call, and at its start, both get `schedule.upcoming`.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Raises on the WebSocket: `alert.new`, `chat.message.new`, `chat.message.send`, `chats.update`, `user.update`.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 413 [`body/too-large`](/docs/errors/body/too-large#v1)
         *     - 415 [`body/unsupported-type`](/docs/errors/body/unsupported-type#v1)
         *     - 400 [`body/malformed`](/docs/errors/body/malformed#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 422 [`idempotency/key-reused`](/docs/errors/idempotency/key-reused#v1)
         *     - 400 [`schedule/with-self`](/docs/errors/schedule/with-self#v1)
         *     - 404 [`user/not-found`](/docs/errors/user/not-found#v1)
         *     - 403 [`schedule/not-connected`](/docs/errors/schedule/not-connected#v1)
         *     - 403 [`schedule/needs-senior-and-volunteer`](/docs/errors/schedule/needs-senior-and-volunteer#v1)
         *     - 422 [`schedule/time-invalid`](/docs/errors/schedule/time-invalid#v1)
         *     - 422 [`schedule/outside-availability`](/docs/errors/schedule/outside-availability#v1)
         *     - 409 [`schedule/overlap`](/docs/errors/schedule/overlap#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        post: operations["scheduleCall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user/{id}/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * clear schedules
         * @description Calls off all scheduled calls between the caller and the named user that are not past; with the caller's own id, all of
         *     the caller's. Does nothing, successfully, where there are none. Answers the caller after the change.
         *
         *     Everyone concerned gets `user.update` (booked slots).
         *
         *     Who may call it: whoever is signed in.
         *
         *     Raises on the WebSocket: `user.update`.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 404 [`user/not-found`](/docs/errors/user/not-found#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        delete: operations["clearSchedules"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user/{id}/connection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * send connection request
         * @description Asks the named user to connect. Any visible user may be asked; the apps offer it to seniors. Someone who was rejected
         *     may ask again. The answer is the request as the caller sees it, with `me`, the caller after the change, beside its fields.
         *
         *     The receiver gets `alert.new` (connect-request, pending) and `user.update` (`totalPendingRequests`).
         *
         *     Who may call it: whoever is signed in.
         *
         *     Raises on the WebSocket: `alert.new`, `user.update`.
         *
         *     Limit: 120 requests in 60 seconds from one client address.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 422 [`idempotency/key-reused`](/docs/errors/idempotency/key-reused#v1)
         *     - 400 [`connection/with-self`](/docs/errors/connection/with-self#v1)
         *     - 404 [`user/not-found`](/docs/errors/user/not-found#v1)
         *     - 409 [`connection/request-pending`](/docs/errors/connection/request-pending#v1)
         *     - 409 [`connection/already-connected`](/docs/errors/connection/already-connected#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        post: operations["sendConnectionRequest"];
        /**
         * cancel connection request
         * @description Takes the caller's own pending request back. Only the one who asked may do so, and only while nobody answered.
         *
         *     The receiver gets the same alert again (same id, status `canceled`), which removes it from the list, and `user.update`.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Raises on the WebSocket: `alert.update`, `user.update`.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 404 [`connection/not-found`](/docs/errors/connection/not-found#v1)
         *     - 403 [`connection/not-requester`](/docs/errors/connection/not-requester#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        delete: operations["cancelConnectionRequest"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user/{id}/connection/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * accept connection from user
         * @description Accepts the pending request that the named user sent to the caller: the two are connected. Opens their chat, or
         *     reuses it, with `chat.request.status` = `accepted`. The answer is the request as the caller sees it, with `chat` and `me`
         *     beside its fields.
         *
         *     The sender gets `alert.new` (connect-request, accepted, with the chat); both get `chat.update` and `user.update`. A message
         *     request that waited between the two counts as read and is answered by this; who has its alert gets `alert.update` (status
         *     `canceled`) before.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Raises on the WebSocket: `alert.new`, `alert.update`, `chat.update`, `user.update`.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 422 [`idempotency/key-reused`](/docs/errors/idempotency/key-reused#v1)
         *     - 404 [`connection/not-found`](/docs/errors/connection/not-found#v1)
         *     - 403 [`connection/not-receiver`](/docs/errors/connection/not-receiver#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        post: operations["acceptConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user/{id}/connection/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * reject connection request
         * @description Rejects the pending request that the named user sent to the caller. The request disappears from both sides' `viewer`; either
         *     of the two may ask anew.
         *
         *     The sender gets `alert.new` (connect-request, rejected); both get `user.update`.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Raises on the WebSocket: `alert.new`, `user.update`.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 404 [`connection/not-found`](/docs/errors/connection/not-found#v1)
         *     - 403 [`connection/not-receiver`](/docs/errors/connection/not-receiver#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        delete: operations["rejectConnectionRequest"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user/{id}/connection/disconnect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * disconnect from a user
         * @description Ends the connection between the caller and the named user; either of the two may do so. Their chat and reviews stay,
         *     but the chat takes no more messages. Scheduled calls of the two that are not over are called off, with all their repetitions,
         *     and a call that rings or goes on ends, paid like any other. Answers the caller after the change.
         *
         *     The other person gets the connect-request alert with the status `canceled`, which removes the caller from lists,
         *     `chat.update` and `user.update` (also booked slots). Alerts of a message request between the two go the same way, from both.
         *     A call that ends is told both with `call-ended`.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Raises on the WebSocket: `alert.update`, `chat.update`, `user.update`, `call-ended`.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 404 [`connection/not-found`](/docs/errors/connection/not-found#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        delete: operations["disconnectUser"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user/{id}/message/request": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * send message request
         * @description Writes once to someone with whom the caller is not connected. Opens (or reuses) their chat with the text as its pending
         *     `request`. Any visible user may be asked; the apps offer it to volunteers. One request can wait at a time; a rejected one
         *     cannot be repeated, a canceled one can.
         *
         *     The receiver gets `alert.new` (message-request, pending, with the chat) and `user.update` (`totalUnreadChats`): the text
         *     counts as unread until the receiver reads or answers it, or the two connect otherwise.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Raises on the WebSocket: `alert.new`, `user.update`.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 413 [`body/too-large`](/docs/errors/body/too-large#v1)
         *     - 415 [`body/unsupported-type`](/docs/errors/body/unsupported-type#v1)
         *     - 400 [`body/malformed`](/docs/errors/body/malformed#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 422 [`idempotency/key-reused`](/docs/errors/idempotency/key-reused#v1)
         *     - 400 [`message-request/with-self`](/docs/errors/message-request/with-self#v1)
         *     - 404 [`user/not-found`](/docs/errors/user/not-found#v1)
         *     - 409 [`message-request/already-connected`](/docs/errors/message-request/already-connected#v1)
         *     - 409 [`message-request/pending`](/docs/errors/message-request/pending#v1)
         *     - 409 [`message-request/rejected`](/docs/errors/message-request/rejected#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        post: operations["sendMessageRequest"];
        /**
         * cancel message request
         * @description Takes the caller's own pending message request back. The chat's `request` is cleared; a new one may be sent.
         *
         *     The receiver gets the same alert again (same id, status `canceled`) and `user.update`; both get `chat.update`.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Raises on the WebSocket: `alert.update`, `chat.update`, `user.update`.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 404 [`message-request/not-found`](/docs/errors/message-request/not-found#v1)
         *     - 403 [`message-request/not-sender`](/docs/errors/message-request/not-sender#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        delete: operations["cancelMessageRequest"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user/{id}/message/request/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * accept message request
         * @description Accepts the pending message request that the named user sent to the caller. **Also makes the two connected**, whatever
         *     stood between them before, and opens the chat for messages.
         *
         *     The sender gets `alert.new` (message-request, accepted, with the chat); both get `chat.update` and `user.update`. Where a
         *     connection request waited between the two, who has its alert gets `alert.update` (status `canceled`).
         *
         *     Who may call it: whoever is signed in.
         *
         *     Raises on the WebSocket: `alert.new`, `alert.update`, `chat.update`, `user.update`.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 422 [`idempotency/key-reused`](/docs/errors/idempotency/key-reused#v1)
         *     - 404 [`message-request/not-found`](/docs/errors/message-request/not-found#v1)
         *     - 403 [`message-request/not-receiver`](/docs/errors/message-request/not-receiver#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        post: operations["acceptMessageRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user/{id}/message/request/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * reject message request
         * @description Rejects the pending message request that the named user sent to the caller. That user cannot send another one in this chat.
         *
         *     The sender gets `alert.new` (message-request, rejected); both get `chat.update` and `user.update`: who answers has read the
         *     text.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Raises on the WebSocket: `alert.new`, `chat.update`, `user.update`.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 404 [`message-request/not-found`](/docs/errors/message-request/not-found#v1)
         *     - 403 [`message-request/not-receiver`](/docs/errors/message-request/not-receiver#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        delete: operations["rejectMessageRequest"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user/{id}/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * get user reviews
         * @description What others wrote about the named user, newest first. For everyone to whom that user is visible.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 422 [`cursor/invalid`](/docs/errors/cursor/invalid#v1)
         *     - 404 [`user/not-found`](/docs/errors/user/not-found#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        get: operations["getUserReviews"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user/{id}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * update review
         * @description Changes the caller's own review of the named user; what is left out stays, and so does its `timestamp`. Possible after a disconnect, too. Answers as
         *     "review a user" does.
         *
         *     The reviewed user gets `user.update` (rating).
         *
         *     Who may call it: whoever is signed in.
         *
         *     Raises on the WebSocket: `user.update`.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 413 [`body/too-large`](/docs/errors/body/too-large#v1)
         *     - 415 [`body/unsupported-type`](/docs/errors/body/unsupported-type#v1)
         *     - 400 [`body/malformed`](/docs/errors/body/malformed#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 404 [`review/not-found`](/docs/errors/review/not-found#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        put: operations["updateReview"];
        /**
         * review a user
         * @description Reviews the named user with one to five stars and a text. Only people who are connected may review each other, once
         *     each. Answers the review and the reviewed user's new `rating` and `totalReviews`.
         *
         *     The reviewed user gets `alert.new` (review) and `user.update` (rating).
         *
         *     Who may call it: whoever is signed in.
         *
         *     Raises on the WebSocket: `alert.new`, `user.update`.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 413 [`body/too-large`](/docs/errors/body/too-large#v1)
         *     - 415 [`body/unsupported-type`](/docs/errors/body/unsupported-type#v1)
         *     - 400 [`body/malformed`](/docs/errors/body/malformed#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 422 [`idempotency/key-reused`](/docs/errors/idempotency/key-reused#v1)
         *     - 400 [`review/with-self`](/docs/errors/review/with-self#v1)
         *     - 404 [`user/not-found`](/docs/errors/user/not-found#v1)
         *     - 409 [`review/exists`](/docs/errors/review/exists#v1)
         *     - 403 [`review/not-connected`](/docs/errors/review/not-connected#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        post: operations["reviewUser"];
        /**
         * delete review
         * @description Removes the caller's own review of the named user. Answers the user's new `rating` and `totalReviews`.
         *
         *     The reviewed user gets `user.update` (rating).
         *
         *     Who may call it: whoever is signed in.
         *
         *     Raises on the WebSocket: `user.update`.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 404 [`review/not-found`](/docs/errors/review/not-found#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        delete: operations["deleteReview"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/verification/background": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * verification - add background info
         * @description Hands in what the third-party background check of a volunteer needs, and starts it: `verification.background.status` becomes
         *     `in-progress`. The person must have consented. After a failed check it may be started again. The other steps of the
         *     verification need not be complete. Answers the caller after the change.
         *
         *     Under `/user/{id}/verification/background` the id must be the caller's own.
         *
         *     The caller gets `user.update`, now and when the check is decided.
         *
         *     Who may call it: whoever is signed in.
         *
         *     Raises on the WebSocket: `user.update`.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 401 [`auth/invalid`](/docs/errors/auth/invalid#v1)
         *     - 413 [`body/too-large`](/docs/errors/body/too-large#v1)
         *     - 415 [`body/unsupported-type`](/docs/errors/body/unsupported-type#v1)
         *     - 400 [`body/malformed`](/docs/errors/body/malformed#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 403 [`user/not-self`](/docs/errors/user/not-self#v1)
         *     - 422 [`idempotency/key-reused`](/docs/errors/idempotency/key-reused#v1)
         *     - 403 [`verification/not-volunteer`](/docs/errors/verification/not-volunteer#v1)
         *     - 409 [`verification/already-complete`](/docs/errors/verification/already-complete#v1)
         *     - 409 [`verification/in-progress`](/docs/errors/verification/in-progress#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        post: operations["addBackgroundInfo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * get users
         * @description Finds people, the newest accounts first.
         *
         *     * **Signed in**: those who are visible to the caller, without the caller, narrowed by the filters; all given filters must
         *       hold. Cards carry `viewer`, the relation to the caller, and `verification.verified`.
         *     * **Signed out**: only with `email`, to learn during sign-up whether it is taken. A non-empty list says so, and holds
         *       nothing but the id. Every other filter is ignored; without `email` the answer is 401.
         *
         *     Who may call it: everyone; a usable token is honoured.
         *
         *     Limit: 300 requests in 60 seconds from one client address.
         *
         *     Refusals, in the order in which they are checked:
         *
         *     - 429 [`rate/limited`](/docs/errors/rate/limited#v1)
         *     - 422 [`request/invalid`](/docs/errors/request/invalid#v1)
         *     - 401 [`auth/missing`](/docs/errors/auth/missing#v1)
         *     - 422 [`cursor/invalid`](/docs/errors/cursor/invalid#v1)
         *     - 503 [`store/unavailable`](/docs/errors/store/unavailable#v1)
         *     - 500 [`internal/error`](/docs/errors/internal/error#v1)
         */
        get: operations["getUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * AcceptCall
         * @description Takes a call that rings.
         * @example {
         *       "action": "accept-call",
         *       "callId": "0199c2f0-1e2c-7b4d-9a51-5f41c2d3e777"
         *     }
         */
        AcceptCall: {
            /** @description Name of the action; calls have hyphenated names in both dialects. */
            action: string;
            /** @description The call. */
            callId: components["schemas"]["Id"];
        };
        /**
         * AlertHead
         * @description What all alerts have in common, whatever they are about.
         * @example {
         *       "id": "0199c2f0-1c9a-7476-838a-5f3eeb5bd332",
         *       "timestamp": "2026-03-14T08:00:00.000Z",
         *       "status": "read"
         *     }
         */
        AlertHead: {
            /** @description Id of the alert. One alert per receiver and subject: a later state of the same request comes with the same id and replaces the earlier one. */
            id: components["schemas"]["Id"];
            /** @description When the alert was raised or last changed. Lists are ordered by it, newest first. */
            timestamp: components["schemas"]["IsoDateTime"];
            /**
             * @description `read` once the user has opened it. Absent: unread.
             * @enum {string}
             */
            status?: "read";
        };
        /**
         * AlertKind
         * @description What an alert is about.
         * @example schedule
         * @example connect-request
         * @example message-request
         * @example review
         * @example transaction
         * @enum {string}
         */
        AlertKind: "schedule" | "connect-request" | "message-request" | "review" | "transaction";
        /**
         * AlertMark
         * @description What a user did with an alert.
         * @example {
         *       "status": "read"
         *     }
         */
        AlertMark: {
            /**
             * @description `read` is the only mark.
             * @enum {string}
             */
            status: "read";
        };
        /**
         * AlertType
         * @description What an alert is about, with the object it is about; `type` tells the five kinds apart.
         * @example {
         *       "type": "schedule",
         *       "schedule": {
         *         "id": "0199c2f0-1b28-7918-86e8-5f3c80b10888",
         *         "type": "video",
         *         "title": "Meeting with Daniel Ortiz",
         *         "timeslot": {
         *           "from": "2026-03-21T09:00:00.000Z",
         *           "to": "2026-03-21T10:00:00.000Z"
         *         },
         *         "status": "upcoming",
         *         "recurrence": "weekly",
         *         "attendee": {
         *           "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *           "name": "Daniel Ortiz",
         *           "picture": {
         *             "sm": {
         *               "mimeType": "image/webp",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/sm.webp"
         *             },
         *             "org": {
         *               "mimeType": "image/jpeg",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"
         *             }
         *           },
         *           "type": "volunteer"
         *         }
         *       },
         *       "chat": {
         *         "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333",
         *         "type": "message",
         *         "timestamp": "2026-03-14T07:20:55.120Z",
         *         "request": {
         *           "id": "0199c2f0-1ab9-75af-8e51-5f3bc7176555",
         *           "text": "Hello Margaret, I grow roses too. May I write to you?",
         *           "timestamp": "2026-03-12T16:02:11.430Z",
         *           "delivery": {
         *             "status": "read",
         *             "at": "2026-03-12T17:40:00.000Z"
         *           },
         *           "status": "accepted",
         *           "sender": {
         *             "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *           }
         *         },
         *         "user": {
         *           "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *           "name": "Daniel Ortiz",
         *           "age": 29,
         *           "bio": "Nurse and good listener.",
         *           "gender": "male",
         *           "location": {
         *             "city": "Salem",
         *             "country": "United States",
         *             "state": "Oregon"
         *           },
         *           "picture": {
         *             "sm": {
         *               "mimeType": "image/webp",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/sm.webp"
         *             },
         *             "org": {
         *               "mimeType": "image/jpeg",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"
         *             }
         *           },
         *           "rating": 4.6,
         *           "type": "volunteer"
         *         },
         *         "lastMessage": {
         *           "id": "0199c2f0-1ade-76d2-812e-5f3c04f54666",
         *           "type": "text",
         *           "text": "Good morning! How are your tulips?",
         *           "timestamp": "2026-03-14T07:20:55.120Z",
         *           "sender": {
         *             "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *             "name": "Daniel Ortiz"
         *           },
         *           "delivery": {
         *             "status": "delivered",
         *             "at": "2026-03-14T07:20:56.004Z"
         *           }
         *         },
         *         "totalUnreadMessages": 2
         *       },
         *       "message": {
         *         "id": "0199c2f0-1b03-77f5-840b-5f3c42d32777",
         *         "type": "schedule",
         *         "schedule": {
         *           "id": "0199c2f0-1b28-7918-86e8-5f3c80b10888",
         *           "type": "video",
         *           "title": "Meeting with Daniel Ortiz",
         *           "timeslot": {
         *             "from": "2026-03-21T09:00:00.000Z",
         *             "to": "2026-03-21T10:00:00.000Z"
         *           },
         *           "status": "upcoming",
         *           "recurrence": "weekly"
         *         },
         *         "timestamp": "2026-03-14T08:00:00.000Z",
         *         "sender": {
         *           "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *           "name": "Margaret Ellis"
         *         },
         *         "delivery": {
         *           "status": "sent",
         *           "at": "2026-03-14T08:00:00.000Z"
         *         }
         *       }
         *     }
         * @example {
         *       "type": "connect-request",
         *       "connectRequest": {
         *         "id": "0199c2f0-1a94-748c-8b74-5f3b89398444",
         *         "status": "pending",
         *         "from": {
         *           "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111"
         *         },
         *         "to": {
         *           "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *         },
         *         "user": {
         *           "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *           "name": "Margaret Ellis",
         *           "picture": {
         *             "sm": {
         *               "mimeType": "image/webp",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/sm.webp"
         *             },
         *             "org": {
         *               "mimeType": "image/jpeg",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/org.jpg"
         *             }
         *           },
         *           "type": "senior",
         *           "bio": "Retired teacher. I love gardens and old films.",
         *           "verification": {
         *             "verified": false
         *           }
         *         }
         *       }
         *     }
         * @example {
         *       "type": "message-request",
         *       "chat": {
         *         "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333",
         *         "type": "message",
         *         "timestamp": "2026-03-14T07:20:55.120Z",
         *         "request": {
         *           "id": "0199c2f0-1ab9-75af-8e51-5f3bc7176555",
         *           "text": "Hello Margaret, I grow roses too. May I write to you?",
         *           "timestamp": "2026-03-12T16:02:11.430Z",
         *           "delivery": {
         *             "status": "read",
         *             "at": "2026-03-12T17:40:00.000Z"
         *           },
         *           "status": "pending",
         *           "sender": {
         *             "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *           }
         *         },
         *         "user": {
         *           "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *           "name": "Daniel Ortiz",
         *           "age": 29,
         *           "bio": "Nurse and good listener.",
         *           "gender": "male",
         *           "location": {
         *             "city": "Salem",
         *             "country": "United States",
         *             "state": "Oregon"
         *           },
         *           "picture": {
         *             "sm": {
         *               "mimeType": "image/webp",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/sm.webp"
         *             },
         *             "org": {
         *               "mimeType": "image/jpeg",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"
         *             }
         *           },
         *           "rating": 4.6,
         *           "type": "volunteer"
         *         },
         *         "totalUnreadMessages": 1
         *       }
         *     }
         * @example {
         *       "type": "review",
         *       "review": {
         *         "id": "0199c2f0-1b72-7b5e-8ca2-5f3cfc6ccaaa",
         *         "rate": 5,
         *         "text": "Daniel listens well and never hurries.",
         *         "rater": {
         *           "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *           "name": "Margaret Ellis",
         *           "picture": {
         *             "sm": {
         *               "mimeType": "image/webp",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/sm.webp"
         *             },
         *             "org": {
         *               "mimeType": "image/jpeg",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/org.jpg"
         *             }
         *           },
         *           "type": "senior"
         *         },
         *         "timestamp": "2026-03-11T10:15:00.000Z"
         *       }
         *     }
         * @example {
         *       "type": "transaction",
         *       "transaction": {
         *         "id": "0199c2f0-1b97-7c81-8f7f-5f3d3a4aabbb",
         *         "type": "purchase",
         *         "intent": "top-up",
         *         "status": "succeeded",
         *         "funds": {
         *           "amount": 500,
         *           "currency": "usd"
         *         },
         *         "coins": {
         *           "amount": 500
         *         },
         *         "timestamp": "2026-03-09T12:00:00.000Z"
         *       }
         *     }
         */
        AlertType: components["schemas"]["AlertTypeSchedule"] | components["schemas"]["AlertTypeConnectRequest"] | components["schemas"]["AlertTypeMessageRequest"] | components["schemas"]["AlertTypeReview"] | components["schemas"]["AlertTypeTransaction"];
        /**
         * AlertTypeConnectRequest
         * @description Payload of an alert about a connection request: received, accepted or rejected. With status `canceled` clients remove the alert.
         * @example {
         *       "type": "connect-request",
         *       "connectRequest": {
         *         "id": "0199c2f0-1a94-748c-8b74-5f3b89398444",
         *         "status": "pending",
         *         "from": {
         *           "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111"
         *         },
         *         "to": {
         *           "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *         },
         *         "user": {
         *           "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *           "name": "Margaret Ellis",
         *           "picture": {
         *             "sm": {
         *               "mimeType": "image/webp",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/sm.webp"
         *             },
         *             "org": {
         *               "mimeType": "image/jpeg",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/org.jpg"
         *             }
         *           },
         *           "type": "senior",
         *           "bio": "Retired teacher. I love gardens and old films.",
         *           "verification": {
         *             "verified": false
         *           }
         *         }
         *       }
         *     }
         * @example {
         *       "type": "connect-request",
         *       "connectRequest": {
         *         "id": "0199c2f0-1a94-748c-8b74-5f3b89398444",
         *         "status": "accepted",
         *         "from": {
         *           "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111"
         *         },
         *         "to": {
         *           "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *         },
         *         "user": {
         *           "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *           "name": "Daniel Ortiz",
         *           "picture": {
         *             "sm": {
         *               "mimeType": "image/webp",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/sm.webp"
         *             },
         *             "org": {
         *               "mimeType": "image/jpeg",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"
         *             }
         *           },
         *           "type": "volunteer"
         *         }
         *       },
         *       "chat": {
         *         "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333",
         *         "type": "message",
         *         "timestamp": "2026-03-14T07:20:55.120Z",
         *         "request": {
         *           "id": "0199c2f0-1ab9-75af-8e51-5f3bc7176555",
         *           "text": "Hello Margaret, I grow roses too. May I write to you?",
         *           "timestamp": "2026-03-12T16:02:11.430Z",
         *           "delivery": {
         *             "status": "read",
         *             "at": "2026-03-12T17:40:00.000Z"
         *           },
         *           "status": "accepted",
         *           "sender": {
         *             "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *           }
         *         },
         *         "user": {
         *           "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *           "name": "Daniel Ortiz",
         *           "age": 29,
         *           "bio": "Nurse and good listener.",
         *           "gender": "male",
         *           "location": {
         *             "city": "Salem",
         *             "country": "United States",
         *             "state": "Oregon"
         *           },
         *           "picture": {
         *             "sm": {
         *               "mimeType": "image/webp",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/sm.webp"
         *             },
         *             "org": {
         *               "mimeType": "image/jpeg",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"
         *             }
         *           },
         *           "rating": 4.6,
         *           "type": "volunteer"
         *         },
         *         "lastMessage": {
         *           "id": "0199c2f0-1ade-76d2-812e-5f3c04f54666",
         *           "type": "text",
         *           "text": "Good morning! How are your tulips?",
         *           "timestamp": "2026-03-14T07:20:55.120Z",
         *           "sender": {
         *             "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *             "name": "Daniel Ortiz"
         *           },
         *           "delivery": {
         *             "status": "delivered",
         *             "at": "2026-03-14T07:20:56.004Z"
         *           }
         *         },
         *         "totalUnreadMessages": 2
         *       }
         *     }
         */
        AlertTypeConnectRequest: {
            /**
             * @description Tells the kinds of alerts apart. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "connect-request";
            /** @description The request as the receiver sees it. */
            connectRequest?: components["schemas"]["FullConnectRequest"];
            /** @description The chat of the two, complete, because clients replace their copy with it. Present once the request is accepted. */
            chat?: components["schemas"]["FullChat"];
        };
        /**
         * AlertTypeMessageRequest
         * @description Payload of an alert about a message request: received, accepted or rejected.
         * @example {
         *       "type": "message-request",
         *       "requestStatus": "pending",
         *       "chat": {
         *         "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333",
         *         "type": "message",
         *         "timestamp": "2026-03-14T07:20:55.120Z",
         *         "request": {
         *           "id": "0199c2f0-1ab9-75af-8e51-5f3bc7176555",
         *           "text": "Hello Margaret, I grow roses too. May I write to you?",
         *           "timestamp": "2026-03-12T16:02:11.430Z",
         *           "delivery": {
         *             "status": "read",
         *             "at": "2026-03-12T17:40:00.000Z"
         *           },
         *           "status": "pending",
         *           "sender": {
         *             "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *           }
         *         },
         *         "user": {
         *           "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *           "name": "Daniel Ortiz",
         *           "age": 29,
         *           "bio": "Nurse and good listener.",
         *           "gender": "male",
         *           "location": {
         *             "city": "Salem",
         *             "country": "United States",
         *             "state": "Oregon"
         *           },
         *           "picture": {
         *             "sm": {
         *               "mimeType": "image/webp",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/sm.webp"
         *             },
         *             "org": {
         *               "mimeType": "image/jpeg",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"
         *             }
         *           },
         *           "rating": 4.6,
         *           "type": "volunteer"
         *         },
         *         "totalUnreadMessages": 1
         *       }
         *     }
         */
        AlertTypeMessageRequest: {
            /**
             * @description Tells the kinds of alerts apart. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "message-request";
            /** @description The chat with its `request`, complete and as it is now, because clients replace their copy with it. Whether one can write in it is said by `request.status`, also after the alert was raised. */
            chat?: components["schemas"]["FullChat"];
            /** @description What the alert tells of, whatever became of the request since: `pending` to who was asked, `accepted` or `rejected` to who asked. With `canceled` clients remove the alert. */
            requestStatus?: components["schemas"]["ConnectRequestStatus"];
            /** @description The text of the request in the form of a message. */
            message?: components["schemas"]["BasicChatMessage"];
        };
        /**
         * AlertTypeReview
         * @description Payload of an alert about a new review on the receiver's profile.
         * @example {
         *       "type": "review",
         *       "review": {
         *         "id": "0199c2f0-1b72-7b5e-8ca2-5f3cfc6ccaaa",
         *         "rate": 5,
         *         "text": "Daniel listens well and never hurries.",
         *         "rater": {
         *           "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *           "name": "Margaret Ellis",
         *           "picture": {
         *             "sm": {
         *               "mimeType": "image/webp",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/sm.webp"
         *             },
         *             "org": {
         *               "mimeType": "image/jpeg",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/org.jpg"
         *             }
         *           },
         *           "type": "senior"
         *         },
         *         "timestamp": "2026-03-11T10:15:00.000Z"
         *       }
         *     }
         */
        AlertTypeReview: {
            /**
             * @description Tells the kinds of alerts apart. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "review";
            /** @description The review with its author. Absent when it is gone. */
            review?: components["schemas"]["FullReview"];
        };
        /**
         * AlertTypeSchedule
         * @description Payload of an alert about a scheduled call: made, changed, or about to start.
         * @example {
         *       "type": "schedule",
         *       "schedule": {
         *         "id": "0199c2f0-1b28-7918-86e8-5f3c80b10888",
         *         "type": "video",
         *         "title": "Meeting with Daniel Ortiz",
         *         "timeslot": {
         *           "from": "2026-03-21T09:00:00.000Z",
         *           "to": "2026-03-21T10:00:00.000Z"
         *         },
         *         "status": "upcoming",
         *         "recurrence": "weekly",
         *         "attendee": {
         *           "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *           "name": "Daniel Ortiz",
         *           "picture": {
         *             "sm": {
         *               "mimeType": "image/webp",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/sm.webp"
         *             },
         *             "org": {
         *               "mimeType": "image/jpeg",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"
         *             }
         *           },
         *           "type": "volunteer"
         *         }
         *       },
         *       "chat": {
         *         "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333",
         *         "type": "message",
         *         "timestamp": "2026-03-14T07:20:55.120Z",
         *         "request": {
         *           "id": "0199c2f0-1ab9-75af-8e51-5f3bc7176555",
         *           "text": "Hello Margaret, I grow roses too. May I write to you?",
         *           "timestamp": "2026-03-12T16:02:11.430Z",
         *           "delivery": {
         *             "status": "read",
         *             "at": "2026-03-12T17:40:00.000Z"
         *           },
         *           "status": "accepted",
         *           "sender": {
         *             "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *           }
         *         },
         *         "user": {
         *           "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *           "name": "Daniel Ortiz",
         *           "age": 29,
         *           "bio": "Nurse and good listener.",
         *           "gender": "male",
         *           "location": {
         *             "city": "Salem",
         *             "country": "United States",
         *             "state": "Oregon"
         *           },
         *           "picture": {
         *             "sm": {
         *               "mimeType": "image/webp",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/sm.webp"
         *             },
         *             "org": {
         *               "mimeType": "image/jpeg",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"
         *             }
         *           },
         *           "rating": 4.6,
         *           "type": "volunteer"
         *         },
         *         "lastMessage": {
         *           "id": "0199c2f0-1ade-76d2-812e-5f3c04f54666",
         *           "type": "text",
         *           "text": "Good morning! How are your tulips?",
         *           "timestamp": "2026-03-14T07:20:55.120Z",
         *           "sender": {
         *             "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *             "name": "Daniel Ortiz"
         *           },
         *           "delivery": {
         *             "status": "delivered",
         *             "at": "2026-03-14T07:20:56.004Z"
         *           }
         *         },
         *         "totalUnreadMessages": 2
         *       },
         *       "message": {
         *         "id": "0199c2f0-1b03-77f5-840b-5f3c42d32777",
         *         "type": "schedule",
         *         "schedule": {
         *           "id": "0199c2f0-1b28-7918-86e8-5f3c80b10888",
         *           "type": "video",
         *           "title": "Meeting with Daniel Ortiz",
         *           "timeslot": {
         *             "from": "2026-03-21T09:00:00.000Z",
         *             "to": "2026-03-21T10:00:00.000Z"
         *           },
         *           "status": "upcoming",
         *           "recurrence": "weekly"
         *         },
         *         "timestamp": "2026-03-14T08:00:00.000Z",
         *         "sender": {
         *           "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *           "name": "Margaret Ellis"
         *         },
         *         "delivery": {
         *           "status": "sent",
         *           "at": "2026-03-14T08:00:00.000Z"
         *         }
         *       }
         *     }
         */
        AlertTypeSchedule: {
            /**
             * @description Tells the kinds of alerts apart. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "schedule";
            /** @description The scheduled call as the receiver sees it. Absent when it is gone. */
            schedule?: components["schemas"]["FullCallSchedule"];
            /** @description The chat of the two, complete, because clients replace their copy with it. */
            chat?: components["schemas"]["FullChat"];
            /** @description The message of type `schedule` in that chat. */
            message?: components["schemas"]["BasicChatMessage"];
        };
        /**
         * AlertTypeTransaction
         * @description Payload of an alert about a transaction that changed its state.
         * @example {
         *       "type": "transaction",
         *       "transaction": {
         *         "id": "0199c2f0-1b97-7c81-8f7f-5f3d3a4aabbb",
         *         "type": "purchase",
         *         "intent": "top-up",
         *         "status": "succeeded",
         *         "funds": {
         *           "amount": 500,
         *           "currency": "usd"
         *         },
         *         "coins": {
         *           "amount": 500
         *         },
         *         "timestamp": "2026-03-09T12:00:00.000Z"
         *       }
         *     }
         */
        AlertTypeTransaction: {
            /**
             * @description Tells the kinds of alerts apart. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "transaction";
            /** @description The transaction. */
            transaction?: components["schemas"]["BasicTransaction"];
        };
        /**
         * AlertsUpdate
         * @description Marks the caller's own alerts as read. Ids that are not the caller's are passed over.
         * @example {
         *       "action": "alerts.update",
         *       "alertsMap": {
         *         "0199c2f0-1cbf-7599-8667-5f3f2939b443": {
         *           "status": "read"
         *         }
         *       }
         *     }
         */
        AlertsUpdate: {
            /** @description Name of the action: the dotted name, or the older hyphenated one that the AsyncAPI document lists. */
            action: string;
            /** @description The marks by the alerts' ids. */
            alertsMap: {
                [key: string]: components["schemas"]["AlertMark"];
            };
        };
        /**
         * Authenticate
         * @description Says who speaks on this connection. The first action of every connection.
         * @example {
         *       "action": "authenticate",
         *       "token": "tka_b2xkIHRva2VuIG9mIG5vIHVzZQ"
         *     }
         */
        Authenticate: {
            /** @description Name of the action: the dotted name, or the older hyphenated one that the AsyncAPI document lists. */
            action: string;
            /** @description The access token, without `Bearer`. */
            token: string;
        };
        /**
         * Availability
         * @description When a volunteer can be called: a slot is available if it lies inside a custom range or inside a weekly range, and no booking overlaps it. All times in UTC.
         * @example {
         *       "custom": {
         *         "2026-03-21": [
         *           {
         *             "start": "09:00:00",
         *             "end": "12:00:00"
         *           },
         *           {
         *             "start": "14:00:00",
         *             "end": "16:00:00"
         *           }
         *         ],
         *         "2026-03-25": []
         *       },
         *       "weekly": {
         *         "mon": [
         *           {
         *             "start": "09:00:00",
         *             "end": "12:00:00"
         *           }
         *         ],
         *         "thur": [
         *           {
         *             "start": "18:00:00",
         *             "end": "21:00:00"
         *           }
         *         ],
         *         "sat": [
         *           {
         *             "start": "22:00:00",
         *             "end": "01:00:00"
         *           }
         *         ]
         *       },
         *       "bookedSlots": {
         *         "custom": {
         *           "2026-03-21": [
         *             {
         *               "start": "09:00:00",
         *               "end": "10:00:00"
         *             }
         *           ]
         *         },
         *         "weekly": {
         *           "thur": [
         *             {
         *               "start": "18:00:00",
         *               "end": "19:00:00"
         *             }
         *           ]
         *         }
         *       }
         *     }
         */
        Availability: {
            /** @description Ranges on particular days. */
            custom?: components["schemas"]["CustomAvailabilityItems"];
            /** @description Ranges that recur every week. */
            weekly?: components["schemas"]["WeeklyAvailabilityItems"];
            /** @description Times that are taken by scheduled calls. */
            bookedSlots?: components["schemas"]["BookedSlots"];
        };
        /**
         * BackgroundBody
         * @description Body of "verification - add background info": what the third party needs for its check. Volunteers only; not shown to other users.
         * @example {
         *       "firstName": "Daniel",
         *       "lastName": "Ortiz",
         *       "middleName": "Luis",
         *       "zipCode": "97301",
         *       "workLocations": [
         *         {
         *           "countryCode": "US",
         *           "stateCode": "OR",
         *           "city": "Salem"
         *         }
         *       ]
         *     }
         */
        BackgroundBody: {
            /** @description First name as in official papers. 1 to 80 characters, a limit of this server, and not blank. */
            firstName: string;
            /** @description Last name as in official papers. 1 to 80 characters, a limit of this server, and not blank. */
            lastName: string;
            /** @description Middle name, if there is one. At most 80 characters, a limit of this server. */
            middleName?: string;
            /** @description Postal code of the home. At most 12 characters, a limit of this server. */
            zipCode?: string;
            /** @description Where the volunteer has worked. The first item must name country and state. 1 to 20 items, a limit of this server. */
            workLocations: components["schemas"]["WorkLocation"][];
        };
        /**
         * BasicAlert
         * @description A notification to a user about something another user or the system did. Texts are made by the client from its payload. Seen by its receiver only.
         * @example {
         *       "id": "0199c2f0-1c9a-7476-838a-5f3eeb5bd332",
         *       "timestamp": "2026-03-14T08:00:00.000Z",
         *       "type": "schedule",
         *       "schedule": {
         *         "id": "0199c2f0-1b28-7918-86e8-5f3c80b10888",
         *         "type": "video",
         *         "title": "Meeting with Daniel Ortiz",
         *         "timeslot": {
         *           "from": "2026-03-21T09:00:00.000Z",
         *           "to": "2026-03-21T10:00:00.000Z"
         *         },
         *         "status": "upcoming",
         *         "recurrence": "weekly",
         *         "attendee": {
         *           "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *           "name": "Daniel Ortiz",
         *           "picture": {
         *             "sm": {
         *               "mimeType": "image/webp",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/sm.webp"
         *             },
         *             "org": {
         *               "mimeType": "image/jpeg",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"
         *             }
         *           },
         *           "type": "volunteer"
         *         }
         *       },
         *       "chat": {
         *         "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333",
         *         "type": "message",
         *         "timestamp": "2026-03-14T07:20:55.120Z",
         *         "request": {
         *           "id": "0199c2f0-1ab9-75af-8e51-5f3bc7176555",
         *           "text": "Hello Margaret, I grow roses too. May I write to you?",
         *           "timestamp": "2026-03-12T16:02:11.430Z",
         *           "delivery": {
         *             "status": "read",
         *             "at": "2026-03-12T17:40:00.000Z"
         *           },
         *           "status": "accepted",
         *           "sender": {
         *             "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *           }
         *         },
         *         "user": {
         *           "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *           "name": "Daniel Ortiz",
         *           "age": 29,
         *           "bio": "Nurse and good listener.",
         *           "gender": "male",
         *           "location": {
         *             "city": "Salem",
         *             "country": "United States",
         *             "state": "Oregon"
         *           },
         *           "picture": {
         *             "sm": {
         *               "mimeType": "image/webp",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/sm.webp"
         *             },
         *             "org": {
         *               "mimeType": "image/jpeg",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"
         *             }
         *           },
         *           "rating": 4.6,
         *           "type": "volunteer"
         *         },
         *         "lastMessage": {
         *           "id": "0199c2f0-1ade-76d2-812e-5f3c04f54666",
         *           "type": "text",
         *           "text": "Good morning! How are your tulips?",
         *           "timestamp": "2026-03-14T07:20:55.120Z",
         *           "sender": {
         *             "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *             "name": "Daniel Ortiz"
         *           },
         *           "delivery": {
         *             "status": "delivered",
         *             "at": "2026-03-14T07:20:56.004Z"
         *           }
         *         },
         *         "totalUnreadMessages": 2
         *       },
         *       "message": {
         *         "id": "0199c2f0-1b03-77f5-840b-5f3c42d32777",
         *         "type": "schedule",
         *         "schedule": {
         *           "id": "0199c2f0-1b28-7918-86e8-5f3c80b10888",
         *           "type": "video",
         *           "title": "Meeting with Daniel Ortiz",
         *           "timeslot": {
         *             "from": "2026-03-21T09:00:00.000Z",
         *             "to": "2026-03-21T10:00:00.000Z"
         *           },
         *           "status": "upcoming",
         *           "recurrence": "weekly"
         *         },
         *         "timestamp": "2026-03-14T08:00:00.000Z",
         *         "sender": {
         *           "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *           "name": "Margaret Ellis"
         *         },
         *         "delivery": {
         *           "status": "sent",
         *           "at": "2026-03-14T08:00:00.000Z"
         *         }
         *       }
         *     }
         * @example {
         *       "id": "0199c2f0-1cbf-7599-8667-5f3f2939b443",
         *       "timestamp": "2026-03-14T07:00:00.000Z",
         *       "type": "connect-request",
         *       "connectRequest": {
         *         "id": "0199c2f0-1a94-748c-8b74-5f3b89398444",
         *         "status": "pending",
         *         "from": {
         *           "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111"
         *         },
         *         "to": {
         *           "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *         },
         *         "user": {
         *           "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *           "name": "Margaret Ellis",
         *           "picture": {
         *             "sm": {
         *               "mimeType": "image/webp",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/sm.webp"
         *             },
         *             "org": {
         *               "mimeType": "image/jpeg",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/org.jpg"
         *             }
         *           },
         *           "type": "senior",
         *           "bio": "Retired teacher. I love gardens and old films.",
         *           "verification": {
         *             "verified": false
         *           }
         *         }
         *       }
         *     }
         * @example {
         *       "id": "0199c2f0-1ce4-76bc-8944-5f3f67179554",
         *       "timestamp": "2026-03-14T06:00:00.000Z",
         *       "type": "message-request",
         *       "chat": {
         *         "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333",
         *         "type": "message",
         *         "timestamp": "2026-03-14T07:20:55.120Z",
         *         "request": {
         *           "id": "0199c2f0-1ab9-75af-8e51-5f3bc7176555",
         *           "text": "Hello Margaret, I grow roses too. May I write to you?",
         *           "timestamp": "2026-03-12T16:02:11.430Z",
         *           "delivery": {
         *             "status": "read",
         *             "at": "2026-03-12T17:40:00.000Z"
         *           },
         *           "status": "pending",
         *           "sender": {
         *             "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *           }
         *         },
         *         "user": {
         *           "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *           "name": "Daniel Ortiz",
         *           "age": 29,
         *           "bio": "Nurse and good listener.",
         *           "gender": "male",
         *           "location": {
         *             "city": "Salem",
         *             "country": "United States",
         *             "state": "Oregon"
         *           },
         *           "picture": {
         *             "sm": {
         *               "mimeType": "image/webp",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/sm.webp"
         *             },
         *             "org": {
         *               "mimeType": "image/jpeg",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"
         *             }
         *           },
         *           "rating": 4.6,
         *           "type": "volunteer"
         *         },
         *         "totalUnreadMessages": 1
         *       }
         *     }
         * @example {
         *       "id": "0199c2f0-1d09-77df-8c21-5f3fa4f57665",
         *       "timestamp": "2026-03-14T05:00:00.000Z",
         *       "status": "read",
         *       "type": "review",
         *       "review": {
         *         "id": "0199c2f0-1b72-7b5e-8ca2-5f3cfc6ccaaa",
         *         "rate": 5,
         *         "text": "Daniel listens well and never hurries.",
         *         "rater": {
         *           "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *           "name": "Margaret Ellis",
         *           "picture": {
         *             "sm": {
         *               "mimeType": "image/webp",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/sm.webp"
         *             },
         *             "org": {
         *               "mimeType": "image/jpeg",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/org.jpg"
         *             }
         *           },
         *           "type": "senior"
         *         },
         *         "timestamp": "2026-03-11T10:15:00.000Z"
         *       }
         *     }
         * @example {
         *       "id": "0199c2f0-1d2e-7902-8efe-5f3fe2d35776",
         *       "timestamp": "2026-03-14T04:00:00.000Z",
         *       "status": "read",
         *       "type": "transaction",
         *       "transaction": {
         *         "id": "0199c2f0-1b97-7c81-8f7f-5f3d3a4aabbb",
         *         "type": "purchase",
         *         "intent": "top-up",
         *         "status": "succeeded",
         *         "funds": {
         *           "amount": 500,
         *           "currency": "usd"
         *         },
         *         "coins": {
         *           "amount": 500
         *         },
         *         "timestamp": "2026-03-09T12:00:00.000Z"
         *       }
         *     }
         */
        BasicAlert: components["schemas"]["ScheduleAlert"] | components["schemas"]["ConnectRequestAlert"] | components["schemas"]["MessageRequestAlert"] | components["schemas"]["ReviewAlert"] | components["schemas"]["TransactionAlert"];
        /**
         * BasicAlertPage
         * @description One page of BasicAlert.
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "data": [
         *         {
         *           "id": "0199c2f0-1c9a-7476-838a-5f3eeb5bd332",
         *           "timestamp": "2026-03-14T08:00:00.000Z",
         *           "type": "schedule",
         *           "schedule": {
         *             "id": "0199c2f0-1b28-7918-86e8-5f3c80b10888",
         *             "type": "video",
         *             "title": "Meeting with Daniel Ortiz",
         *             "timeslot": {
         *               "from": "2026-03-21T09:00:00.000Z",
         *               "to": "2026-03-21T10:00:00.000Z"
         *             },
         *             "status": "upcoming",
         *             "recurrence": "weekly",
         *             "attendee": {
         *               "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *               "name": "Daniel Ortiz",
         *               "picture": {
         *                 "sm": {
         *                   "mimeType": "image/webp",
         *                   "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/sm.webp"
         *                 },
         *                 "org": {
         *                   "mimeType": "image/jpeg",
         *                   "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"
         *                 }
         *               },
         *               "type": "volunteer"
         *             }
         *           },
         *           "chat": {
         *             "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333",
         *             "type": "message",
         *             "timestamp": "2026-03-14T07:20:55.120Z",
         *             "request": {
         *               "id": "0199c2f0-1ab9-75af-8e51-5f3bc7176555",
         *               "text": "Hello Margaret, I grow roses too. May I write to you?",
         *               "timestamp": "2026-03-12T16:02:11.430Z",
         *               "delivery": {
         *                 "status": "read",
         *                 "at": "2026-03-12T17:40:00.000Z"
         *               },
         *               "status": "accepted",
         *               "sender": {
         *                 "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *               }
         *             },
         *             "user": {
         *               "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *               "name": "Daniel Ortiz",
         *               "age": 29,
         *               "bio": "Nurse and good listener.",
         *               "gender": "male",
         *               "location": {
         *                 "city": "Salem",
         *                 "country": "United States",
         *                 "state": "Oregon"
         *               },
         *               "picture": {
         *                 "sm": {
         *                   "mimeType": "image/webp",
         *                   "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/sm.webp"
         *                 },
         *                 "org": {
         *                   "mimeType": "image/jpeg",
         *                   "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"
         *                 }
         *               },
         *               "rating": 4.6,
         *               "type": "volunteer"
         *             },
         *             "lastMessage": {
         *               "id": "0199c2f0-1ade-76d2-812e-5f3c04f54666",
         *               "type": "text",
         *               "text": "Good morning! How are your tulips?",
         *               "timestamp": "2026-03-14T07:20:55.120Z",
         *               "sender": {
         *                 "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *                 "name": "Daniel Ortiz"
         *               },
         *               "delivery": {
         *                 "status": "delivered",
         *                 "at": "2026-03-14T07:20:56.004Z"
         *               }
         *             },
         *             "totalUnreadMessages": 2
         *           },
         *           "message": {
         *             "id": "0199c2f0-1b03-77f5-840b-5f3c42d32777",
         *             "type": "schedule",
         *             "schedule": {
         *               "id": "0199c2f0-1b28-7918-86e8-5f3c80b10888",
         *               "type": "video",
         *               "title": "Meeting with Daniel Ortiz",
         *               "timeslot": {
         *                 "from": "2026-03-21T09:00:00.000Z",
         *                 "to": "2026-03-21T10:00:00.000Z"
         *               },
         *               "status": "upcoming",
         *               "recurrence": "weekly"
         *             },
         *             "timestamp": "2026-03-14T08:00:00.000Z",
         *             "sender": {
         *               "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *               "name": "Margaret Ellis"
         *             },
         *             "delivery": {
         *               "status": "sent",
         *               "at": "2026-03-14T08:00:00.000Z"
         *             }
         *           }
         *         }
         *       ],
         *       "pagination": {
         *         "lastEvaluatedKey": {
         *           "key": "Z2V0VXNlcnN8MTc3MzQ3Mjg1NTEyMDowMTk5YzJmMC0xYTRhLTcyNDYtODViYS01ZjNiMGQ3ZGMyMjI"
         *         }
         *       }
         *     }
         */
        BasicAlertPage: {
            /** @description Always true in an answer; false in an error. */
            success: boolean;
            /**
             * Format: int32
             * @description The HTTP status, once more.
             */
            statusCode: number;
            /** @description A sentence that may be shown to the user, where the operation has one. */
            message?: string;
            /** @description The items of this page, in the order that the operation states. */
            data: components["schemas"]["BasicAlert"][];
            pagination: components["schemas"]["Pagination"];
        };
        /**
         * BasicCall
         * @description A call as the reader sees it, without the other party.
         * @example {
         *       "id": "0199c2f0-1b4d-7a3b-89c5-5f3cbe8ee999",
         *       "type": "video",
         *       "status": "accepted",
         *       "direction": "outgoing",
         *       "duration": 1260,
         *       "timestamp": "2026-03-10T15:00:03.250Z"
         *     }
         */
        BasicCall: {
            /** @description Id of the call. */
            id: components["schemas"]["Id"];
            /** @description Audio or video. */
            type?: components["schemas"]["CallType"];
            /** @description State of the call. */
            status?: components["schemas"]["CallStatus"];
            /** @description Who called whom, from the reader's side. */
            direction?: components["schemas"]["CallDirection"];
            /**
             * Format: int32
             * @description Connected time in seconds; the basis of the price. 0 while nobody has answered.
             */
            duration?: number;
            /** @description When the call began to ring. */
            timestamp?: components["schemas"]["IsoDateTime"];
        };
        /**
         * BasicCallSchedule
         * @description A scheduled call without the other participant.
         * @example {
         *       "id": "0199c2f0-1b28-7918-86e8-5f3c80b10888",
         *       "type": "video",
         *       "title": "Meeting with Daniel Ortiz",
         *       "timeslot": {
         *         "from": "2026-03-21T09:00:00.000Z",
         *         "to": "2026-03-21T10:00:00.000Z"
         *       },
         *       "status": "upcoming",
         *       "recurrence": "weekly"
         *     }
         */
        BasicCallSchedule: {
            /** @description Id of the schedule. */
            id: components["schemas"]["Id"];
            /** @description Audio or video. */
            type?: components["schemas"]["CallType"];
            /** @description Title to show. At most 120 characters, a limit of this server. */
            title?: string;
            /** @description When the call takes place. For a recurring one: the running or next occurrence. */
            timeslot?: {
                /** @description Start of the call. */
                from?: components["schemas"]["IsoDateTime"];
                /** @description End of the call. */
                to?: components["schemas"]["IsoDateTime"];
            };
            /** @description Where the call is in time, as of this answer. */
            status?: components["schemas"]["ScheduleStatus"];
            /** @description How it repeats. Absent: it takes place once. */
            recurrence?: components["schemas"]["Recurrence"];
        };
        /**
         * BasicChat
         * @description A chat between two users, without the other party.
         * @example {
         *       "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333",
         *       "type": "message",
         *       "timestamp": "2026-03-14T07:20:55.120Z",
         *       "request": {
         *         "id": "0199c2f0-1ab9-75af-8e51-5f3bc7176555",
         *         "text": "Hello Margaret, I grow roses too. May I write to you?",
         *         "timestamp": "2026-03-12T16:02:11.430Z",
         *         "delivery": {
         *           "status": "read",
         *           "at": "2026-03-12T17:40:00.000Z"
         *         },
         *         "status": "accepted",
         *         "sender": {
         *           "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *         }
         *       }
         *     }
         */
        BasicChat: {
            /** @description Id of the chat. */
            id: components["schemas"]["Id"];
            /** @description How the chat began. */
            type?: components["schemas"]["ChatType"];
            /** @description Last activity in the chat. Lists of chats are ordered by it, newest first. */
            timestamp?: components["schemas"]["IsoDateTime"];
            /** @description The request of the chat. The chat is writable only while its `status` is `accepted`. */
            request?: components["schemas"]["BasicChatRequest"];
        };
        /**
         * BasicChatMessage
         * @description One message of a chat. Messages are text; those of type `schedule` are made by the server when a call is scheduled.
         * @example {
         *       "id": "0199c2f0-1ade-76d2-812e-5f3c04f54666",
         *       "type": "text",
         *       "text": "Good morning! How are your tulips?",
         *       "timestamp": "2026-03-14T07:20:55.120Z",
         *       "sender": {
         *         "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *         "name": "Daniel Ortiz"
         *       },
         *       "delivery": {
         *         "status": "delivered",
         *         "at": "2026-03-14T07:20:56.004Z"
         *       }
         *     }
         * @example {
         *       "id": "0199c2f0-1b03-77f5-840b-5f3c42d32777",
         *       "type": "schedule",
         *       "schedule": {
         *         "id": "0199c2f0-1b28-7918-86e8-5f3c80b10888",
         *         "type": "video",
         *         "title": "Meeting with Daniel Ortiz",
         *         "timeslot": {
         *           "from": "2026-03-21T09:00:00.000Z",
         *           "to": "2026-03-21T10:00:00.000Z"
         *         },
         *         "status": "upcoming",
         *         "recurrence": "weekly"
         *       },
         *       "timestamp": "2026-03-14T08:00:00.000Z",
         *       "sender": {
         *         "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *         "name": "Margaret Ellis"
         *       },
         *       "delivery": {
         *         "status": "sent",
         *         "at": "2026-03-14T08:00:00.000Z"
         *       }
         *     }
         */
        BasicChatMessage: {
            /** @description Id of the message. */
            id: components["schemas"]["Id"];
            /** @description What the message shows. */
            type?: components["schemas"]["ChatMessageType"];
            /** @description The text, for type `text`. At most 4000 characters, a limit of this server. */
            text?: string;
            /** @description The scheduled call, for type `schedule`; without the attendee. */
            schedule?: components["schemas"]["BasicCallSchedule"];
            /** @description When the server stored it. Messages are ordered by it. */
            timestamp?: components["schemas"]["IsoDateTime"];
            /** @description Who wrote it; at least the `id`. */
            sender?: components["schemas"]["BasicUser"];
            /** @description How far it has come to the other side. */
            delivery?: components["schemas"]["Delivery"];
            /** @description True if this is the text of a message request. Absent otherwise. */
            isRequest?: boolean;
        };
        /**
         * BasicChatMessagePage
         * @description One page of BasicChatMessage.
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "data": [
         *         {
         *           "id": "0199c2f0-1ade-76d2-812e-5f3c04f54666",
         *           "type": "text",
         *           "text": "Good morning! How are your tulips?",
         *           "timestamp": "2026-03-14T07:20:55.120Z",
         *           "sender": {
         *             "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *             "name": "Daniel Ortiz"
         *           },
         *           "delivery": {
         *             "status": "delivered",
         *             "at": "2026-03-14T07:20:56.004Z"
         *           }
         *         }
         *       ],
         *       "pagination": {
         *         "lastEvaluatedKey": {
         *           "key": "Z2V0VXNlcnN8MTc3MzQ3Mjg1NTEyMDowMTk5YzJmMC0xYTRhLTcyNDYtODViYS01ZjNiMGQ3ZGMyMjI"
         *         }
         *       }
         *     }
         */
        BasicChatMessagePage: {
            /** @description Always true in an answer; false in an error. */
            success: boolean;
            /**
             * Format: int32
             * @description The HTTP status, once more.
             */
            statusCode: number;
            /** @description A sentence that may be shown to the user, where the operation has one. */
            message?: string;
            /** @description The items of this page, in the order that the operation states. */
            data: components["schemas"]["BasicChatMessage"][];
            pagination: components["schemas"]["Pagination"];
        };
        /**
         * BasicChatRequest
         * @description The request that stands at the beginning of a chat. A chat is writable only while `status` is `accepted`; chats that began with a connection carry a request with that status and nothing else. Its text is shown above the messages and is not repeated among them.
         * @example {
         *       "id": "0199c2f0-1ab9-75af-8e51-5f3bc7176555",
         *       "text": "Hello Margaret, I grow roses too. May I write to you?",
         *       "timestamp": "2026-03-12T16:02:11.430Z",
         *       "delivery": {
         *         "status": "read",
         *         "at": "2026-03-12T17:40:00.000Z"
         *       },
         *       "status": "pending",
         *       "sender": {
         *         "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *       }
         *     }
         * @example {
         *       "status": "accepted"
         *     }
         */
        BasicChatRequest: {
            /** @description Id of the request. Shares its id space with messages, so that read receipts can name it. */
            id?: components["schemas"]["Id"];
            /** @description What the sender wrote. At most 4000 characters, a limit of this server. */
            text?: string;
            /** @description When it was sent. */
            timestamp?: components["schemas"]["IsoDateTime"];
            /** @description Delivery state of the text. */
            delivery?: components["schemas"]["Delivery"];
            /** @description State of the request. */
            status?: components["schemas"]["ConnectRequestStatus"];
            /** @description The user who sent it. */
            sender?: components["schemas"]["Reference"];
        };
        /**
         * BasicConnectRequest
         * @description A request of one user to be connected with another.
         * @example {
         *       "id": "0199c2f0-1a94-748c-8b74-5f3b89398444",
         *       "status": "pending",
         *       "from": {
         *         "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111"
         *       },
         *       "to": {
         *         "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *       }
         *     }
         */
        BasicConnectRequest: {
            /** @description Id of the request; it stays the same in all states. */
            id: components["schemas"]["Id"];
            /** @description State of the request. */
            status?: components["schemas"]["ConnectRequestStatus"];
            /** @description The user who sent it. */
            from?: components["schemas"]["Reference"];
            /** @description The user who received it. */
            to?: components["schemas"]["Reference"];
        };
        /**
         * BasicFaq
         * @description A frequently asked question with its answer.
         * @example {
         *       "id": "0199c2f0-1c2b-710d-8af3-5f3e31c22fff",
         *       "question": "How do I buy Talk Coins?",
         *       "answer": "Open your balance, choose an amount of at least 50 coins and pay by card. 100 coins cost 1 US dollar.",
         *       "type": "senior"
         *     }
         */
        BasicFaq: {
            /** @description Id of the question. */
            id: components["schemas"]["Id"];
            /** @description The question, plain text. At most 500 characters, a limit of this server. */
            question?: string;
            /** @description The answer, plain text. At most 5000 characters, a limit of this server. */
            answer?: string;
            /** @description Whom the question concerns. */
            type?: components["schemas"]["FaqType"];
        };
        /**
         * BasicFaqPage
         * @description One page of BasicFaq.
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "data": [
         *         {
         *           "id": "0199c2f0-1c2b-710d-8af3-5f3e31c22fff",
         *           "question": "How do I buy Talk Coins?",
         *           "answer": "Open your balance, choose an amount of at least 50 coins and pay by card. 100 coins cost 1 US dollar.",
         *           "type": "senior"
         *         }
         *       ],
         *       "pagination": {
         *         "lastEvaluatedKey": {
         *           "key": "Z2V0VXNlcnN8MTc3MzQ3Mjg1NTEyMDowMTk5YzJmMC0xYTRhLTcyNDYtODViYS01ZjNiMGQ3ZGMyMjI"
         *         }
         *       }
         *     }
         */
        BasicFaqPage: {
            /** @description Always true in an answer; false in an error. */
            success: boolean;
            /**
             * Format: int32
             * @description The HTTP status, once more.
             */
            statusCode: number;
            /** @description A sentence that may be shown to the user, where the operation has one. */
            message?: string;
            /** @description The items of this page, in the order that the operation states. */
            data: components["schemas"]["BasicFaq"][];
            pagination: components["schemas"]["Pagination"];
        };
        /**
         * BasicInterest
         * @description Something a user likes, from the common list or of their own making.
         * @example {
         *       "id": "0199c2f0-1c50-7230-8dd0-5f3e6fa01110",
         *       "name": "photography",
         *       "emoji": "📷",
         *       "iconSrc": "https://files.talkamie.com/interests/photography.svg"
         *     }
         * @example {
         *       "id": "0199c2f0-1c75-7353-80ad-5f3ead7df221",
         *       "name": "swimming",
         *       "emoji": "🏊"
         *     }
         */
        BasicInterest: {
            /** @description Id of the interest. */
            id: components["schemas"]["Id"];
            /** @description Name to show, for example `photography`. At most 60 characters, a limit of this server. */
            name: string;
            /** @description Address of an icon. Present when one is known; `emoji` is the alternative. */
            iconSrc?: components["schemas"]["FileUrl"];
            /** @description An emoji to show beside the name, when one is known. At most 32 characters, a limit of this server. */
            emoji?: string;
        };
        /**
         * BasicInterestPage
         * @description One page of BasicInterest.
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "data": [
         *         {
         *           "id": "0199c2f0-1c50-7230-8dd0-5f3e6fa01110",
         *           "name": "photography",
         *           "emoji": "📷",
         *           "iconSrc": "https://files.talkamie.com/interests/photography.svg"
         *         }
         *       ],
         *       "pagination": {
         *         "lastEvaluatedKey": {
         *           "key": "Z2V0VXNlcnN8MTc3MzQ3Mjg1NTEyMDowMTk5YzJmMC0xYTRhLTcyNDYtODViYS01ZjNiMGQ3ZGMyMjI"
         *         }
         *       }
         *     }
         */
        BasicInterestPage: {
            /** @description Always true in an answer; false in an error. */
            success: boolean;
            /**
             * Format: int32
             * @description The HTTP status, once more.
             */
            statusCode: number;
            /** @description A sentence that may be shown to the user, where the operation has one. */
            message?: string;
            /** @description The items of this page, in the order that the operation states. */
            data: components["schemas"]["BasicInterest"][];
            pagination: components["schemas"]["Pagination"];
        };
        /**
         * BasicReview
         * @description A review of a user, without its author.
         * @example {
         *       "id": "0199c2f0-1b72-7b5e-8ca2-5f3cfc6ccaaa",
         *       "rate": 5,
         *       "text": "Daniel listens well and never hurries."
         *     }
         */
        BasicReview: {
            /** @description Id of the review. */
            id: components["schemas"]["Id"];
            /**
             * Format: int32
             * @description Stars given. 1 to 5 stars.
             */
            rate?: number;
            /** @description What the author wrote. At most 2000 characters, a limit of this server. */
            text?: string;
        };
        /**
         * BasicSupportMessage
         * @description One message of a support ticket.
         * @example {
         *       "id": "0199c2f0-1c06-7fea-8816-5f3df3e44eee",
         *       "type": "text",
         *       "text": "I cannot hear anything during calls.",
         *       "timestamp": "2026-03-13T18:30:12.900Z",
         *       "delivery": {
         *         "status": "read",
         *         "at": "2026-03-13T18:31:00.000Z"
         *       },
         *       "sender": {
         *         "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111"
         *       }
         *     }
         */
        BasicSupportMessage: {
            /** @description Id of the message. */
            id: components["schemas"]["Id"];
            /**
             * @description What the message shows: always its text.
             * @enum {string}
             */
            type?: "text";
            /** @description The text. At most 4000 characters, a limit of this server. */
            text?: string;
            /** @description When the server stored it. */
            timestamp?: components["schemas"]["IsoDateTime"];
            /** @description How far it has come to the other side. */
            delivery?: components["schemas"]["Delivery"];
            /** @description Who wrote it: the owner of the ticket or a member of the support team. */
            sender?: components["schemas"]["Reference"];
        };
        /**
         * BasicSupportMessagePage
         * @description One page of BasicSupportMessage.
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "data": [
         *         {
         *           "id": "0199c2f0-1c06-7fea-8816-5f3df3e44eee",
         *           "type": "text",
         *           "text": "I cannot hear anything during calls.",
         *           "timestamp": "2026-03-13T18:30:12.900Z",
         *           "delivery": {
         *             "status": "read",
         *             "at": "2026-03-13T18:31:00.000Z"
         *           },
         *           "sender": {
         *             "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111"
         *           }
         *         }
         *       ],
         *       "pagination": {
         *         "lastEvaluatedKey": {
         *           "key": "Z2V0VXNlcnN8MTc3MzQ3Mjg1NTEyMDowMTk5YzJmMC0xYTRhLTcyNDYtODViYS01ZjNiMGQ3ZGMyMjI"
         *         }
         *       }
         *     }
         */
        BasicSupportMessagePage: {
            /** @description Always true in an answer; false in an error. */
            success: boolean;
            /**
             * Format: int32
             * @description The HTTP status, once more.
             */
            statusCode: number;
            /** @description A sentence that may be shown to the user, where the operation has one. */
            message?: string;
            /** @description The items of this page, in the order that the operation states. */
            data: components["schemas"]["BasicSupportMessage"][];
            pagination: components["schemas"]["Pagination"];
        };
        /**
         * BasicSupportTicket
         * @description A user's conversation with the support team. Each user has at most one open ticket.
         * @example {
         *       "id": "0199c2f0-1be1-7ec7-8539-5f3db6066ddd",
         *       "status": "open"
         *     }
         */
        BasicSupportTicket: {
            /** @description Id of the ticket. */
            id: components["schemas"]["Id"];
            /** @description Whether the ticket is open. */
            status?: components["schemas"]["SupportTicketStatus"];
        };
        /**
         * BasicTransaction
         * @description A movement on a user's coin account. Seen by its owner only.
         * @example {
         *       "id": "0199c2f0-1b97-7c81-8f7f-5f3d3a4aabbb",
         *       "type": "purchase",
         *       "intent": "top-up",
         *       "status": "succeeded",
         *       "funds": {
         *         "amount": 500,
         *         "currency": "usd"
         *       },
         *       "coins": {
         *         "amount": 500
         *       },
         *       "timestamp": "2026-03-09T12:00:00.000Z"
         *     }
         * @example {
         *       "id": "0199c2f0-1bbc-7da4-825c-5f3d78288ccc",
         *       "type": "withdrawal",
         *       "intent": "withdraw",
         *       "status": "pending",
         *       "funds": {
         *         "amount": 1200,
         *         "currency": "usd"
         *       },
         *       "coins": {
         *         "amount": 1200
         *       },
         *       "timestamp": "2026-03-14T09:30:00.000Z"
         *     }
         */
        BasicTransaction: {
            /** @description Id of the transaction. */
            id: components["schemas"]["Id"];
            /** @description Direction of the movement. */
            type?: components["schemas"]["TransactionType"];
            /** @description What the user started. */
            intent?: components["schemas"]["TransactionIntent"];
            /** @description State of the movement. */
            status?: components["schemas"]["TransactionStatus"];
            /** @description The money behind it. Absent where no money moved. */
            funds?: {
                /**
                 * Format: int64
                 * @description Amount in US cents, always positive or 0. The maximum is the largest integer that is exact in JavaScript.
                 */
                amount?: number;
                /** @description ISO 4217 code of the currency, `usd`. */
                currency?: string;
            };
            /** @description The coins that moved. */
            coins?: {
                /** @description Number of coins, with up to 2 decimals; always positive, `type` tells the direction. The maximum is a wide bound for storage. */
                amount?: number;
            };
            /** @description When the transaction was started. */
            timestamp?: components["schemas"]["IsoDateTime"];
        };
        /**
         * BasicTransactionPage
         * @description One page of BasicTransaction.
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "data": [
         *         {
         *           "id": "0199c2f0-1b97-7c81-8f7f-5f3d3a4aabbb",
         *           "type": "purchase",
         *           "intent": "top-up",
         *           "status": "succeeded",
         *           "funds": {
         *             "amount": 500,
         *             "currency": "usd"
         *           },
         *           "coins": {
         *             "amount": 500
         *           },
         *           "timestamp": "2026-03-09T12:00:00.000Z"
         *         }
         *       ],
         *       "pagination": {
         *         "lastEvaluatedKey": {
         *           "key": "Z2V0VXNlcnN8MTc3MzQ3Mjg1NTEyMDowMTk5YzJmMC0xYTRhLTcyNDYtODViYS01ZjNiMGQ3ZGMyMjI"
         *         }
         *       }
         *     }
         */
        BasicTransactionPage: {
            /** @description Always true in an answer; false in an error. */
            success: boolean;
            /**
             * Format: int32
             * @description The HTTP status, once more.
             */
            statusCode: number;
            /** @description A sentence that may be shown to the user, where the operation has one. */
            message?: string;
            /** @description The items of this page, in the order that the operation states. */
            data: components["schemas"]["BasicTransaction"][];
            pagination: components["schemas"]["Pagination"];
        };
        /**
         * BasicUser
         * @description A user as lists and messages show one: the eleven fields that every view of a user shares. Fields that are unset or hidden from the reader are left out. Of somebody whom the reader may not see (any more: after a refusal or a disconnect, or because they hide or closed their account) what the two share still shows `id`, `name`, `picture`, `rating` and `type`.
         * @example {
         *       "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *       "name": "Daniel Ortiz",
         *       "age": 29,
         *       "bio": "Nurse and good listener.",
         *       "gender": "male",
         *       "location": {
         *         "city": "Salem",
         *         "country": "United States",
         *         "state": "Oregon"
         *       },
         *       "picture": {
         *         "sm": {
         *           "mimeType": "image/webp",
         *           "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/sm.webp"
         *         },
         *         "org": {
         *           "mimeType": "image/jpeg",
         *           "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"
         *         }
         *       },
         *       "rating": 4.6,
         *       "type": "volunteer",
         *       "viewer": {
         *         "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *         "chat": {
         *           "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333",
         *           "request": {
         *             "id": "0199c2f0-1ab9-75af-8e51-5f3bc7176555",
         *             "text": "Hello Margaret, I grow roses too. May I write to you?",
         *             "timestamp": "2026-03-12T16:02:11.430Z",
         *             "delivery": {
         *               "status": "read",
         *               "at": "2026-03-12T17:40:00.000Z"
         *             },
         *             "status": "accepted",
         *             "sender": {
         *               "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *             }
         *           }
         *         },
         *         "connectRequest": {
         *           "id": "0199c2f0-1a94-748c-8b74-5f3b89398444",
         *           "status": "accepted",
         *           "from": {
         *             "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111"
         *           },
         *           "to": {
         *             "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *           }
         *         },
         *         "review": {
         *           "id": "0199c2f0-1b72-7b5e-8ca2-5f3cfc6ccaaa"
         *         }
         *       }
         *     }
         * @example {
         *       "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *       "name": "Margaret Ellis"
         *     }
         */
        BasicUser: {
            /** @description Id of the user. */
            id: components["schemas"]["Id"];
            /** @description Full name to show. 1 to 80 characters, a limit of this server. */
            name?: string;
            /**
             * Format: int32
             * @description Age in full years, derived from the date of birth. 0 to 150, bounds against mistakes.
             */
            age?: number;
            /** @description What the user says about themselves. At most 2000 characters, a limit of this server. */
            bio?: string;
            /** @description The account's e-mail address. Own view only: other users never see it. */
            email?: components["schemas"]["EmailAddress"];
            /** @description Gender. */
            gender?: components["schemas"]["Gender"];
            /** @description Where the user lives. */
            location?: components["schemas"]["Location"];
            /** @description Profile picture. */
            picture?: components["schemas"]["CompressedFile"];
            /** @description Mean of all stars in reviews about the user, 0 to 5; 0 without reviews. */
            rating?: number;
            /** @description Senior or volunteer. Absent until the user has chosen. */
            type?: components["schemas"]["UserType"];
            /** @description How the reader is related to this user. Absent in places where it does not matter. */
            viewer?: components["schemas"]["Viewer"];
        };
        /**
         * BookedSlots
         * @description The times that scheduled calls already take. A new schedule that overlaps one of them is refused with 409.
         * @example {
         *       "custom": {
         *         "2026-03-21": [
         *           {
         *             "start": "09:00:00",
         *             "end": "10:00:00"
         *           }
         *         ]
         *       },
         *       "weekly": {
         *         "thur": [
         *           {
         *             "start": "18:00:00",
         *             "end": "19:00:00"
         *           }
         *         ]
         *       }
         *     }
         */
        BookedSlots: {
            /** @description One-off bookings by UTC date. */
            custom?: components["schemas"]["CustomAvailabilityItems"];
            /** @description Recurring bookings by UTC week day. A daily one appears under all seven. */
            weekly?: components["schemas"]["WeeklyAvailabilityItems"];
        };
        /**
         * CallConnected
         * @description Tells that this side hears and sees the other. No answer.
         * @example {
         *       "action": "call-connected",
         *       "callId": "0199c2f0-1e2c-7b4d-9a51-5f41c2d3e777",
         *       "timestamp": 1773472855000
         *     }
         */
        CallConnected: {
            /** @description Name of the action; calls have hyphenated names in both dialects. */
            action: string;
            /** @description The call. */
            callId: components["schemas"]["Id"];
            /**
             * Format: int64
             * @description When, by the sender's clock, in milliseconds since 1970. What is charged goes by the server's clock.
             */
            timestamp?: number;
        };
        /**
         * CallCountLimit
         * @description The most calls a volunteer takes on one day: a number, or `"unlimited"`. At most 1000, a limit of this server.
         * @example 5
         * @example unlimited
         */
        CallCountLimit: number | "unlimited";
        /**
         * CallDirection
         * @description Whether the reader made the call or received it.
         * @example outgoing
         * @example incoming
         * @enum {string}
         */
        CallDirection: "outgoing" | "incoming";
        /**
         * CallDisconnected
         * @description Tells that this side has lost the other. No answer.
         * @example {
         *       "action": "call-disconnected",
         *       "callId": "0199c2f0-1e2c-7b4d-9a51-5f41c2d3e777",
         *       "timestamp": 1773472855000
         *     }
         */
        CallDisconnected: {
            /** @description Name of the action; calls have hyphenated names in both dialects. */
            action: string;
            /** @description The call. */
            callId: components["schemas"]["Id"];
            /**
             * Format: int64
             * @description When, by the sender's clock, in milliseconds since 1970. What is charged goes by the server's clock.
             */
            timestamp?: number;
        };
        /**
         * CallDurationLimit
         * @description The longest call a volunteer takes: whole seconds, or `"unlimited"`. The app offers 300, 600, 900 and 1200 seconds. At most 86400 (one day), a limit of this server.
         * @example 900
         * @example unlimited
         */
        CallDurationLimit: number | "unlimited";
        /**
         * CallScheduled
         * @description Answer of "schedule a call".
         * @example {
         *       "schedule": {
         *         "id": "0199c2f0-1b28-7918-86e8-5f3c80b10888",
         *         "type": "video",
         *         "title": "Meeting with Daniel Ortiz",
         *         "timeslot": {
         *           "from": "2026-03-21T09:00:00.000Z",
         *           "to": "2026-03-21T10:00:00.000Z"
         *         },
         *         "status": "upcoming",
         *         "recurrence": "weekly",
         *         "attendee": {
         *           "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *           "name": "Daniel Ortiz",
         *           "picture": {
         *             "sm": {
         *               "mimeType": "image/webp",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/sm.webp"
         *             },
         *             "org": {
         *               "mimeType": "image/jpeg",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"
         *             }
         *           },
         *           "type": "volunteer"
         *         }
         *       },
         *       "chat": {
         *         "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333"
         *       },
         *       "message": {
         *         "id": "0199c2f0-1b03-77f5-840b-5f3c42d32777",
         *         "type": "schedule",
         *         "schedule": {
         *           "id": "0199c2f0-1b28-7918-86e8-5f3c80b10888",
         *           "type": "video",
         *           "title": "Meeting with Daniel Ortiz",
         *           "timeslot": {
         *             "from": "2026-03-21T09:00:00.000Z",
         *             "to": "2026-03-21T10:00:00.000Z"
         *           },
         *           "status": "upcoming",
         *           "recurrence": "weekly"
         *         },
         *         "timestamp": "2026-03-14T08:00:00.000Z",
         *         "sender": {
         *           "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *           "name": "Margaret Ellis"
         *         },
         *         "delivery": {
         *           "status": "sent",
         *           "at": "2026-03-14T08:00:00.000Z"
         *         }
         *       }
         *     }
         */
        CallScheduled: {
            /** @description The new schedule. */
            schedule: components["schemas"]["FullCallSchedule"];
            /** @description The chat of the two users. */
            chat: components["schemas"]["Reference"];
            /** @description The message of type `schedule` that was put into that chat. */
            message: components["schemas"]["BasicChatMessage"];
        };
        /**
         * CallScheduledAnswer
         * @description CallScheduled in the envelope of every answer.
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "data": {
         *         "schedule": {
         *           "id": "0199c2f0-1b28-7918-86e8-5f3c80b10888",
         *           "type": "video",
         *           "title": "Meeting with Daniel Ortiz",
         *           "timeslot": {
         *             "from": "2026-03-21T09:00:00.000Z",
         *             "to": "2026-03-21T10:00:00.000Z"
         *           },
         *           "status": "upcoming",
         *           "recurrence": "weekly",
         *           "attendee": {
         *             "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *             "name": "Daniel Ortiz",
         *             "picture": {
         *               "sm": {
         *                 "mimeType": "image/webp",
         *                 "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/sm.webp"
         *               },
         *               "org": {
         *                 "mimeType": "image/jpeg",
         *                 "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"
         *               }
         *             },
         *             "type": "volunteer"
         *           }
         *         },
         *         "chat": {
         *           "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333"
         *         },
         *         "message": {
         *           "id": "0199c2f0-1b03-77f5-840b-5f3c42d32777",
         *           "type": "schedule",
         *           "schedule": {
         *             "id": "0199c2f0-1b28-7918-86e8-5f3c80b10888",
         *             "type": "video",
         *             "title": "Meeting with Daniel Ortiz",
         *             "timeslot": {
         *               "from": "2026-03-21T09:00:00.000Z",
         *               "to": "2026-03-21T10:00:00.000Z"
         *             },
         *             "status": "upcoming",
         *             "recurrence": "weekly"
         *           },
         *           "timestamp": "2026-03-14T08:00:00.000Z",
         *           "sender": {
         *             "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *             "name": "Margaret Ellis"
         *           },
         *           "delivery": {
         *             "status": "sent",
         *             "at": "2026-03-14T08:00:00.000Z"
         *           }
         *         }
         *       }
         *     }
         */
        CallScheduledAnswer: {
            /** @description Always true in an answer; false in an error. */
            success: boolean;
            /**
             * Format: int32
             * @description The HTTP status, once more.
             */
            statusCode: number;
            /** @description A sentence that may be shown to the user, where the operation has one. */
            message?: string;
            data: components["schemas"]["CallScheduled"];
        };
        /**
         * CallStatus
         * @description State of a call. A finished call keeps its last one; `missed` also says that the other side could not be reached.
         * @example ringing
         * @example missed
         * @example accepted
         * @example rejected
         * @enum {string}
         */
        CallStatus: "ringing" | "missed" | "accepted" | "rejected";
        /**
         * CallType
         * @description With sound only, or with picture and sound.
         * @example audio
         * @example video
         * @enum {string}
         */
        CallType: "audio" | "video";
        /**
         * CallUser
         * @description Rings the other person of a chat.
         * @example {
         *       "action": "call-user",
         *       "chatId": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333",
         *       "type": "video"
         *     }
         */
        CallUser: {
            /** @description Name of the action; calls have hyphenated names in both dialects. */
            action: string;
            /** @description The chat. */
            chatId: components["schemas"]["Id"];
            /** @description With a picture or without. */
            type: components["schemas"]["CallType"];
        };
        /**
         * ChatMessageSend
         * @description Writes a message into a chat whose request is accepted.
         * @example {
         *       "action": "chat.message.send",
         *       "chatId": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333",
         *       "message": {
         *         "text": "Good morning! How are your tulips?"
         *       }
         *     }
         */
        ChatMessageSend: {
            /** @description Name of the action: the dotted name, or the older hyphenated one that the AsyncAPI document lists. */
            action: string;
            /** @description The chat. */
            chatId: components["schemas"]["Id"];
            /** @description What is written. */
            message: {
                /** @description The text. It must contain something other than white space. 1 to 4000 characters, a limit of this server. */
                text: string;
            };
        };
        /**
         * ChatMessageType
         * @description What a message shows: its `text`, or a scheduled call (`schedule`, made by the server).
         * @example text
         * @example schedule
         * @enum {string}
         */
        ChatMessageType: "text" | "schedule";
        /**
         * ChatMessagesBundle
         * @description Changed messages of one chat.
         * @example {
         *       "chat": {
         *         "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333"
         *       },
         *       "messagesMap": {
         *         "0199c2f0-1ade-76d2-812e-5f3c04f54666": {
         *           "id": "0199c2f0-1ade-76d2-812e-5f3c04f54666",
         *           "type": "text",
         *           "text": "Good morning! How are your tulips?",
         *           "timestamp": "2026-03-14T07:20:55.120Z",
         *           "sender": {
         *             "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *             "name": "Daniel Ortiz"
         *           },
         *           "delivery": {
         *             "status": "read",
         *             "at": "2026-03-14T07:22:10.000Z"
         *           }
         *         }
         *       }
         *     }
         */
        ChatMessagesBundle: {
            /** @description The chat. */
            chat: components["schemas"]["Reference"];
            /** @description The changed messages by their ids. Each one is complete and replaces the client's copy. */
            messagesMap: {
                [key: string]: components["schemas"]["BasicChatMessage"];
            };
        };
        /**
         * ChatMessagesGet
         * @description Asks for the messages of a chat, newest first.
         * @example {
         *       "action": "chat.messages.get",
         *       "chatId": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333",
         *       "pageSize": 4
         *     }
         */
        ChatMessagesGet: {
            /** @description Name of the action: the dotted name, or the older hyphenated one that the AsyncAPI document lists. */
            action: string;
            /** @description The chat. */
            chatId: components["schemas"]["Id"];
            /**
             * Format: int32
             * @description Most messages of one page; without it 4. More than 100 are not given.
             */
            pageSize?: number;
            /** @description Where the page starts: the `pagination.lastEvaluatedKey` of the page before. Absent on the first one. */
            lastEvaluatedKey?: components["schemas"]["Cursor"];
        };
        /**
         * ChatMessagesUpdate
         * @description Tells that messages of the other person were delivered or read.
         * @example {
         *       "action": "chat.messages.update",
         *       "chatId": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333",
         *       "messagesMap": {
         *         "0199c2f0-1ade-76d2-812e-5f3c04f54666": {
         *           "status": "read"
         *         }
         *       }
         *     }
         */
        ChatMessagesUpdate: {
            /** @description Name of the action: the dotted name, or the older hyphenated one that the AsyncAPI document lists. */
            action: string;
            /** @description The chat. */
            chatId: components["schemas"]["Id"];
            /** @description What became of messages of the other person, by their ids. */
            messagesMap: {
                [key: string]: components["schemas"]["MessageMark"];
            };
        };
        /**
         * ChatRequestState
         * @description The chat after its message request was accepted, rejected or canceled.
         * @example {
         *       "chat": {
         *         "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333",
         *         "request": {
         *           "id": "0199c2f0-1ab9-75af-8e51-5f3bc7176555",
         *           "text": "Hello Margaret, I grow roses too. May I write to you?",
         *           "timestamp": "2026-03-12T16:02:11.430Z",
         *           "delivery": {
         *             "status": "read",
         *             "at": "2026-03-12T17:40:00.000Z"
         *           },
         *           "status": "accepted",
         *           "sender": {
         *             "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *           }
         *         }
         *       }
         *     }
         * @example {
         *       "chat": {
         *         "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333"
         *       }
         *     }
         */
        ChatRequestState: {
            /** @description The chat with the new state of its request; without `request` after a cancel. */
            chat: components["schemas"]["ChatWithRequest"];
        };
        /**
         * ChatRequestStateAnswer
         * @description ChatRequestState in the envelope of every answer.
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "data": {
         *         "chat": {
         *           "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333",
         *           "request": {
         *             "id": "0199c2f0-1ab9-75af-8e51-5f3bc7176555",
         *             "text": "Hello Margaret, I grow roses too. May I write to you?",
         *             "timestamp": "2026-03-12T16:02:11.430Z",
         *             "delivery": {
         *               "status": "read",
         *               "at": "2026-03-12T17:40:00.000Z"
         *             },
         *             "status": "accepted",
         *             "sender": {
         *               "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *             }
         *           }
         *         }
         *       }
         *     }
         */
        ChatRequestStateAnswer: {
            /** @description Always true in an answer; false in an error. */
            success: boolean;
            /**
             * Format: int32
             * @description The HTTP status, once more.
             */
            statusCode: number;
            /** @description A sentence that may be shown to the user, where the operation has one. */
            message?: string;
            data: components["schemas"]["ChatRequestState"];
        };
        /**
         * ChatType
         * @description How a chat began: with a connection (`connect`) or with a message request (`message`).
         * @example connect
         * @example message
         * @enum {string}
         */
        ChatType: "connect" | "message";
        /**
         * ChatWithRequest
         * @description A chat reduced to its id and its request: what a profile or a chat screen needs to decide whether writing is possible.
         * @example {
         *       "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333",
         *       "request": {
         *         "id": "0199c2f0-1ab9-75af-8e51-5f3bc7176555",
         *         "text": "Hello Margaret, I grow roses too. May I write to you?",
         *         "timestamp": "2026-03-12T16:02:11.430Z",
         *         "delivery": {
         *           "status": "read",
         *           "at": "2026-03-12T17:40:00.000Z"
         *         },
         *         "status": "accepted",
         *         "sender": {
         *           "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *         }
         *       }
         *     }
         * @example {
         *       "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333"
         *     }
         */
        ChatWithRequest: {
            /** @description Id of the chat. */
            id: components["schemas"]["Id"];
            /** @description The request of the chat. Absent when there is none, for example after it was canceled. */
            request?: components["schemas"]["BasicChatRequest"];
        };
        /**
         * CompressedFile
         * @description A file in up to two sizes. Clients write only `org`; the server derives `sm` for images and leaves it out otherwise.
         * @example {
         *       "sm": {
         *         "mimeType": "image/webp",
         *         "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/sm.webp"
         *       },
         *       "org": {
         *         "mimeType": "image/jpeg",
         *         "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"
         *       }
         *     }
         * @example {
         *       "org": {
         *         "mimeType": "video/mp4",
         *         "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/video/org.mp4"
         *       }
         *     }
         */
        CompressedFile: {
            /** @description Small, compressed version: for blurred previews and as a fallback. Made by the server. */
            sm?: components["schemas"]["FileProps"];
            /** @description The original, as it was uploaded: the version to display. */
            org?: components["schemas"]["FileProps"];
        };
        /**
         * ConnectRequestAccepted
         * @description Answer of "accept connection from user": the accepted request, the chat of the two, and the caller's own user.
         * @example {
         *       "id": "0199c2f0-1a94-748c-8b74-5f3b89398444",
         *       "status": "accepted",
         *       "from": {
         *         "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111"
         *       },
         *       "to": {
         *         "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *       },
         *       "user": {
         *         "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *         "name": "Margaret Ellis",
         *         "picture": {
         *           "sm": {
         *             "mimeType": "image/webp",
         *             "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/sm.webp"
         *           },
         *           "org": {
         *             "mimeType": "image/jpeg",
         *             "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/org.jpg"
         *           }
         *         },
         *         "type": "senior"
         *       },
         *       "chat": {
         *         "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333",
         *         "request": {
         *           "status": "accepted"
         *         }
         *       },
         *       "me": {
         *         "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *         "name": "Daniel Ortiz",
         *         "email": "daniel.ortiz@example.com",
         *         "type": "volunteer",
         *         "ledger": {
         *           "coins": {
         *             "balance": 1250.5
         *           },
         *           "paypal": {
         *             "email": "daniel.ortiz@example.com"
         *           }
         *         },
         *         "preferences": {
         *           "call": {
         *             "maxCount": 5,
         *             "maxDuration": 900
         *           },
         *           "notifications": {
         *             "push": {
         *               "enabled": true
         *             }
         *           }
         *         },
         *         "totalConnections": 7,
         *         "totalPendingRequests": 2,
         *         "verification": {
         *           "verified": true,
         *           "basic": {
         *             "status": "complete"
         *           },
         *           "admin": {
         *             "status": "complete"
         *           },
         *           "background": {
         *             "status": "complete"
         *           }
         *         }
         *       }
         *     }
         */
        ConnectRequestAccepted: components["schemas"]["FullConnectRequest"] & {
            /** @description The chat of the two, opened or used again; its request is accepted. */
            chat: components["schemas"]["ChatWithRequest"];
            /** @description The caller's own user after the change. */
            me: components["schemas"]["ExtendedUser"];
        };
        /**
         * ConnectRequestAcceptedAnswer
         * @description ConnectRequestAccepted in the envelope of every answer.
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "data": {
         *         "id": "0199c2f0-1a94-748c-8b74-5f3b89398444",
         *         "status": "accepted",
         *         "from": {
         *           "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111"
         *         },
         *         "to": {
         *           "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *         },
         *         "user": {
         *           "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *           "name": "Margaret Ellis",
         *           "picture": {
         *             "sm": {
         *               "mimeType": "image/webp",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/sm.webp"
         *             },
         *             "org": {
         *               "mimeType": "image/jpeg",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/org.jpg"
         *             }
         *           },
         *           "type": "senior"
         *         },
         *         "chat": {
         *           "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333",
         *           "request": {
         *             "status": "accepted"
         *           }
         *         },
         *         "me": {
         *           "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *           "name": "Daniel Ortiz",
         *           "email": "daniel.ortiz@example.com",
         *           "type": "volunteer",
         *           "ledger": {
         *             "coins": {
         *               "balance": 1250.5
         *             },
         *             "paypal": {
         *               "email": "daniel.ortiz@example.com"
         *             }
         *           },
         *           "preferences": {
         *             "call": {
         *               "maxCount": 5,
         *               "maxDuration": 900
         *             },
         *             "notifications": {
         *               "push": {
         *                 "enabled": true
         *               }
         *             }
         *           },
         *           "totalConnections": 7,
         *           "totalPendingRequests": 2,
         *           "verification": {
         *             "verified": true,
         *             "basic": {
         *               "status": "complete"
         *             },
         *             "admin": {
         *               "status": "complete"
         *             },
         *             "background": {
         *               "status": "complete"
         *             }
         *           }
         *         }
         *       }
         *     }
         */
        ConnectRequestAcceptedAnswer: {
            /** @description Always true in an answer; false in an error. */
            success: boolean;
            /**
             * Format: int32
             * @description The HTTP status, once more.
             */
            statusCode: number;
            /** @description A sentence that may be shown to the user, where the operation has one. */
            message?: string;
            data: components["schemas"]["ConnectRequestAccepted"];
        };
        /**
         * ConnectRequestAlert
         * @description An alert of type `connect-request`.
         * @example {
         *       "id": "0199c2f0-1cbf-7599-8667-5f3f2939b443",
         *       "timestamp": "2026-03-14T07:00:00.000Z",
         *       "type": "connect-request",
         *       "connectRequest": {
         *         "id": "0199c2f0-1a94-748c-8b74-5f3b89398444",
         *         "status": "pending",
         *         "from": {
         *           "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111"
         *         },
         *         "to": {
         *           "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *         },
         *         "user": {
         *           "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *           "name": "Margaret Ellis",
         *           "picture": {
         *             "sm": {
         *               "mimeType": "image/webp",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/sm.webp"
         *             },
         *             "org": {
         *               "mimeType": "image/jpeg",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/org.jpg"
         *             }
         *           },
         *           "type": "senior",
         *           "bio": "Retired teacher. I love gardens and old films.",
         *           "verification": {
         *             "verified": false
         *           }
         *         }
         *       }
         *     }
         */
        ConnectRequestAlert: components["schemas"]["AlertHead"] & components["schemas"]["AlertTypeConnectRequest"] & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "connect-request";
        };
        /**
         * ConnectRequestStatus
         * @description State of a connection request or a message request. `accepted` means that the two users are connected (or may chat); `canceled` was taken back by the sender, or the connection was ended.
         * @example pending
         * @example accepted
         * @example rejected
         * @example canceled
         * @enum {string}
         */
        ConnectRequestStatus: "pending" | "accepted" | "rejected" | "canceled";
        /**
         * ConnectRequestWithMe
         * @description Answer of "send connection request": the request, and the caller's own user beside it.
         * @example {
         *       "id": "0199c2f0-1a94-748c-8b74-5f3b89398444",
         *       "status": "pending",
         *       "from": {
         *         "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111"
         *       },
         *       "to": {
         *         "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *       },
         *       "user": {
         *         "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *         "name": "Daniel Ortiz",
         *         "picture": {
         *           "sm": {
         *             "mimeType": "image/webp",
         *             "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/sm.webp"
         *           },
         *           "org": {
         *             "mimeType": "image/jpeg",
         *             "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"
         *           }
         *         },
         *         "type": "volunteer"
         *       },
         *       "me": {
         *         "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *         "name": "Margaret Ellis",
         *         "age": 74,
         *         "email": "margaret.ellis@example.com",
         *         "gender": "female",
         *         "location": {
         *           "city": "Portland",
         *           "country": "United States",
         *           "state": "Oregon"
         *         },
         *         "picture": {
         *           "sm": {
         *             "mimeType": "image/webp",
         *             "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/sm.webp"
         *           },
         *           "org": {
         *             "mimeType": "image/jpeg",
         *             "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/org.jpg"
         *           }
         *         },
         *         "rating": 4.8,
         *         "type": "senior",
         *         "viewer": {
         *           "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111"
         *         },
         *         "dailyInfo": {
         *           "totalCalls": 0
         *         },
         *         "dob": "1951-11-02",
         *         "interests": [
         *           {
         *             "id": "0199c2f0-1c50-7230-8dd0-5f3e6fa01110",
         *             "name": "photography",
         *             "emoji": "📷",
         *             "iconSrc": "https://files.talkamie.com/interests/photography.svg"
         *           }
         *         ],
         *         "language": "English",
         *         "ledger": {
         *           "coins": {
         *             "balance": 4200
         *           },
         *           "paypal": {}
         *         },
         *         "preferences": {
         *           "call": {
         *             "maxDuration": "unlimited"
         *           },
         *           "notifications": {
         *             "push": {
         *               "enabled": true
         *             }
         *           }
         *         },
         *         "timezoneOffset": 480,
         *         "totalConnections": 3,
         *         "totalPendingRequests": 0,
         *         "totalReviews": 5,
         *         "totalUnreadAlerts": 1,
         *         "totalUnreadChats": 0,
         *         "verification": {
         *           "verified": false,
         *           "basic": {
         *             "status": "pending"
         *           },
         *           "admin": {
         *             "status": "pending"
         *           },
         *           "background": {
         *             "status": "pending"
         *           }
         *         },
         *         "visibility": "public"
         *       }
         *     }
         */
        ConnectRequestWithMe: components["schemas"]["FullConnectRequest"] & {
            /** @description The caller's own user after the change. */
            me: components["schemas"]["ExtendedUser"];
        };
        /**
         * ConnectRequestWithMeAnswer
         * @description ConnectRequestWithMe in the envelope of every answer.
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "data": {
         *         "id": "0199c2f0-1a94-748c-8b74-5f3b89398444",
         *         "status": "pending",
         *         "from": {
         *           "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111"
         *         },
         *         "to": {
         *           "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *         },
         *         "user": {
         *           "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *           "name": "Daniel Ortiz",
         *           "picture": {
         *             "sm": {
         *               "mimeType": "image/webp",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/sm.webp"
         *             },
         *             "org": {
         *               "mimeType": "image/jpeg",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"
         *             }
         *           },
         *           "type": "volunteer"
         *         },
         *         "me": {
         *           "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *           "name": "Margaret Ellis",
         *           "age": 74,
         *           "email": "margaret.ellis@example.com",
         *           "gender": "female",
         *           "location": {
         *             "city": "Portland",
         *             "country": "United States",
         *             "state": "Oregon"
         *           },
         *           "picture": {
         *             "sm": {
         *               "mimeType": "image/webp",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/sm.webp"
         *             },
         *             "org": {
         *               "mimeType": "image/jpeg",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/org.jpg"
         *             }
         *           },
         *           "rating": 4.8,
         *           "type": "senior",
         *           "viewer": {
         *             "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111"
         *           },
         *           "dailyInfo": {
         *             "totalCalls": 0
         *           },
         *           "dob": "1951-11-02",
         *           "interests": [
         *             {
         *               "id": "0199c2f0-1c50-7230-8dd0-5f3e6fa01110",
         *               "name": "photography",
         *               "emoji": "📷",
         *               "iconSrc": "https://files.talkamie.com/interests/photography.svg"
         *             }
         *           ],
         *           "language": "English",
         *           "ledger": {
         *             "coins": {
         *               "balance": 4200
         *             },
         *             "paypal": {}
         *           },
         *           "preferences": {
         *             "call": {
         *               "maxDuration": "unlimited"
         *             },
         *             "notifications": {
         *               "push": {
         *                 "enabled": true
         *               }
         *             }
         *           },
         *           "timezoneOffset": 480,
         *           "totalConnections": 3,
         *           "totalPendingRequests": 0,
         *           "totalReviews": 5,
         *           "totalUnreadAlerts": 1,
         *           "totalUnreadChats": 0,
         *           "verification": {
         *             "verified": false,
         *             "basic": {
         *               "status": "pending"
         *             },
         *             "admin": {
         *               "status": "pending"
         *             },
         *             "background": {
         *               "status": "pending"
         *             }
         *           },
         *           "visibility": "public"
         *         }
         *       }
         *     }
         */
        ConnectRequestWithMeAnswer: {
            /** @description Always true in an answer; false in an error. */
            success: boolean;
            /**
             * Format: int32
             * @description The HTTP status, once more.
             */
            statusCode: number;
            /** @description A sentence that may be shown to the user, where the operation has one. */
            message?: string;
            data: components["schemas"]["ConnectRequestWithMe"];
        };
        /**
         * Cursor
         * @description Opaque position in a list. Take it from `pagination.lastEvaluatedKey` of one page and send it back unchanged as `lastEvaluatedKey` to get the next page: as URL-encoded JSON in a query, as it is in a WebSocket message. Its fields may change at any time; do not read them.
         * @example {
         *       "key": "Z2V0VXNlcnN8MTc3MzQ3Mjg1NTEyMDowMTk5YzJmMC0xYTRhLTcyNDYtODViYS01ZjNiMGQ3ZGMyMjI"
         *     }
         */
        Cursor: {
            [key: string]: unknown;
        };
        /**
         * CustomAvailabilityItems
         * @description Availability on particular days: a map from the UTC date on which a range starts to the ranges of that date. An empty list says "nothing on that day": weekly ranges that start on that date do not count for single calls. A date that is left out changes nothing. Setting it replaces the whole map. At most 1000 days with 96 ranges each, limits of this server.
         * @example {
         *       "2026-03-21": [
         *         {
         *           "start": "09:00:00",
         *           "end": "12:00:00"
         *         },
         *         {
         *           "start": "14:00:00",
         *           "end": "16:00:00"
         *         }
         *       ],
         *       "2026-03-25": []
         *     }
         */
        CustomAvailabilityItems: {
            [key: string]: components["schemas"]["TimeRange"][];
        };
        /**
         * CustomAvailabilityItemsAnswer
         * @description CustomAvailabilityItems in the envelope of every answer.
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "data": {
         *         "2026-03-21": [
         *           {
         *             "start": "09:00:00",
         *             "end": "12:00:00"
         *           },
         *           {
         *             "start": "14:00:00",
         *             "end": "16:00:00"
         *           }
         *         ],
         *         "2026-03-25": []
         *       }
         *     }
         */
        CustomAvailabilityItemsAnswer: {
            /** @description Always true in an answer; false in an error. */
            success: boolean;
            /**
             * Format: int32
             * @description The HTTP status, once more.
             */
            statusCode: number;
            /** @description A sentence that may be shown to the user, where the operation has one. */
            message?: string;
            data: components["schemas"]["CustomAvailabilityItems"];
        };
        /**
         * Delivery
         * @description Delivery state of a message.
         * @example {
         *       "status": "delivered",
         *       "at": "2026-03-14T07:20:56.004Z"
         *     }
         */
        Delivery: {
            /** @description How far the message has come. */
            status?: components["schemas"]["DeliveryStatus"];
            /** @description When this state was reached. */
            at?: components["schemas"]["IsoDateTime"];
        };
        /**
         * DeliveryStatus
         * @description How far a message has come: stored by the server, arrived at a device of the receiver, or seen by the receiver.
         * @example sent
         * @example delivered
         * @example read
         * @enum {string}
         */
        DeliveryStatus: "sent" | "delivered" | "read";
        /**
         * EmailAddress
         * Format: email
         * @description An e-mail address. The local part has word characters, `-` and `.`; the domain has dot-separated labels of word characters and `-`, the last one at least 2 characters long. At most 254 characters, the longest address that mail transport accepts. Compared without regard to case.
         * @example margaret.ellis@example.com
         */
        EmailAddress: string;
        /**
         * Empty
         * @description An object without fields: the `data` of operations that have nothing to tell beyond their success.
         * @example {}
         */
        Empty: Record<string, unknown>;
        /**
         * EmptyAnswer
         * @description Empty in the envelope of every answer.
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "data": {}
         *     }
         */
        EmptyAnswer: {
            /** @description Always true in an answer; false in an error. */
            success: boolean;
            /**
             * Format: int32
             * @description The HTTP status, once more.
             */
            statusCode: number;
            /** @description A sentence that may be shown to the user, where the operation has one. */
            message?: string;
            data: components["schemas"]["Empty"];
        };
        /**
         * EndCall
         * @description Ends a call, also one that still rings or was turned down.
         * @example {
         *       "action": "end-call",
         *       "callId": "0199c2f0-1e2c-7b4d-9a51-5f41c2d3e777"
         *     }
         */
        EndCall: {
            /** @description Name of the action; calls have hyphenated names in both dialects. */
            action: string;
            /** @description The call. */
            callId: components["schemas"]["Id"];
        };
        /**
         * ExtendedUser
         * @description The signed-in user's own view of themselves: the whole profile and the open support ticket. It is the `me` of many answers. Clients that put each field in the place of the one they have see what was cleared: texts then come empty, and `location`, `picture`, `video`, `license`, `certificate`, `specialization` and `support` as `{}`.
         * @example {
         *       "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *       "name": "Daniel Ortiz",
         *       "age": 29,
         *       "bio": "Nurse and good listener.",
         *       "gender": "male",
         *       "location": {
         *         "city": "Salem",
         *         "country": "United States",
         *         "state": "Oregon"
         *       },
         *       "picture": {
         *         "sm": {
         *           "mimeType": "image/webp",
         *           "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/sm.webp"
         *         },
         *         "org": {
         *           "mimeType": "image/jpeg",
         *           "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"
         *         }
         *       },
         *       "rating": 4.6,
         *       "type": "volunteer",
         *       "email": "daniel.ortiz@example.com",
         *       "viewer": {
         *         "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *       },
         *       "availability": {
         *         "custom": {
         *           "2026-03-21": [
         *             {
         *               "start": "09:00:00",
         *               "end": "12:00:00"
         *             },
         *             {
         *               "start": "14:00:00",
         *               "end": "16:00:00"
         *             }
         *           ],
         *           "2026-03-25": []
         *         },
         *         "weekly": {
         *           "mon": [
         *             {
         *               "start": "09:00:00",
         *               "end": "12:00:00"
         *             }
         *           ],
         *           "thur": [
         *             {
         *               "start": "18:00:00",
         *               "end": "21:00:00"
         *             }
         *           ],
         *           "sat": [
         *             {
         *               "start": "22:00:00",
         *               "end": "01:00:00"
         *             }
         *           ]
         *         },
         *         "bookedSlots": {
         *           "custom": {
         *             "2026-03-21": [
         *               {
         *                 "start": "09:00:00",
         *                 "end": "10:00:00"
         *               }
         *             ]
         *           },
         *           "weekly": {
         *             "thur": [
         *               {
         *                 "start": "18:00:00",
         *                 "end": "19:00:00"
         *               }
         *             ]
         *           }
         *         }
         *       },
         *       "dailyInfo": {
         *         "totalCalls": 2
         *       },
         *       "interests": [
         *         {
         *           "id": "0199c2f0-1c50-7230-8dd0-5f3e6fa01110",
         *           "name": "photography",
         *           "emoji": "📷",
         *           "iconSrc": "https://files.talkamie.com/interests/photography.svg"
         *         },
         *         {
         *           "id": "0199c2f0-1c75-7353-80ad-5f3ead7df221",
         *           "name": "swimming",
         *           "emoji": "🏊"
         *         }
         *       ],
         *       "language": "English",
         *       "timezoneOffset": 480,
         *       "totalReviews": 12,
         *       "verification": {
         *         "verified": true,
         *         "basic": {
         *           "status": "complete"
         *         },
         *         "admin": {
         *           "status": "complete"
         *         },
         *         "background": {
         *           "status": "complete"
         *         }
         *       },
         *       "video": {
         *         "org": {
         *           "mimeType": "video/mp4",
         *           "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/video/org.mp4"
         *         }
         *       },
         *       "specialization": {
         *         "area": "Geriatric Nursing"
         *       },
         *       "dob": "1996-08-17",
         *       "fileDirPath": "user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *       "ledger": {
         *         "coins": {
         *           "balance": 1250.5
         *         },
         *         "paypal": {
         *           "email": "daniel.ortiz@example.com"
         *         }
         *       },
         *       "preferences": {
         *         "call": {
         *           "maxCount": 5,
         *           "maxDuration": 900
         *         },
         *         "notifications": {
         *           "push": {
         *             "enabled": true
         *           }
         *         }
         *       },
         *       "totalConnections": 7,
         *       "totalPendingRequests": 2,
         *       "totalUnreadAlerts": 3,
         *       "totalUnreadChats": 1,
         *       "visibility": "seniors",
         *       "license": {
         *         "id": "RN-2019-004417"
         *       },
         *       "licence": {
         *         "id": "RN-2019-004417"
         *       },
         *       "certificate": {
         *         "file": {
         *           "org": {
         *             "mimeType": "application/pdf",
         *             "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/certificate/org.pdf"
         *           }
         *         },
         *         "state": "Oregon"
         *       },
         *       "support": {
         *         "ticket": {
         *           "id": "0199c2f0-1be1-7ec7-8539-5f3db6066ddd",
         *           "user": {
         *             "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *             "name": "Daniel Ortiz"
         *           },
         *           "status": "open"
         *         }
         *       }
         *     }
         */
        ExtendedUser: components["schemas"]["FullUser"] & {
            /** @description The user's contact with the support team. */
            support?: {
                /** @description The open ticket. Absent while there is none. */
                ticket?: components["schemas"]["FullSupportTicket"];
            };
        };
        /**
         * ExtendedUserAnswer
         * @description ExtendedUser in the envelope of every answer.
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "data": {
         *         "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *         "name": "Daniel Ortiz",
         *         "age": 29,
         *         "bio": "Nurse and good listener.",
         *         "gender": "male",
         *         "location": {
         *           "city": "Salem",
         *           "country": "United States",
         *           "state": "Oregon"
         *         },
         *         "picture": {
         *           "sm": {
         *             "mimeType": "image/webp",
         *             "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/sm.webp"
         *           },
         *           "org": {
         *             "mimeType": "image/jpeg",
         *             "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"
         *           }
         *         },
         *         "rating": 4.6,
         *         "type": "volunteer",
         *         "email": "daniel.ortiz@example.com",
         *         "viewer": {
         *           "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *         },
         *         "availability": {
         *           "custom": {
         *             "2026-03-21": [
         *               {
         *                 "start": "09:00:00",
         *                 "end": "12:00:00"
         *               },
         *               {
         *                 "start": "14:00:00",
         *                 "end": "16:00:00"
         *               }
         *             ],
         *             "2026-03-25": []
         *           },
         *           "weekly": {
         *             "mon": [
         *               {
         *                 "start": "09:00:00",
         *                 "end": "12:00:00"
         *               }
         *             ],
         *             "thur": [
         *               {
         *                 "start": "18:00:00",
         *                 "end": "21:00:00"
         *               }
         *             ],
         *             "sat": [
         *               {
         *                 "start": "22:00:00",
         *                 "end": "01:00:00"
         *               }
         *             ]
         *           },
         *           "bookedSlots": {
         *             "custom": {
         *               "2026-03-21": [
         *                 {
         *                   "start": "09:00:00",
         *                   "end": "10:00:00"
         *                 }
         *               ]
         *             },
         *             "weekly": {
         *               "thur": [
         *                 {
         *                   "start": "18:00:00",
         *                   "end": "19:00:00"
         *                 }
         *               ]
         *             }
         *           }
         *         },
         *         "dailyInfo": {
         *           "totalCalls": 2
         *         },
         *         "interests": [
         *           {
         *             "id": "0199c2f0-1c50-7230-8dd0-5f3e6fa01110",
         *             "name": "photography",
         *             "emoji": "📷",
         *             "iconSrc": "https://files.talkamie.com/interests/photography.svg"
         *           },
         *           {
         *             "id": "0199c2f0-1c75-7353-80ad-5f3ead7df221",
         *             "name": "swimming",
         *             "emoji": "🏊"
         *           }
         *         ],
         *         "language": "English",
         *         "timezoneOffset": 480,
         *         "totalReviews": 12,
         *         "verification": {
         *           "verified": true,
         *           "basic": {
         *             "status": "complete"
         *           },
         *           "admin": {
         *             "status": "complete"
         *           },
         *           "background": {
         *             "status": "complete"
         *           }
         *         },
         *         "video": {
         *           "org": {
         *             "mimeType": "video/mp4",
         *             "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/video/org.mp4"
         *           }
         *         },
         *         "specialization": {
         *           "area": "Geriatric Nursing"
         *         },
         *         "dob": "1996-08-17",
         *         "fileDirPath": "user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *         "ledger": {
         *           "coins": {
         *             "balance": 1250.5
         *           },
         *           "paypal": {
         *             "email": "daniel.ortiz@example.com"
         *           }
         *         },
         *         "preferences": {
         *           "call": {
         *             "maxCount": 5,
         *             "maxDuration": 900
         *           },
         *           "notifications": {
         *             "push": {
         *               "enabled": true
         *             }
         *           }
         *         },
         *         "totalConnections": 7,
         *         "totalPendingRequests": 2,
         *         "totalUnreadAlerts": 3,
         *         "totalUnreadChats": 1,
         *         "visibility": "seniors",
         *         "license": {
         *           "id": "RN-2019-004417"
         *         },
         *         "licence": {
         *           "id": "RN-2019-004417"
         *         },
         *         "certificate": {
         *           "file": {
         *             "org": {
         *               "mimeType": "application/pdf",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/certificate/org.pdf"
         *             }
         *           },
         *           "state": "Oregon"
         *         },
         *         "support": {
         *           "ticket": {
         *             "id": "0199c2f0-1be1-7ec7-8539-5f3db6066ddd",
         *             "user": {
         *               "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *               "name": "Daniel Ortiz"
         *             },
         *             "status": "open"
         *           }
         *         }
         *       }
         *     }
         */
        ExtendedUserAnswer: {
            /** @description Always true in an answer; false in an error. */
            success: boolean;
            /**
             * Format: int32
             * @description The HTTP status, once more.
             */
            statusCode: number;
            /** @description A sentence that may be shown to the user, where the operation has one. */
            message?: string;
            data: components["schemas"]["ExtendedUser"];
        };
        /**
         * FaqType
         * @description Whom a question concerns: seniors, volunteers, or everybody (`general`).
         * @example senior
         * @example volunteer
         * @example general
         * @enum {string}
         */
        FaqType: "senior" | "volunteer" | "general";
        /**
         * FileDirPath
         * @description Folder of a user in the object storage. It comes from "files" (signed URLs) and is saved with the next "update user", so that later uploads land in the same place. Empty means: none yet. At most 200 characters, a limit of this server.
         * @example user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222
         */
        FileDirPath: string;
        /**
         * FileObjectType
         * @description What an uploaded file is for. Size limits, 1 MiB being 1024×1024 bytes: a picture (`image/*`) 10 MiB, an intro video (`video/*`) 40 MiB; a certificate may have any type.
         * @example picture
         * @example video
         * @example certificate
         * @enum {string}
         */
        FileObjectType: "picture" | "video" | "certificate";
        /**
         * FileProps
         * @description One stored file: its type and its address.
         * @example {
         *       "mimeType": "image/jpeg",
         *       "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"
         *     }
         */
        FileProps: {
            /** @description MIME type of the file. */
            mimeType?: components["schemas"]["MimeType"];
            /** @description Where to read the file. */
            url?: components["schemas"]["FileUrl"];
        };
        /**
         * FileToUpload
         * @description A file that a client wants to upload.
         * @example {
         *       "name": "garden.jpg",
         *       "mimeType": "image/jpeg",
         *       "objectType": "picture"
         *     }
         */
        FileToUpload: {
            /** @description Name of the file on the user's device. Only its ending is used. 1 to 255 characters, the limit of common file systems. */
            name: string;
            /** @description MIME type of the file. The upload must be sent with the same `Content-Type`. */
            mimeType: components["schemas"]["MimeType"];
            /** @description What the file is for; decides about size limit and accepted types. */
            objectType: components["schemas"]["FileObjectType"];
        };
        /**
         * FileUrl
         * Format: uri
         * @description Address of a stored file. Free of spaces, quotes and parentheses, because clients put it unquoted into CSS `url(…)`. At most 2048 characters, a limit of this server.
         * @example https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg
         */
        FileUrl: string;
        /**
         * FullCall
         * @description A call with the other party and its chat.
         * @example {
         *       "id": "0199c2f0-1b4d-7a3b-89c5-5f3cbe8ee999",
         *       "type": "video",
         *       "status": "accepted",
         *       "direction": "outgoing",
         *       "duration": 1260,
         *       "timestamp": "2026-03-10T15:00:03.250Z",
         *       "user": {
         *         "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *         "name": "Daniel Ortiz",
         *         "age": 29,
         *         "bio": "Nurse and good listener.",
         *         "gender": "male",
         *         "location": {
         *           "city": "Salem",
         *           "country": "United States",
         *           "state": "Oregon"
         *         },
         *         "picture": {
         *           "sm": {
         *             "mimeType": "image/webp",
         *             "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/sm.webp"
         *           },
         *           "org": {
         *             "mimeType": "image/jpeg",
         *             "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"
         *           }
         *         },
         *         "rating": 4.6,
         *         "type": "volunteer",
         *         "verification": {
         *           "verified": true
         *         }
         *       },
         *       "chat": {
         *         "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333"
         *       }
         *     }
         */
        FullCall: components["schemas"]["BasicCall"] & {
            /** @description The other party: name, picture, location, type and badge are shown; location and badge only while the reader may see them. */
            user?: components["schemas"]["UserCard"];
            /** @description The chat that the call belongs to. */
            chat?: components["schemas"]["Reference"];
        };
        /**
         * FullCallAnswer
         * @description FullCall in the envelope of every answer.
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "data": {
         *         "id": "0199c2f0-1b4d-7a3b-89c5-5f3cbe8ee999",
         *         "type": "video",
         *         "status": "accepted",
         *         "direction": "outgoing",
         *         "duration": 1260,
         *         "timestamp": "2026-03-10T15:00:03.250Z",
         *         "user": {
         *           "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *           "name": "Daniel Ortiz",
         *           "age": 29,
         *           "bio": "Nurse and good listener.",
         *           "gender": "male",
         *           "location": {
         *             "city": "Salem",
         *             "country": "United States",
         *             "state": "Oregon"
         *           },
         *           "picture": {
         *             "sm": {
         *               "mimeType": "image/webp",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/sm.webp"
         *             },
         *             "org": {
         *               "mimeType": "image/jpeg",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"
         *             }
         *           },
         *           "rating": 4.6,
         *           "type": "volunteer",
         *           "verification": {
         *             "verified": true
         *           }
         *         },
         *         "chat": {
         *           "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333"
         *         }
         *       }
         *     }
         */
        FullCallAnswer: {
            /** @description Always true in an answer; false in an error. */
            success: boolean;
            /**
             * Format: int32
             * @description The HTTP status, once more.
             */
            statusCode: number;
            /** @description A sentence that may be shown to the user, where the operation has one. */
            message?: string;
            data: components["schemas"]["FullCall"];
        };
        /**
         * FullCallPage
         * @description One page of FullCall.
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "data": [
         *         {
         *           "id": "0199c2f0-1b4d-7a3b-89c5-5f3cbe8ee999",
         *           "type": "video",
         *           "status": "accepted",
         *           "direction": "outgoing",
         *           "duration": 1260,
         *           "timestamp": "2026-03-10T15:00:03.250Z",
         *           "user": {
         *             "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *             "name": "Daniel Ortiz",
         *             "age": 29,
         *             "bio": "Nurse and good listener.",
         *             "gender": "male",
         *             "location": {
         *               "city": "Salem",
         *               "country": "United States",
         *               "state": "Oregon"
         *             },
         *             "picture": {
         *               "sm": {
         *                 "mimeType": "image/webp",
         *                 "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/sm.webp"
         *               },
         *               "org": {
         *                 "mimeType": "image/jpeg",
         *                 "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"
         *               }
         *             },
         *             "rating": 4.6,
         *             "type": "volunteer",
         *             "verification": {
         *               "verified": true
         *             }
         *           },
         *           "chat": {
         *             "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333"
         *           }
         *         }
         *       ],
         *       "pagination": {
         *         "lastEvaluatedKey": {
         *           "key": "Z2V0VXNlcnN8MTc3MzQ3Mjg1NTEyMDowMTk5YzJmMC0xYTRhLTcyNDYtODViYS01ZjNiMGQ3ZGMyMjI"
         *         }
         *       }
         *     }
         */
        FullCallPage: {
            /** @description Always true in an answer; false in an error. */
            success: boolean;
            /**
             * Format: int32
             * @description The HTTP status, once more.
             */
            statusCode: number;
            /** @description A sentence that may be shown to the user, where the operation has one. */
            message?: string;
            /** @description The items of this page, in the order that the operation states. */
            data: components["schemas"]["FullCall"][];
            pagination: components["schemas"]["Pagination"];
        };
        /**
         * FullCallSchedule
         * @description A scheduled call as the reader sees it.
         * @example {
         *       "id": "0199c2f0-1b28-7918-86e8-5f3c80b10888",
         *       "type": "video",
         *       "title": "Meeting with Daniel Ortiz",
         *       "timeslot": {
         *         "from": "2026-03-21T09:00:00.000Z",
         *         "to": "2026-03-21T10:00:00.000Z"
         *       },
         *       "status": "upcoming",
         *       "recurrence": "weekly",
         *       "attendee": {
         *         "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *         "name": "Daniel Ortiz",
         *         "age": 29,
         *         "bio": "Nurse and good listener.",
         *         "gender": "male",
         *         "location": {
         *           "city": "Salem",
         *           "country": "United States",
         *           "state": "Oregon"
         *         },
         *         "picture": {
         *           "sm": {
         *             "mimeType": "image/webp",
         *             "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/sm.webp"
         *           },
         *           "org": {
         *             "mimeType": "image/jpeg",
         *             "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"
         *           }
         *         },
         *         "rating": 4.6,
         *         "type": "volunteer",
         *         "verification": {
         *           "verified": true
         *         },
         *         "availability": {
         *           "custom": {
         *             "2026-03-21": [
         *               {
         *                 "start": "09:00:00",
         *                 "end": "12:00:00"
         *               },
         *               {
         *                 "start": "14:00:00",
         *                 "end": "16:00:00"
         *               }
         *             ],
         *             "2026-03-25": []
         *           },
         *           "weekly": {
         *             "mon": [
         *               {
         *                 "start": "09:00:00",
         *                 "end": "12:00:00"
         *               }
         *             ],
         *             "thur": [
         *               {
         *                 "start": "18:00:00",
         *                 "end": "21:00:00"
         *               }
         *             ],
         *             "sat": [
         *               {
         *                 "start": "22:00:00",
         *                 "end": "01:00:00"
         *               }
         *             ]
         *           },
         *           "bookedSlots": {
         *             "custom": {
         *               "2026-03-21": [
         *                 {
         *                   "start": "09:00:00",
         *                   "end": "10:00:00"
         *                 }
         *               ]
         *             },
         *             "weekly": {
         *               "thur": [
         *                 {
         *                   "start": "18:00:00",
         *                   "end": "19:00:00"
         *                 }
         *               ]
         *             }
         *           }
         *         }
         *       }
         *     }
         */
        FullCallSchedule: components["schemas"]["BasicCallSchedule"] & {
            /** @description The other participant: name, picture, rating and verification. For a senior also `availability`, from which the edit form offers slots. */
            attendee?: components["schemas"]["FullUser"];
        };
        /**
         * FullCallScheduleAnswer
         * @description FullCallSchedule in the envelope of every answer.
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "data": {
         *         "id": "0199c2f0-1b28-7918-86e8-5f3c80b10888",
         *         "type": "video",
         *         "title": "Meeting with Daniel Ortiz",
         *         "timeslot": {
         *           "from": "2026-03-21T09:00:00.000Z",
         *           "to": "2026-03-21T10:00:00.000Z"
         *         },
         *         "status": "upcoming",
         *         "recurrence": "weekly",
         *         "attendee": {
         *           "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *           "name": "Daniel Ortiz",
         *           "age": 29,
         *           "bio": "Nurse and good listener.",
         *           "gender": "male",
         *           "location": {
         *             "city": "Salem",
         *             "country": "United States",
         *             "state": "Oregon"
         *           },
         *           "picture": {
         *             "sm": {
         *               "mimeType": "image/webp",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/sm.webp"
         *             },
         *             "org": {
         *               "mimeType": "image/jpeg",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"
         *             }
         *           },
         *           "rating": 4.6,
         *           "type": "volunteer",
         *           "verification": {
         *             "verified": true
         *           },
         *           "availability": {
         *             "custom": {
         *               "2026-03-21": [
         *                 {
         *                   "start": "09:00:00",
         *                   "end": "12:00:00"
         *                 },
         *                 {
         *                   "start": "14:00:00",
         *                   "end": "16:00:00"
         *                 }
         *               ],
         *               "2026-03-25": []
         *             },
         *             "weekly": {
         *               "mon": [
         *                 {
         *                   "start": "09:00:00",
         *                   "end": "12:00:00"
         *                 }
         *               ],
         *               "thur": [
         *                 {
         *                   "start": "18:00:00",
         *                   "end": "21:00:00"
         *                 }
         *               ],
         *               "sat": [
         *                 {
         *                   "start": "22:00:00",
         *                   "end": "01:00:00"
         *                 }
         *               ]
         *             },
         *             "bookedSlots": {
         *               "custom": {
         *                 "2026-03-21": [
         *                   {
         *                     "start": "09:00:00",
         *                     "end": "10:00:00"
         *                   }
         *                 ]
         *               },
         *               "weekly": {
         *                 "thur": [
         *                   {
         *                     "start": "18:00:00",
         *                     "end": "19:00:00"
         *                   }
         *                 ]
         *               }
         *             }
         *           }
         *         }
         *       }
         *     }
         */
        FullCallScheduleAnswer: {
            /** @description Always true in an answer; false in an error. */
            success: boolean;
            /**
             * Format: int32
             * @description The HTTP status, once more.
             */
            statusCode: number;
            /** @description A sentence that may be shown to the user, where the operation has one. */
            message?: string;
            data: components["schemas"]["FullCallSchedule"];
        };
        /**
         * FullCallSchedulePage
         * @description One page of FullCallSchedule.
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "data": [
         *         {
         *           "id": "0199c2f0-1b28-7918-86e8-5f3c80b10888",
         *           "type": "video",
         *           "title": "Meeting with Daniel Ortiz",
         *           "timeslot": {
         *             "from": "2026-03-21T09:00:00.000Z",
         *             "to": "2026-03-21T10:00:00.000Z"
         *           },
         *           "status": "upcoming",
         *           "recurrence": "weekly",
         *           "attendee": {
         *             "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *             "name": "Daniel Ortiz",
         *             "age": 29,
         *             "bio": "Nurse and good listener.",
         *             "gender": "male",
         *             "location": {
         *               "city": "Salem",
         *               "country": "United States",
         *               "state": "Oregon"
         *             },
         *             "picture": {
         *               "sm": {
         *                 "mimeType": "image/webp",
         *                 "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/sm.webp"
         *               },
         *               "org": {
         *                 "mimeType": "image/jpeg",
         *                 "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"
         *               }
         *             },
         *             "rating": 4.6,
         *             "type": "volunteer",
         *             "verification": {
         *               "verified": true
         *             },
         *             "availability": {
         *               "custom": {
         *                 "2026-03-21": [
         *                   {
         *                     "start": "09:00:00",
         *                     "end": "12:00:00"
         *                   },
         *                   {
         *                     "start": "14:00:00",
         *                     "end": "16:00:00"
         *                   }
         *                 ],
         *                 "2026-03-25": []
         *               },
         *               "weekly": {
         *                 "mon": [
         *                   {
         *                     "start": "09:00:00",
         *                     "end": "12:00:00"
         *                   }
         *                 ],
         *                 "thur": [
         *                   {
         *                     "start": "18:00:00",
         *                     "end": "21:00:00"
         *                   }
         *                 ],
         *                 "sat": [
         *                   {
         *                     "start": "22:00:00",
         *                     "end": "01:00:00"
         *                   }
         *                 ]
         *               },
         *               "bookedSlots": {
         *                 "custom": {
         *                   "2026-03-21": [
         *                     {
         *                       "start": "09:00:00",
         *                       "end": "10:00:00"
         *                     }
         *                   ]
         *                 },
         *                 "weekly": {
         *                   "thur": [
         *                     {
         *                       "start": "18:00:00",
         *                       "end": "19:00:00"
         *                     }
         *                   ]
         *                 }
         *               }
         *             }
         *           }
         *         }
         *       ],
         *       "pagination": {
         *         "lastEvaluatedKey": {
         *           "key": "Z2V0VXNlcnN8MTc3MzQ3Mjg1NTEyMDowMTk5YzJmMC0xYTRhLTcyNDYtODViYS01ZjNiMGQ3ZGMyMjI"
         *         }
         *       }
         *     }
         */
        FullCallSchedulePage: {
            /** @description Always true in an answer; false in an error. */
            success: boolean;
            /**
             * Format: int32
             * @description The HTTP status, once more.
             */
            statusCode: number;
            /** @description A sentence that may be shown to the user, where the operation has one. */
            message?: string;
            /** @description The items of this page, in the order that the operation states. */
            data: components["schemas"]["FullCallSchedule"][];
            pagination: components["schemas"]["Pagination"];
        };
        /**
         * FullChat
         * @description A chat as the reader sees it. A push replaces the client's copy with it, so it is complete there.
         * @example {
         *       "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333",
         *       "type": "message",
         *       "timestamp": "2026-03-14T07:20:55.120Z",
         *       "request": {
         *         "id": "0199c2f0-1ab9-75af-8e51-5f3bc7176555",
         *         "text": "Hello Margaret, I grow roses too. May I write to you?",
         *         "timestamp": "2026-03-12T16:02:11.430Z",
         *         "delivery": {
         *           "status": "read",
         *           "at": "2026-03-12T17:40:00.000Z"
         *         },
         *         "status": "accepted",
         *         "sender": {
         *           "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *         }
         *       },
         *       "user": {
         *         "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *         "name": "Daniel Ortiz",
         *         "age": 29,
         *         "bio": "Nurse and good listener.",
         *         "gender": "male",
         *         "location": {
         *           "city": "Salem",
         *           "country": "United States",
         *           "state": "Oregon"
         *         },
         *         "picture": {
         *           "sm": {
         *             "mimeType": "image/webp",
         *             "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/sm.webp"
         *           },
         *           "org": {
         *             "mimeType": "image/jpeg",
         *             "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"
         *           }
         *         },
         *         "rating": 4.6,
         *         "type": "volunteer"
         *       },
         *       "lastMessage": {
         *         "id": "0199c2f0-1ade-76d2-812e-5f3c04f54666",
         *         "type": "text",
         *         "text": "Good morning! How are your tulips?",
         *         "timestamp": "2026-03-14T07:20:55.120Z",
         *         "sender": {
         *           "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *           "name": "Daniel Ortiz"
         *         },
         *         "delivery": {
         *           "status": "delivered",
         *           "at": "2026-03-14T07:20:56.004Z"
         *         }
         *       },
         *       "totalUnreadMessages": 2
         *     }
         */
        FullChat: components["schemas"]["BasicChat"] & {
            /** @description The other party. */
            user?: components["schemas"]["BasicUser"];
            /** @description The newest message. Absent while there is none. */
            lastMessage?: components["schemas"]["BasicChatMessage"];
            /**
             * Format: int32
             * @description Number of messages that the reader has not read yet.
             */
            totalUnreadMessages?: number;
        };
        /**
         * FullChatAnswer
         * @description FullChat in the envelope of every answer.
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "data": {
         *         "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333",
         *         "type": "message",
         *         "timestamp": "2026-03-14T07:20:55.120Z",
         *         "request": {
         *           "id": "0199c2f0-1ab9-75af-8e51-5f3bc7176555",
         *           "text": "Hello Margaret, I grow roses too. May I write to you?",
         *           "timestamp": "2026-03-12T16:02:11.430Z",
         *           "delivery": {
         *             "status": "read",
         *             "at": "2026-03-12T17:40:00.000Z"
         *           },
         *           "status": "accepted",
         *           "sender": {
         *             "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *           }
         *         },
         *         "user": {
         *           "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *           "name": "Daniel Ortiz",
         *           "age": 29,
         *           "bio": "Nurse and good listener.",
         *           "gender": "male",
         *           "location": {
         *             "city": "Salem",
         *             "country": "United States",
         *             "state": "Oregon"
         *           },
         *           "picture": {
         *             "sm": {
         *               "mimeType": "image/webp",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/sm.webp"
         *             },
         *             "org": {
         *               "mimeType": "image/jpeg",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"
         *             }
         *           },
         *           "rating": 4.6,
         *           "type": "volunteer"
         *         },
         *         "lastMessage": {
         *           "id": "0199c2f0-1ade-76d2-812e-5f3c04f54666",
         *           "type": "text",
         *           "text": "Good morning! How are your tulips?",
         *           "timestamp": "2026-03-14T07:20:55.120Z",
         *           "sender": {
         *             "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *             "name": "Daniel Ortiz"
         *           },
         *           "delivery": {
         *             "status": "delivered",
         *             "at": "2026-03-14T07:20:56.004Z"
         *           }
         *         },
         *         "totalUnreadMessages": 2
         *       }
         *     }
         */
        FullChatAnswer: {
            /** @description Always true in an answer; false in an error. */
            success: boolean;
            /**
             * Format: int32
             * @description The HTTP status, once more.
             */
            statusCode: number;
            /** @description A sentence that may be shown to the user, where the operation has one. */
            message?: string;
            data: components["schemas"]["FullChat"];
        };
        /**
         * FullChatPage
         * @description One page of FullChat.
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "data": [
         *         {
         *           "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333",
         *           "type": "message",
         *           "timestamp": "2026-03-14T07:20:55.120Z",
         *           "request": {
         *             "id": "0199c2f0-1ab9-75af-8e51-5f3bc7176555",
         *             "text": "Hello Margaret, I grow roses too. May I write to you?",
         *             "timestamp": "2026-03-12T16:02:11.430Z",
         *             "delivery": {
         *               "status": "read",
         *               "at": "2026-03-12T17:40:00.000Z"
         *             },
         *             "status": "accepted",
         *             "sender": {
         *               "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *             }
         *           },
         *           "user": {
         *             "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *             "name": "Daniel Ortiz",
         *             "age": 29,
         *             "bio": "Nurse and good listener.",
         *             "gender": "male",
         *             "location": {
         *               "city": "Salem",
         *               "country": "United States",
         *               "state": "Oregon"
         *             },
         *             "picture": {
         *               "sm": {
         *                 "mimeType": "image/webp",
         *                 "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/sm.webp"
         *               },
         *               "org": {
         *                 "mimeType": "image/jpeg",
         *                 "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"
         *               }
         *             },
         *             "rating": 4.6,
         *             "type": "volunteer"
         *           },
         *           "lastMessage": {
         *             "id": "0199c2f0-1ade-76d2-812e-5f3c04f54666",
         *             "type": "text",
         *             "text": "Good morning! How are your tulips?",
         *             "timestamp": "2026-03-14T07:20:55.120Z",
         *             "sender": {
         *               "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *               "name": "Daniel Ortiz"
         *             },
         *             "delivery": {
         *               "status": "delivered",
         *               "at": "2026-03-14T07:20:56.004Z"
         *             }
         *           },
         *           "totalUnreadMessages": 2
         *         }
         *       ],
         *       "pagination": {
         *         "lastEvaluatedKey": {
         *           "key": "Z2V0VXNlcnN8MTc3MzQ3Mjg1NTEyMDowMTk5YzJmMC0xYTRhLTcyNDYtODViYS01ZjNiMGQ3ZGMyMjI"
         *         }
         *       }
         *     }
         */
        FullChatPage: {
            /** @description Always true in an answer; false in an error. */
            success: boolean;
            /**
             * Format: int32
             * @description The HTTP status, once more.
             */
            statusCode: number;
            /** @description A sentence that may be shown to the user, where the operation has one. */
            message?: string;
            /** @description The items of this page, in the order that the operation states. */
            data: components["schemas"]["FullChat"][];
            pagination: components["schemas"]["Pagination"];
        };
        /**
         * FullConnectRequest
         * @description A connection request together with the other party. In `viewer.connectRequest` of a user, `user` is left out.
         * @example {
         *       "id": "0199c2f0-1a94-748c-8b74-5f3b89398444",
         *       "status": "pending",
         *       "from": {
         *         "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111"
         *       },
         *       "to": {
         *         "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *       },
         *       "user": {
         *         "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *         "name": "Margaret Ellis",
         *         "picture": {
         *           "sm": {
         *             "mimeType": "image/webp",
         *             "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/sm.webp"
         *           },
         *           "org": {
         *             "mimeType": "image/jpeg",
         *             "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/org.jpg"
         *           }
         *         },
         *         "type": "senior",
         *         "bio": "Retired teacher. I love gardens and old films.",
         *         "verification": {
         *           "verified": false
         *         }
         *       }
         *     }
         */
        FullConnectRequest: components["schemas"]["BasicConnectRequest"] & {
            /** @description The other party as the reader sees it: the sender for the receiver and the other way round. */
            user?: components["schemas"]["UserCard"];
        };
        /**
         * FullConnectRequestPage
         * @description One page of FullConnectRequest.
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "data": [
         *         {
         *           "id": "0199c2f0-1a94-748c-8b74-5f3b89398444",
         *           "status": "pending",
         *           "from": {
         *             "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111"
         *           },
         *           "to": {
         *             "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *           },
         *           "user": {
         *             "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *             "name": "Margaret Ellis",
         *             "picture": {
         *               "sm": {
         *                 "mimeType": "image/webp",
         *                 "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/sm.webp"
         *               },
         *               "org": {
         *                 "mimeType": "image/jpeg",
         *                 "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/org.jpg"
         *               }
         *             },
         *             "type": "senior",
         *             "bio": "Retired teacher. I love gardens and old films.",
         *             "verification": {
         *               "verified": false
         *             }
         *           }
         *         }
         *       ],
         *       "pagination": {
         *         "lastEvaluatedKey": {
         *           "key": "Z2V0VXNlcnN8MTc3MzQ3Mjg1NTEyMDowMTk5YzJmMC0xYTRhLTcyNDYtODViYS01ZjNiMGQ3ZGMyMjI"
         *         }
         *       }
         *     }
         */
        FullConnectRequestPage: {
            /** @description Always true in an answer; false in an error. */
            success: boolean;
            /**
             * Format: int32
             * @description The HTTP status, once more.
             */
            statusCode: number;
            /** @description A sentence that may be shown to the user, where the operation has one. */
            message?: string;
            /** @description The items of this page, in the order that the operation states. */
            data: components["schemas"]["FullConnectRequest"][];
            pagination: components["schemas"]["Pagination"];
        };
        /**
         * FullReview
         * @description A review with its author and time.
         * @example {
         *       "id": "0199c2f0-1b72-7b5e-8ca2-5f3cfc6ccaaa",
         *       "rate": 5,
         *       "text": "Daniel listens well and never hurries.",
         *       "rater": {
         *         "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *         "name": "Margaret Ellis",
         *         "picture": {
         *           "sm": {
         *             "mimeType": "image/webp",
         *             "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/sm.webp"
         *           },
         *           "org": {
         *             "mimeType": "image/jpeg",
         *             "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/org.jpg"
         *           }
         *         },
         *         "type": "senior"
         *       },
         *       "timestamp": "2026-03-11T10:15:00.000Z"
         *     }
         */
        FullReview: components["schemas"]["BasicReview"] & {
            /** @description Who wrote the review; at least `id` and `name`. */
            rater?: components["schemas"]["BasicUser"];
            /** @description When it was written. A change keeps it, and with it the place in lists. */
            timestamp?: components["schemas"]["IsoDateTime"];
        };
        /**
         * FullReviewPage
         * @description One page of FullReview.
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "data": [
         *         {
         *           "id": "0199c2f0-1b72-7b5e-8ca2-5f3cfc6ccaaa",
         *           "rate": 5,
         *           "text": "Daniel listens well and never hurries.",
         *           "rater": {
         *             "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *             "name": "Margaret Ellis",
         *             "picture": {
         *               "sm": {
         *                 "mimeType": "image/webp",
         *                 "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/sm.webp"
         *               },
         *               "org": {
         *                 "mimeType": "image/jpeg",
         *                 "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/org.jpg"
         *               }
         *             },
         *             "type": "senior"
         *           },
         *           "timestamp": "2026-03-11T10:15:00.000Z"
         *         }
         *       ],
         *       "pagination": {
         *         "lastEvaluatedKey": {
         *           "key": "Z2V0VXNlcnN8MTc3MzQ3Mjg1NTEyMDowMTk5YzJmMC0xYTRhLTcyNDYtODViYS01ZjNiMGQ3ZGMyMjI"
         *         }
         *       }
         *     }
         */
        FullReviewPage: {
            /** @description Always true in an answer; false in an error. */
            success: boolean;
            /**
             * Format: int32
             * @description The HTTP status, once more.
             */
            statusCode: number;
            /** @description A sentence that may be shown to the user, where the operation has one. */
            message?: string;
            /** @description The items of this page, in the order that the operation states. */
            data: components["schemas"]["FullReview"][];
            pagination: components["schemas"]["Pagination"];
        };
        /**
         * FullSupportTicket
         * @description A support ticket with its owner.
         * @example {
         *       "id": "0199c2f0-1be1-7ec7-8539-5f3db6066ddd",
         *       "status": "open",
         *       "user": {
         *         "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *         "name": "Margaret Ellis",
         *         "picture": {
         *           "sm": {
         *             "mimeType": "image/webp",
         *             "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/sm.webp"
         *           },
         *           "org": {
         *             "mimeType": "image/jpeg",
         *             "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/org.jpg"
         *           }
         *         },
         *         "type": "senior"
         *       }
         *     }
         */
        FullSupportTicket: components["schemas"]["BasicSupportTicket"] & {
            /** @description The user who opened the ticket. */
            user?: components["schemas"]["BasicUser"];
        };
        /**
         * FullUser
         * @description A user's whole profile. Fields marked "own view only" are left out when another user reads it. Nested objects are always complete, because clients replace them as a whole.
         * @example {
         *       "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *       "name": "Daniel Ortiz",
         *       "age": 29,
         *       "bio": "Nurse and good listener.",
         *       "gender": "male",
         *       "location": {
         *         "city": "Salem",
         *         "country": "United States",
         *         "state": "Oregon"
         *       },
         *       "picture": {
         *         "sm": {
         *           "mimeType": "image/webp",
         *           "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/sm.webp"
         *         },
         *         "org": {
         *           "mimeType": "image/jpeg",
         *           "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"
         *         }
         *       },
         *       "rating": 4.6,
         *       "type": "volunteer",
         *       "viewer": {
         *         "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *         "chat": {
         *           "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333",
         *           "request": {
         *             "id": "0199c2f0-1ab9-75af-8e51-5f3bc7176555",
         *             "text": "Hello Margaret, I grow roses too. May I write to you?",
         *             "timestamp": "2026-03-12T16:02:11.430Z",
         *             "delivery": {
         *               "status": "read",
         *               "at": "2026-03-12T17:40:00.000Z"
         *             },
         *             "status": "accepted",
         *             "sender": {
         *               "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *             }
         *           }
         *         },
         *         "connectRequest": {
         *           "id": "0199c2f0-1a94-748c-8b74-5f3b89398444",
         *           "status": "accepted",
         *           "from": {
         *             "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111"
         *           },
         *           "to": {
         *             "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *           }
         *         },
         *         "review": {
         *           "id": "0199c2f0-1b72-7b5e-8ca2-5f3cfc6ccaaa"
         *         }
         *       },
         *       "availability": {
         *         "custom": {
         *           "2026-03-21": [
         *             {
         *               "start": "09:00:00",
         *               "end": "12:00:00"
         *             },
         *             {
         *               "start": "14:00:00",
         *               "end": "16:00:00"
         *             }
         *           ],
         *           "2026-03-25": []
         *         },
         *         "weekly": {
         *           "mon": [
         *             {
         *               "start": "09:00:00",
         *               "end": "12:00:00"
         *             }
         *           ],
         *           "thur": [
         *             {
         *               "start": "18:00:00",
         *               "end": "21:00:00"
         *             }
         *           ],
         *           "sat": [
         *             {
         *               "start": "22:00:00",
         *               "end": "01:00:00"
         *             }
         *           ]
         *         },
         *         "bookedSlots": {
         *           "custom": {
         *             "2026-03-21": [
         *               {
         *                 "start": "09:00:00",
         *                 "end": "10:00:00"
         *               }
         *             ]
         *           },
         *           "weekly": {
         *             "thur": [
         *               {
         *                 "start": "18:00:00",
         *                 "end": "19:00:00"
         *               }
         *             ]
         *           }
         *         }
         *       },
         *       "dailyInfo": {
         *         "totalCalls": 2
         *       },
         *       "interests": [
         *         {
         *           "id": "0199c2f0-1c50-7230-8dd0-5f3e6fa01110",
         *           "name": "photography",
         *           "emoji": "📷",
         *           "iconSrc": "https://files.talkamie.com/interests/photography.svg"
         *         },
         *         {
         *           "id": "0199c2f0-1c75-7353-80ad-5f3ead7df221",
         *           "name": "swimming",
         *           "emoji": "🏊"
         *         }
         *       ],
         *       "language": "English",
         *       "timezoneOffset": 480,
         *       "totalReviews": 12,
         *       "verification": {
         *         "verified": true
         *       },
         *       "video": {
         *         "org": {
         *           "mimeType": "video/mp4",
         *           "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/video/org.mp4"
         *         }
         *       },
         *       "specialization": {
         *         "area": "Geriatric Nursing"
         *       }
         *     }
         */
        FullUser: components["schemas"]["BasicUser"] & {
            /** @description When the user can be called, in UTC. Set by volunteers. */
            availability?: components["schemas"]["Availability"];
            /** @description Counters of the current day. */
            dailyInfo?: {
                /**
                 * Format: int32
                 * @description Number of calls today, compared with `preferences.call.maxCount`.
                 */
                totalCalls?: number;
            };
            /** @description Date of birth. Own view only: other users never see it. */
            dob?: components["schemas"]["IsoDate"];
            /** @description Folder of the user in the object storage; send it along when asking for signed URLs. Own view only: other users never see it. */
            fileDirPath?: components["schemas"]["FileDirPath"];
            /** @description What the user likes. At most 100, a limit of this server. */
            interests?: components["schemas"]["BasicInterest"][];
            /** @description Name of the user's language, not a code. At most 60 characters, a limit of this server. */
            language?: string;
            /** @description Coins and payout address. Own view only: other users never see it. */
            ledger?: components["schemas"]["UserLedger"];
            /** @description Settings. Own view only: other users never see it. */
            preferences?: components["schemas"]["UserPreferences"];
            /**
             * Format: int32
             * @description Offset of the user's clock in minutes with the sign of JavaScript, UTC minus local time: -180 is UTC+03:00. -840 to 720, the offsets in use on earth. Taken from the header `x-user-timezone-offset`.
             */
            timezoneOffset?: number;
            /**
             * Format: int32
             * @description Number of connected users. Own view only: other users never see it.
             */
            totalConnections?: number;
            /**
             * Format: int32
             * @description Number of received connection requests that wait for an answer. Own view only: other users never see it.
             */
            totalPendingRequests?: number;
            /**
             * Format: int32
             * @description Number of reviews about the user.
             */
            totalReviews?: number;
            /**
             * Format: int32
             * @description Number of alerts not read yet. Own view only: other users never see it.
             */
            totalUnreadAlerts?: number;
            /**
             * Format: int32
             * @description Number of chats with unread messages. Own view only: other users never see it.
             */
            totalUnreadChats?: number;
            /** @description State of the verification. Other users get `verified` only. */
            verification?: components["schemas"]["UserVerification"];
            /** @description Intro video. */
            video?: components["schemas"]["CompressedFile"];
            /**
             * @description Who can find the profile. Own view only: other users never see it.
             * @default public
             */
            visibility?: components["schemas"]["Visibility"];
            /** @description Professional license. Own view only: other users never see it. */
            license?: components["schemas"]["License"];
            /**
             * @deprecated
             * @description Copy of `license` under the spelling that older clients read. Own view only: other users never see it.
             */
            licence?: components["schemas"]["License"];
            /** @description Proof of the profession. Own view only: other users never see it. */
            certificate?: {
                /** @description The certificate itself. */
                file?: components["schemas"]["CompressedFile"];
                /** @description Name of the US state that certified the user. At most 100 characters, a limit of this server. */
                state?: string;
            };
            /** @description Field of health-care work of a volunteer. */
            specialization?: {
                /** @description Name of the field. */
                area?: components["schemas"]["UserSpecializationArea"];
            };
        };
        /**
         * Gender
         * @description A user's gender.
         * @example male
         * @example female
         * @example unspecified
         * @enum {string}
         */
        Gender: "male" | "female" | "unspecified";
        /**
         * IceServer
         * @description A server that helps two browsers to reach each other: an `RTCIceServer` as `RTCPeerConnection` takes it.
         * @example {
         *       "urls": [
         *         "stun:turn.example.org:3478"
         *       ]
         *     }
         * @example {
         *       "urls": [
         *         "turn:turn.example.org:3478?transport=udp",
         *         "turns:turn.example.org:443?transport=tcp"
         *       ],
         *       "username": "1773476455:0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *       "credential": "LohGjzKUNrFF7Wr0mYwZFUy7NQk="
         *     }
         */
        IceServer: {
            /** @description Its addresses: `stun:`, `stuns:`, `turn:` or `turns:`. */
            urls: string[];
            /** @description For `turn:` and `turns:`: until when the credential is good, in seconds since 1970, a colon, and the caller's id. */
            username?: string;
            /** @description For `turn:` and `turns:`: what proves the username to the TURN server. */
            credential?: string;
        };
        /**
         * IceServers
         * @description The servers that help two browsers to reach each other, with credentials that are good for a while.
         * @example {
         *       "iceServers": [
         *         {
         *           "urls": [
         *             "stun:turn.example.org:3478"
         *           ]
         *         },
         *         {
         *           "urls": [
         *             "turn:turn.example.org:3478?transport=udp",
         *             "turns:turn.example.org:443?transport=tcp"
         *           ],
         *           "username": "1773476455:0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *           "credential": "LohGjzKUNrFF7Wr0mYwZFUy7NQk="
         *         }
         *       ],
         *       "expiresAt": "2026-03-14T08:20:55.000Z"
         *     }
         * @example {
         *       "iceServers": []
         *     }
         */
        IceServers: {
            /** @description Goes into `RTCPeerConnection` as it is. Empty where the operator runs none. */
            iceServers: components["schemas"]["IceServer"][];
            /** @description Until when the credentials are good for new connections; connections that stand go on. Absent when there are none. */
            expiresAt?: components["schemas"]["IsoDateTime"];
        };
        /**
         * IceServersAnswer
         * @description IceServers in the envelope of every answer.
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "data": {
         *         "iceServers": [
         *           {
         *             "urls": [
         *               "stun:turn.example.org:3478"
         *             ]
         *           },
         *           {
         *             "urls": [
         *               "turn:turn.example.org:3478?transport=udp",
         *               "turns:turn.example.org:443?transport=tcp"
         *             ],
         *             "username": "1773476455:0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *             "credential": "LohGjzKUNrFF7Wr0mYwZFUy7NQk="
         *           }
         *         ],
         *         "expiresAt": "2026-03-14T08:20:55.000Z"
         *       }
         *     }
         */
        IceServersAnswer: {
            /** @description Always true in an answer; false in an error. */
            success: boolean;
            /**
             * Format: int32
             * @description The HTTP status, once more.
             */
            statusCode: number;
            /** @description A sentence that may be shown to the user, where the operation has one. */
            message?: string;
            data: components["schemas"]["IceServers"];
        };
        /**
         * Id
         * @description Identifier of a user, chat, message, call, schedule, request, review, alert, transaction, ticket, interest or FAQ. Opaque: compare it as a string, never parse it. URL-safe by its pattern, because clients put ids into paths without percent-encoding.
         * @example 0199c2f0-1a25-7123-82dd-5f3acf9fe111
         */
        Id: string;
        /**
         * InterestInput
         * @description An interest as "update user" takes it. Names that the common list does not know become personal interests of the user.
         * @example {
         *       "id": "0199c2f0-1c50-7230-8dd0-5f3e6fa01110",
         *       "name": "photography",
         *       "emoji": "📷",
         *       "iconSrc": "https://files.talkamie.com/interests/photography.svg"
         *     }
         * @example {
         *       "name": "jigsaw puzzles"
         *     }
         */
        InterestInput: {
            /** @description Name of the interest. Matched with the common list without regard to case. 1 to 60 characters, a limit of this server, and not blank. */
            name: string;
            /** @description An emoji for a personal interest. At most 32 characters, a limit of this server. */
            emoji?: string;
            /** @description Tolerated, because clients echo what they read, and ignored: personal interests have no icon, since everyone who sees the profile would load it. At most 2048 characters. */
            iconSrc?: string;
            /** @description Tolerated, because clients echo what they read, and ignored: `name` decides. At most 64 characters. */
            id?: string;
        };
        /**
         * InvalidField
         * @description One fault of a request: where it is and which rule it breaks. Use `in` and `pointer` to mark the form field, `detail` to explain it.
         * @example {
         *       "in": "body",
         *       "pointer": "/email",
         *       "keyword": "format",
         *       "detail": "must be an e-mail address"
         *     }
         * @example {
         *       "in": "query",
         *       "pointer": "/pageSize",
         *       "keyword": "maximum",
         *       "detail": "must be at most 100"
         *     }
         */
        InvalidField: {
            /** @description Part of the request that holds the faulty value. */
            in: components["schemas"]["RequestPart"];
            /** @description JSON Pointer (RFC 6901) into that part: `/interests/0/name` in a body, `/pageSize` for the query parameter of that name. Empty when the part as a whole is meant. */
            pointer: string;
            /** @description JSON Schema keyword that failed, for example `required`, `type`, `format`, `maxLength`. */
            keyword: string;
            /** @description What is wrong, in words that can be shown beside the field. */
            detail: string;
        };
        /**
         * IsoDate
         * Format: date
         * @description A calendar day, `YYYY-MM-DD`. Days that do not exist (30 February) are refused.
         * @example 2026-03-21
         */
        IsoDate: string;
        /**
         * IsoDateTime
         * @description A point in time: ISO 8601 in UTC with milliseconds and `Z`, always in exactly this shape, so that values can be compared and sorted as strings.
         * @example 2026-03-14T07:20:55.120Z
         */
        IsoDateTime: string;
        /**
         * IsoTime24hr
         * @description A time of day on the 24-hour clock, `HH:MM` or `HH:MM:SS`, from 00:00 to 23:59:59. In availability maps it is UTC: convert it with the offset of the reader.
         * @example 09:00
         * @example 17:30:00
         */
        IsoTime24hr: string;
        /**
         * License
         * @description A volunteer's professional license.
         * @example {
         *       "id": "RN-2019-004417"
         *     }
         */
        License: {
            /** @description Number or code of the license, as its issuer wrote it. At most 80 characters, a limit of this server. */
            id?: string;
        };
        /**
         * Location
         * @description Where a user lives, as names, not codes. Unset parts are left out.
         * @example {
         *       "city": "Portland",
         *       "country": "United States",
         *       "state": "Oregon"
         *     }
         */
        Location: {
            /** @description Name of the city. At most 100 characters, a limit of this server. */
            city?: string;
            /** @description Name of the country. At most 100 characters, a limit of this server. */
            country?: string;
            /** @description Name of the state or region. At most 100 characters, a limit of this server. */
            state?: string;
        };
        /**
         * Me
         * @description The caller's own user after the change.
         * @example {
         *       "me": {
         *         "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *         "name": "Daniel Ortiz",
         *         "age": 29,
         *         "bio": "Nurse and good listener.",
         *         "gender": "male",
         *         "location": {
         *           "city": "Salem",
         *           "country": "United States",
         *           "state": "Oregon"
         *         },
         *         "picture": {
         *           "sm": {
         *             "mimeType": "image/webp",
         *             "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/sm.webp"
         *           },
         *           "org": {
         *             "mimeType": "image/jpeg",
         *             "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"
         *           }
         *         },
         *         "rating": 4.6,
         *         "type": "volunteer",
         *         "email": "daniel.ortiz@example.com",
         *         "viewer": {
         *           "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *         },
         *         "availability": {
         *           "custom": {
         *             "2026-03-21": [
         *               {
         *                 "start": "09:00:00",
         *                 "end": "12:00:00"
         *               },
         *               {
         *                 "start": "14:00:00",
         *                 "end": "16:00:00"
         *               }
         *             ],
         *             "2026-03-25": []
         *           },
         *           "weekly": {
         *             "mon": [
         *               {
         *                 "start": "09:00:00",
         *                 "end": "12:00:00"
         *               }
         *             ],
         *             "thur": [
         *               {
         *                 "start": "18:00:00",
         *                 "end": "21:00:00"
         *               }
         *             ],
         *             "sat": [
         *               {
         *                 "start": "22:00:00",
         *                 "end": "01:00:00"
         *               }
         *             ]
         *           },
         *           "bookedSlots": {
         *             "custom": {
         *               "2026-03-21": [
         *                 {
         *                   "start": "09:00:00",
         *                   "end": "10:00:00"
         *                 }
         *               ]
         *             },
         *             "weekly": {
         *               "thur": [
         *                 {
         *                   "start": "18:00:00",
         *                   "end": "19:00:00"
         *                 }
         *               ]
         *             }
         *           }
         *         },
         *         "dailyInfo": {
         *           "totalCalls": 2
         *         },
         *         "interests": [
         *           {
         *             "id": "0199c2f0-1c50-7230-8dd0-5f3e6fa01110",
         *             "name": "photography",
         *             "emoji": "📷",
         *             "iconSrc": "https://files.talkamie.com/interests/photography.svg"
         *           },
         *           {
         *             "id": "0199c2f0-1c75-7353-80ad-5f3ead7df221",
         *             "name": "swimming",
         *             "emoji": "🏊"
         *           }
         *         ],
         *         "language": "English",
         *         "timezoneOffset": 480,
         *         "totalReviews": 12,
         *         "verification": {
         *           "verified": true,
         *           "basic": {
         *             "status": "complete"
         *           },
         *           "admin": {
         *             "status": "complete"
         *           },
         *           "background": {
         *             "status": "complete"
         *           }
         *         },
         *         "video": {
         *           "org": {
         *             "mimeType": "video/mp4",
         *             "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/video/org.mp4"
         *           }
         *         },
         *         "specialization": {
         *           "area": "Geriatric Nursing"
         *         },
         *         "dob": "1996-08-17",
         *         "fileDirPath": "user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *         "ledger": {
         *           "coins": {
         *             "balance": 1250.5
         *           },
         *           "paypal": {
         *             "email": "daniel.ortiz@example.com"
         *           }
         *         },
         *         "preferences": {
         *           "call": {
         *             "maxCount": 5,
         *             "maxDuration": 900
         *           },
         *           "notifications": {
         *             "push": {
         *               "enabled": true
         *             }
         *           }
         *         },
         *         "totalConnections": 7,
         *         "totalPendingRequests": 2,
         *         "totalUnreadAlerts": 3,
         *         "totalUnreadChats": 1,
         *         "visibility": "seniors",
         *         "license": {
         *           "id": "RN-2019-004417"
         *         },
         *         "licence": {
         *           "id": "RN-2019-004417"
         *         },
         *         "certificate": {
         *           "file": {
         *             "org": {
         *               "mimeType": "application/pdf",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/certificate/org.pdf"
         *             }
         *           },
         *           "state": "Oregon"
         *         },
         *         "support": {
         *           "ticket": {
         *             "id": "0199c2f0-1be1-7ec7-8539-5f3db6066ddd",
         *             "user": {
         *               "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *               "name": "Daniel Ortiz"
         *             },
         *             "status": "open"
         *           }
         *         }
         *       }
         *     }
         */
        Me: {
            /** @description The caller's own view of themselves. */
            me: components["schemas"]["ExtendedUser"];
        };
        /**
         * MeAnswer
         * @description Me in the envelope of every answer.
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "data": {
         *         "me": {
         *           "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *           "name": "Daniel Ortiz",
         *           "age": 29,
         *           "bio": "Nurse and good listener.",
         *           "gender": "male",
         *           "location": {
         *             "city": "Salem",
         *             "country": "United States",
         *             "state": "Oregon"
         *           },
         *           "picture": {
         *             "sm": {
         *               "mimeType": "image/webp",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/sm.webp"
         *             },
         *             "org": {
         *               "mimeType": "image/jpeg",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"
         *             }
         *           },
         *           "rating": 4.6,
         *           "type": "volunteer",
         *           "email": "daniel.ortiz@example.com",
         *           "viewer": {
         *             "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *           },
         *           "availability": {
         *             "custom": {
         *               "2026-03-21": [
         *                 {
         *                   "start": "09:00:00",
         *                   "end": "12:00:00"
         *                 },
         *                 {
         *                   "start": "14:00:00",
         *                   "end": "16:00:00"
         *                 }
         *               ],
         *               "2026-03-25": []
         *             },
         *             "weekly": {
         *               "mon": [
         *                 {
         *                   "start": "09:00:00",
         *                   "end": "12:00:00"
         *                 }
         *               ],
         *               "thur": [
         *                 {
         *                   "start": "18:00:00",
         *                   "end": "21:00:00"
         *                 }
         *               ],
         *               "sat": [
         *                 {
         *                   "start": "22:00:00",
         *                   "end": "01:00:00"
         *                 }
         *               ]
         *             },
         *             "bookedSlots": {
         *               "custom": {
         *                 "2026-03-21": [
         *                   {
         *                     "start": "09:00:00",
         *                     "end": "10:00:00"
         *                   }
         *                 ]
         *               },
         *               "weekly": {
         *                 "thur": [
         *                   {
         *                     "start": "18:00:00",
         *                     "end": "19:00:00"
         *                   }
         *                 ]
         *               }
         *             }
         *           },
         *           "dailyInfo": {
         *             "totalCalls": 2
         *           },
         *           "interests": [
         *             {
         *               "id": "0199c2f0-1c50-7230-8dd0-5f3e6fa01110",
         *               "name": "photography",
         *               "emoji": "📷",
         *               "iconSrc": "https://files.talkamie.com/interests/photography.svg"
         *             },
         *             {
         *               "id": "0199c2f0-1c75-7353-80ad-5f3ead7df221",
         *               "name": "swimming",
         *               "emoji": "🏊"
         *             }
         *           ],
         *           "language": "English",
         *           "timezoneOffset": 480,
         *           "totalReviews": 12,
         *           "verification": {
         *             "verified": true,
         *             "basic": {
         *               "status": "complete"
         *             },
         *             "admin": {
         *               "status": "complete"
         *             },
         *             "background": {
         *               "status": "complete"
         *             }
         *           },
         *           "video": {
         *             "org": {
         *               "mimeType": "video/mp4",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/video/org.mp4"
         *             }
         *           },
         *           "specialization": {
         *             "area": "Geriatric Nursing"
         *           },
         *           "dob": "1996-08-17",
         *           "fileDirPath": "user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *           "ledger": {
         *             "coins": {
         *               "balance": 1250.5
         *             },
         *             "paypal": {
         *               "email": "daniel.ortiz@example.com"
         *             }
         *           },
         *           "preferences": {
         *             "call": {
         *               "maxCount": 5,
         *               "maxDuration": 900
         *             },
         *             "notifications": {
         *               "push": {
         *                 "enabled": true
         *               }
         *             }
         *           },
         *           "totalConnections": 7,
         *           "totalPendingRequests": 2,
         *           "totalUnreadAlerts": 3,
         *           "totalUnreadChats": 1,
         *           "visibility": "seniors",
         *           "license": {
         *             "id": "RN-2019-004417"
         *           },
         *           "licence": {
         *             "id": "RN-2019-004417"
         *           },
         *           "certificate": {
         *             "file": {
         *               "org": {
         *                 "mimeType": "application/pdf",
         *                 "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/certificate/org.pdf"
         *               }
         *             },
         *             "state": "Oregon"
         *           },
         *           "support": {
         *             "ticket": {
         *               "id": "0199c2f0-1be1-7ec7-8539-5f3db6066ddd",
         *               "user": {
         *                 "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *                 "name": "Daniel Ortiz"
         *               },
         *               "status": "open"
         *             }
         *           }
         *         }
         *       }
         *     }
         */
        MeAnswer: {
            /** @description Always true in an answer; false in an error. */
            success: boolean;
            /**
             * Format: int32
             * @description The HTTP status, once more.
             */
            statusCode: number;
            /** @description A sentence that may be shown to the user, where the operation has one. */
            message?: string;
            data: components["schemas"]["Me"];
        };
        /**
         * MessageMark
         * @description What became of a message at its reader's.
         * @example {
         *       "status": "read"
         *     }
         */
        MessageMark: {
            /** @description `delivered` or `read`; `sent` changes nothing. */
            status: components["schemas"]["DeliveryStatus"];
        };
        /**
         * MessageRequestAlert
         * @description An alert of type `message-request`.
         * @example {
         *       "id": "0199c2f0-1ce4-76bc-8944-5f3f67179554",
         *       "timestamp": "2026-03-14T06:00:00.000Z",
         *       "type": "message-request",
         *       "requestStatus": "pending",
         *       "chat": {
         *         "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333",
         *         "type": "message",
         *         "timestamp": "2026-03-14T07:20:55.120Z",
         *         "request": {
         *           "id": "0199c2f0-1ab9-75af-8e51-5f3bc7176555",
         *           "text": "Hello Margaret, I grow roses too. May I write to you?",
         *           "timestamp": "2026-03-12T16:02:11.430Z",
         *           "delivery": {
         *             "status": "read",
         *             "at": "2026-03-12T17:40:00.000Z"
         *           },
         *           "status": "pending",
         *           "sender": {
         *             "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *           }
         *         },
         *         "user": {
         *           "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *           "name": "Daniel Ortiz",
         *           "age": 29,
         *           "bio": "Nurse and good listener.",
         *           "gender": "male",
         *           "location": {
         *             "city": "Salem",
         *             "country": "United States",
         *             "state": "Oregon"
         *           },
         *           "picture": {
         *             "sm": {
         *               "mimeType": "image/webp",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/sm.webp"
         *             },
         *             "org": {
         *               "mimeType": "image/jpeg",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"
         *             }
         *           },
         *           "rating": 4.6,
         *           "type": "volunteer"
         *         },
         *         "totalUnreadMessages": 1
         *       }
         *     }
         */
        MessageRequestAlert: components["schemas"]["AlertHead"] & components["schemas"]["AlertTypeMessageRequest"] & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "message-request";
        };
        /**
         * MessageRequestBody
         * @description Body of "send message request": the first words to a user with whom the caller is not connected.
         * @example {
         *       "text": "Hello Margaret, I grow roses too. May I write to you?"
         *     }
         */
        MessageRequestBody: {
            /** @description The text. It must contain something other than white space. 1 to 4000 characters, a limit of this server. */
            text: string;
        };
        /**
         * MessageRequestSent
         * @description Answer of "send message request".
         * @example {
         *       "chat": {
         *         "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333",
         *         "request": {
         *           "id": "0199c2f0-1ab9-75af-8e51-5f3bc7176555",
         *           "text": "Hello Margaret, I grow roses too. May I write to you?",
         *           "timestamp": "2026-03-12T16:02:11.430Z",
         *           "delivery": {
         *             "status": "read",
         *             "at": "2026-03-12T17:40:00.000Z"
         *           },
         *           "status": "pending",
         *           "sender": {
         *             "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *           }
         *         }
         *       },
         *       "message": {
         *         "id": "0199c2f0-1ab9-75af-8e51-5f3bc7176555",
         *         "type": "text",
         *         "text": "Hello Margaret, I grow roses too. May I write to you?",
         *         "timestamp": "2026-03-12T16:02:11.430Z",
         *         "sender": {
         *           "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *           "name": "Daniel Ortiz"
         *         },
         *         "delivery": {
         *           "status": "sent",
         *           "at": "2026-03-12T16:02:11.430Z"
         *         },
         *         "isRequest": true
         *       }
         *     }
         */
        MessageRequestSent: {
            /** @description The chat that now exists, with the pending request. */
            chat: components["schemas"]["ChatWithRequest"];
            /** @description The text of the request in the form of a message; `isRequest` is true. */
            message: components["schemas"]["BasicChatMessage"];
        };
        /**
         * MessageRequestSentAnswer
         * @description MessageRequestSent in the envelope of every answer.
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "data": {
         *         "chat": {
         *           "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333",
         *           "request": {
         *             "id": "0199c2f0-1ab9-75af-8e51-5f3bc7176555",
         *             "text": "Hello Margaret, I grow roses too. May I write to you?",
         *             "timestamp": "2026-03-12T16:02:11.430Z",
         *             "delivery": {
         *               "status": "read",
         *               "at": "2026-03-12T17:40:00.000Z"
         *             },
         *             "status": "pending",
         *             "sender": {
         *               "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *             }
         *           }
         *         },
         *         "message": {
         *           "id": "0199c2f0-1ab9-75af-8e51-5f3bc7176555",
         *           "type": "text",
         *           "text": "Hello Margaret, I grow roses too. May I write to you?",
         *           "timestamp": "2026-03-12T16:02:11.430Z",
         *           "sender": {
         *             "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *             "name": "Daniel Ortiz"
         *           },
         *           "delivery": {
         *             "status": "sent",
         *             "at": "2026-03-12T16:02:11.430Z"
         *           },
         *           "isRequest": true
         *         }
         *       }
         *     }
         */
        MessageRequestSentAnswer: {
            /** @description Always true in an answer; false in an error. */
            success: boolean;
            /**
             * Format: int32
             * @description The HTTP status, once more.
             */
            statusCode: number;
            /** @description A sentence that may be shown to the user, where the operation has one. */
            message?: string;
            data: components["schemas"]["MessageRequestSent"];
        };
        /**
         * MimeType
         * @description MIME type of a file, without parameters. Empty when the browser does not know it; then the file is treated as `application/octet-stream`. At most 127 characters, a limit of this server.
         * @example image/jpeg
         */
        MimeType: string;
        /**
         * NullableFullSupportTicketAnswer
         * @description FullSupportTicket in the envelope of every answer.
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "data": {
         *         "id": "0199c2f0-1be1-7ec7-8539-5f3db6066ddd",
         *         "status": "open",
         *         "user": {
         *           "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *           "name": "Margaret Ellis",
         *           "picture": {
         *             "sm": {
         *               "mimeType": "image/webp",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/sm.webp"
         *             },
         *             "org": {
         *               "mimeType": "image/jpeg",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/org.jpg"
         *             }
         *           },
         *           "type": "senior"
         *         }
         *       }
         *     }
         */
        NullableFullSupportTicketAnswer: {
            /** @description Always true in an answer; false in an error. */
            success: boolean;
            /**
             * Format: int32
             * @description The HTTP status, once more.
             */
            statusCode: number;
            /** @description A sentence that may be shown to the user, where the operation has one. */
            message?: string;
            /** @description null when there is none. */
            data: components["schemas"]["FullSupportTicket"] | null;
        };
        /**
         * OneTransaction
         * @description Answer of operations about one transaction.
         * @example {
         *       "transaction": {
         *         "id": "0199c2f0-1bbc-7da4-825c-5f3d78288ccc",
         *         "type": "withdrawal",
         *         "intent": "withdraw",
         *         "status": "pending",
         *         "funds": {
         *           "amount": 1200,
         *           "currency": "usd"
         *         },
         *         "coins": {
         *           "amount": 1200
         *         },
         *         "timestamp": "2026-03-14T09:30:00.000Z"
         *       }
         *     }
         */
        OneTransaction: {
            /** @description The transaction. */
            transaction: components["schemas"]["BasicTransaction"];
        };
        /**
         * OneTransactionAnswer
         * @description OneTransaction in the envelope of every answer.
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "data": {
         *         "transaction": {
         *           "id": "0199c2f0-1bbc-7da4-825c-5f3d78288ccc",
         *           "type": "withdrawal",
         *           "intent": "withdraw",
         *           "status": "pending",
         *           "funds": {
         *             "amount": 1200,
         *             "currency": "usd"
         *           },
         *           "coins": {
         *             "amount": 1200
         *           },
         *           "timestamp": "2026-03-14T09:30:00.000Z"
         *         }
         *       }
         *     }
         */
        OneTransactionAnswer: {
            /** @description Always true in an answer; false in an error. */
            success: boolean;
            /**
             * Format: int32
             * @description The HTTP status, once more.
             */
            statusCode: number;
            /** @description A sentence that may be shown to the user, where the operation has one. */
            message?: string;
            data: components["schemas"]["OneTransaction"];
        };
        /**
         * OtpBody
         * @description Body of "generate otp".
         * @example {
         *       "email": "margaret.ellis@example.com",
         *       "purpose": "sign-up"
         *     }
         * @example {
         *       "email": "daniel.ortiz@example.com"
         *     }
         */
        OtpBody: {
            /** @description Address that the code is sent to. */
            email: components["schemas"]["EmailAddress"];
            /** @description What the code is for. Left out, it serves for both. */
            purpose?: components["schemas"]["OtpPurpose"];
        };
        /**
         * OtpCode
         * @description The 4-digit code from the e-mail. As a string with leading zeros, or as a number without them: `"0427"` and 427 are the same code.
         * @example 0427
         * @example 4271
         */
        OtpCode: string | number;
        /**
         * OtpGenerated
         * @description Answer of "generate otp".
         * @example {}
         * @example {
         *       "otp": "0427"
         *     }
         */
        OtpGenerated: {
            /** @description The code itself, 4 digits. Only in the development stage; everywhere else it is sent by e-mail alone. */
            otp?: string;
        };
        /**
         * OtpGeneratedAnswer
         * @description OtpGenerated in the envelope of every answer.
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "data": {}
         *     }
         */
        OtpGeneratedAnswer: {
            /** @description Always true in an answer; false in an error. */
            success: boolean;
            /**
             * Format: int32
             * @description The HTTP status, once more.
             */
            statusCode: number;
            /** @description A sentence that may be shown to the user, where the operation has one. */
            message?: string;
            data: components["schemas"]["OtpGenerated"];
        };
        /**
         * OtpPurpose
         * @description What a code is for: to confirm an address before "sign up", or to allow "reset password".
         * @example sign-up
         * @example reset-password
         * @enum {string}
         */
        OtpPurpose: "sign-up" | "reset-password";
        /**
         * OtpVerification
         * @description Body of "verify otp".
         * @example {
         *       "email": "margaret.ellis@example.com",
         *       "code": "0427"
         *     }
         * @example {
         *       "email": "margaret.ellis@example.com",
         *       "code": 4271
         *     }
         */
        OtpVerification: {
            /** @description Address that the code was sent to. */
            email: components["schemas"]["EmailAddress"];
            /** @description The code. */
            code: components["schemas"]["OtpCode"];
        };
        /**
         * Pagination
         * @description What stands beside the `data` array of a list: where the next page starts.
         * @example {
         *       "lastEvaluatedKey": {
         *         "key": "Z2V0VXNlcnN8MTc3MzQ3Mjg1NTEyMDowMTk5YzJmMC0xYTRhLTcyNDYtODViYS01ZjNiMGQ3ZGMyMjI"
         *       }
         *     }
         * @example {}
         */
        Pagination: {
            /** @description Where the next page starts. Absent on the last page: ask on as long as it is present. */
            lastEvaluatedKey?: components["schemas"]["Cursor"];
            /**
             * Format: int32
             * @description Number of items on all pages together, as of this answer. Absent where the server does not count: no list of this server does. The numbers that apps show are on the caller's own profile (`totalConnections`, `totalPendingRequests`, …).
             */
            totalItems?: number;
        };
        /**
         * PasswordChange
         * @description Body of "change password".
         * @example {
         *       "oldPassword": "Tulips-1951",
         *       "newPassword": "Roses-and-Rain-7"
         *     }
         */
        PasswordChange: {
            /**
             * Format: password
             * @description The password as it is now. 1 to 128 characters.
             */
            oldPassword: string;
            /**
             * Format: password
             * @description The password from now on. 8 to 128 characters, a rule of this server.
             */
            newPassword: string;
        };
        /**
         * Ping
         * @description Keeps the connection open. The server answers at once.
         * @example {
         *       "action": "ping"
         *     }
         */
        Ping: {
            /** @description Name of the action: the dotted name, or the older hyphenated one that the AsyncAPI document lists. */
            action: string;
        };
        /**
         * Problem
         * @description The body of every answer with a 4xx or 5xx status: a problem document after RFC 9457, and beside it the four fields that Talkamie clients read (`success`, `statusCode`, `error`, `message`). Show `error` to people; branch on `code`.
         * @example {
         *       "type": "/docs/errors/connection/not-found",
         *       "title": "No such connection",
         *       "status": 404,
         *       "detail": "You are not connected to this user.",
         *       "instance": "/v1/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/connection/disconnect",
         *       "code": "connection/not-found",
         *       "requestId": "0199c2f0-1d78-7b48-84b8-5f405e8f1998",
         *       "success": false,
         *       "statusCode": 404,
         *       "error": "You are not connected to this user.",
         *       "message": "You are not connected to this user."
         *     }
         * @example {
         *       "type": "/docs/errors/request/invalid",
         *       "title": "Invalid request",
         *       "status": 422,
         *       "detail": "2 values break the rules of this operation.",
         *       "instance": "/v1/users",
         *       "code": "request/invalid",
         *       "errors": [
         *         {
         *           "in": "body",
         *           "pointer": "/email",
         *           "keyword": "format",
         *           "detail": "must be an e-mail address"
         *         },
         *         {
         *           "in": "query",
         *           "pointer": "/pageSize",
         *           "keyword": "maximum",
         *           "detail": "must be at most 100"
         *         }
         *       ],
         *       "requestId": "0199c2f0-1d9d-7c6b-8795-5f409c6cfaa9",
         *       "success": false,
         *       "statusCode": 422,
         *       "error": "2 values break the rules of this operation.",
         *       "message": "2 values break the rules of this operation."
         *     }
         */
        Problem: {
            /** @description URI reference of the page that explains this kind of problem. One per `code`. */
            type: string;
            /** @description Short name of this kind of problem. The same for every occurrence. */
            title: string;
            /**
             * Format: int32
             * @description HTTP status of the answer, repeated in the body.
             */
            status: number;
            /** @description What went wrong in this request. Absent when `title` says it all. */
            detail?: string;
            /** @description URI reference of this one occurrence: the path of the request. */
            instance?: string;
            /** @description Stable machine-readable code, family and name. The registry of codes lists all of them. */
            code: string;
            /** @description All faults that the validation found. Only present with `request/invalid`. */
            errors?: components["schemas"]["InvalidField"][];
            /** @description Id of this request. Quote it when asking support. */
            requestId: string;
            /** @description Always `false` here: the field by which clients tell failures from successes. */
            success: boolean;
            /**
             * Format: int32
             * @description The same number as `status`, under the name that the success envelope uses.
             */
            statusCode: number;
            /** @description Readable sentence for a toast. Always a string. */
            error: string;
            /** @description The same sentence as `error`, under the name that the success envelope uses. */
            message: string;
        };
        /**
         * PushNotificationJsonData
         * @description The data part of a push message to a device. A flat map of strings, because push services carry nothing else; of the subject ids only the one that fits `type` is present.
         * @example {
         *       "action": "alert.new",
         *       "alertId": "0199c2f0-1cbf-7599-8667-5f3f2939b443",
         *       "type": "connect-request",
         *       "timestamp": "2026-03-14T07:00:00.000Z",
         *       "connectRequestId": "0199c2f0-1a94-748c-8b74-5f3b89398444",
         *       "title": "New connect request",
         *       "body": "Margaret Ellis sent you a connect request"
         *     }
         */
        PushNotificationJsonData: {
            /**
             * @description Name of the WebSocket event with the same news.
             * @enum {string}
             */
            action?: "alert.new";
            /** @description Id of the alert. */
            alertId?: components["schemas"]["Id"];
            /** @description What the alert is about. */
            type?: components["schemas"]["AlertKind"];
            /** @description When the alert was raised. */
            timestamp?: components["schemas"]["IsoDateTime"];
            /** @description Id of the schedule, for type `schedule`. */
            scheduleId?: components["schemas"]["Id"];
            /** @description Id of the request, for type `connect-request`. */
            connectRequestId?: components["schemas"]["Id"];
            /** @description Id of the chat, for type `message-request`. */
            chatId?: components["schemas"]["Id"];
            /** @description Id of the review, for type `review`. */
            reviewId?: components["schemas"]["Id"];
            /** @description Id of the transaction, for type `transaction`. */
            transactionId?: components["schemas"]["Id"];
            /** @description Headline of the notification. At most 60 characters. */
            title?: string;
            /** @description Text of the notification. Longer names are cut in it. At most 200 characters. */
            body?: string;
        };
        /**
         * RatingSummary
         * @description A reviewed user's rating after a change.
         * @example {
         *       "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *       "rating": 4.6,
         *       "totalReviews": 12
         *     }
         */
        RatingSummary: {
            /** @description Id of the reviewed user. */
            id: components["schemas"]["Id"];
            /** @description Mean of all stars, 0 to 5; 0 without reviews. */
            rating: number;
            /**
             * Format: int32
             * @description Number of reviews about the user.
             */
            totalReviews: number;
        };
        /**
         * Recurrence
         * @description How a scheduled call repeats. Single calls have no recurrence at all.
         * @example daily
         * @example weekly
         * @enum {string}
         */
        Recurrence: "daily" | "weekly";
        /**
         * RecurrenceChoice
         * @description How a call shall repeat. `daily` and `weekly` need a slot inside the volunteer's weekly availability; the first time counts.
         * @example none
         * @example daily
         * @example weekly
         * @enum {string}
         */
        RecurrenceChoice: "none" | "daily" | "weekly";
        /**
         * Reference
         * @description A pointer to another object by its id alone.
         * @example {
         *       "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333"
         *     }
         */
        Reference: {
            /** @description Id of the object that is meant. */
            id: components["schemas"]["Id"];
        };
        /**
         * RefreshBody
         * @description Body of "refresh": exchanges a refresh token for a new pair of tokens.
         * @example {
         *       "refresh": "tkr_Qe7uFj3NaRk5tWyBv0XoGm2S"
         *     }
         */
        RefreshBody: {
            /** @description The refresh token from "sign in" or "sign up". At most 2048 characters, a limit of this server. */
            refresh: string;
        };
        /**
         * RejectCall
         * @description Turns a call down that rings.
         * @example {
         *       "action": "reject-call",
         *       "callId": "0199c2f0-1e2c-7b4d-9a51-5f41c2d3e777"
         *     }
         */
        RejectCall: {
            /** @description Name of the action; calls have hyphenated names in both dialects. */
            action: string;
            /** @description The call. */
            callId: components["schemas"]["Id"];
        };
        /**
         * RequestPart
         * @description The part of a request in which a fault was found: its JSON body, path, query string or headers.
         * @example body
         * @example path
         * @example query
         * @example header
         * @enum {string}
         */
        RequestPart: "body" | "path" | "query" | "header";
        /**
         * ResetPasswordBody
         * @description Body of "reset password": a code from "generate otp" takes the place of the forgotten password.
         * @example {
         *       "email": "margaret.ellis@example.com",
         *       "code": "0427",
         *       "newPassword": "Roses-and-Rain-7"
         *     }
         */
        ResetPasswordBody: {
            /** @description Address of the account. */
            email: components["schemas"]["EmailAddress"];
            /** @description The code that was sent to that address. */
            code: components["schemas"]["OtpCode"];
            /**
             * Format: password
             * @description The password from now on. 8 to 128 characters, a rule of this server.
             */
            newPassword: string;
        };
        /**
         * ReviewAlert
         * @description An alert of type `review`.
         * @example {
         *       "id": "0199c2f0-1d09-77df-8c21-5f3fa4f57665",
         *       "timestamp": "2026-03-14T05:00:00.000Z",
         *       "status": "read",
         *       "type": "review",
         *       "review": {
         *         "id": "0199c2f0-1b72-7b5e-8ca2-5f3cfc6ccaaa",
         *         "rate": 5,
         *         "text": "Daniel listens well and never hurries.",
         *         "rater": {
         *           "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *           "name": "Margaret Ellis",
         *           "picture": {
         *             "sm": {
         *               "mimeType": "image/webp",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/sm.webp"
         *             },
         *             "org": {
         *               "mimeType": "image/jpeg",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/org.jpg"
         *             }
         *           },
         *           "type": "senior"
         *         },
         *         "timestamp": "2026-03-11T10:15:00.000Z"
         *       }
         *     }
         */
        ReviewAlert: components["schemas"]["AlertHead"] & components["schemas"]["AlertTypeReview"] & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "review";
        };
        /**
         * ReviewBody
         * @description Body of "review a user". Connected users only; one review per pair.
         * @example {
         *       "text": "Daniel listens well and never hurries.",
         *       "rate": 5
         *     }
         */
        ReviewBody: {
            /** @description What the caller thinks. It must contain something other than white space. 1 to 2000 characters, a limit of this server. */
            text: string;
            /**
             * Format: int32
             * @description Stars to give. 1 to 5 stars.
             */
            rate: number;
        };
        /**
         * ReviewDeleted
         * @description Answer of "delete review".
         * @example {
         *       "user": {
         *         "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *         "rating": 4.5,
         *         "totalReviews": 11
         *       }
         *     }
         */
        ReviewDeleted: {
            /** @description The formerly reviewed user's new rating. */
            user: components["schemas"]["RatingSummary"];
        };
        /**
         * ReviewDeletedAnswer
         * @description ReviewDeleted in the envelope of every answer.
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "data": {
         *         "user": {
         *           "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *           "rating": 4.5,
         *           "totalReviews": 11
         *         }
         *       }
         *     }
         */
        ReviewDeletedAnswer: {
            /** @description Always true in an answer; false in an error. */
            success: boolean;
            /**
             * Format: int32
             * @description The HTTP status, once more.
             */
            statusCode: number;
            /** @description A sentence that may be shown to the user, where the operation has one. */
            message?: string;
            data: components["schemas"]["ReviewDeleted"];
        };
        /**
         * ReviewSaved
         * @description Answer of "review a user" and "update review".
         * @example {
         *       "review": {
         *         "id": "0199c2f0-1b72-7b5e-8ca2-5f3cfc6ccaaa",
         *         "rate": 5,
         *         "text": "Daniel listens well and never hurries.",
         *         "rater": {
         *           "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *           "name": "Margaret Ellis",
         *           "picture": {
         *             "sm": {
         *               "mimeType": "image/webp",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/sm.webp"
         *             },
         *             "org": {
         *               "mimeType": "image/jpeg",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/org.jpg"
         *             }
         *           },
         *           "type": "senior"
         *         },
         *         "timestamp": "2026-03-11T10:15:00.000Z"
         *       },
         *       "user": {
         *         "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *         "rating": 4.6,
         *         "totalReviews": 12
         *       }
         *     }
         */
        ReviewSaved: {
            /** @description The review as it is stored now. */
            review: components["schemas"]["FullReview"];
            /** @description The reviewed user's new rating. */
            user: components["schemas"]["RatingSummary"];
        };
        /**
         * ReviewSavedAnswer
         * @description ReviewSaved in the envelope of every answer.
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "data": {
         *         "review": {
         *           "id": "0199c2f0-1b72-7b5e-8ca2-5f3cfc6ccaaa",
         *           "rate": 5,
         *           "text": "Daniel listens well and never hurries.",
         *           "rater": {
         *             "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *             "name": "Margaret Ellis",
         *             "picture": {
         *               "sm": {
         *                 "mimeType": "image/webp",
         *                 "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/sm.webp"
         *               },
         *               "org": {
         *                 "mimeType": "image/jpeg",
         *                 "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/org.jpg"
         *               }
         *             },
         *             "type": "senior"
         *           },
         *           "timestamp": "2026-03-11T10:15:00.000Z"
         *         },
         *         "user": {
         *           "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *           "rating": 4.6,
         *           "totalReviews": 12
         *         }
         *       }
         *     }
         */
        ReviewSavedAnswer: {
            /** @description Always true in an answer; false in an error. */
            success: boolean;
            /**
             * Format: int32
             * @description The HTTP status, once more.
             */
            statusCode: number;
            /** @description A sentence that may be shown to the user, where the operation has one. */
            message?: string;
            data: components["schemas"]["ReviewSaved"];
        };
        /**
         * ReviewUpdate
         * @description Body of "update review". What is left out stays as it is.
         * @example {
         *       "rate": 4
         *     }
         * @example {
         *       "text": "Still very good company.",
         *       "rate": 5
         *     }
         */
        ReviewUpdate: {
            /** @description New text. It must contain something other than white space. 1 to 2000 characters, a limit of this server. */
            text?: string;
            /**
             * Format: int32
             * @description New stars. 1 to 5 stars.
             */
            rate?: number;
        };
        /**
         * ScheduleAlert
         * @description An alert of type `schedule`.
         * @example {
         *       "id": "0199c2f0-1c9a-7476-838a-5f3eeb5bd332",
         *       "timestamp": "2026-03-14T08:00:00.000Z",
         *       "type": "schedule",
         *       "schedule": {
         *         "id": "0199c2f0-1b28-7918-86e8-5f3c80b10888",
         *         "type": "video",
         *         "title": "Meeting with Daniel Ortiz",
         *         "timeslot": {
         *           "from": "2026-03-21T09:00:00.000Z",
         *           "to": "2026-03-21T10:00:00.000Z"
         *         },
         *         "status": "upcoming",
         *         "recurrence": "weekly",
         *         "attendee": {
         *           "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *           "name": "Daniel Ortiz",
         *           "picture": {
         *             "sm": {
         *               "mimeType": "image/webp",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/sm.webp"
         *             },
         *             "org": {
         *               "mimeType": "image/jpeg",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"
         *             }
         *           },
         *           "type": "volunteer"
         *         }
         *       },
         *       "chat": {
         *         "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333",
         *         "type": "message",
         *         "timestamp": "2026-03-14T07:20:55.120Z",
         *         "request": {
         *           "id": "0199c2f0-1ab9-75af-8e51-5f3bc7176555",
         *           "text": "Hello Margaret, I grow roses too. May I write to you?",
         *           "timestamp": "2026-03-12T16:02:11.430Z",
         *           "delivery": {
         *             "status": "read",
         *             "at": "2026-03-12T17:40:00.000Z"
         *           },
         *           "status": "accepted",
         *           "sender": {
         *             "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *           }
         *         },
         *         "user": {
         *           "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *           "name": "Daniel Ortiz",
         *           "age": 29,
         *           "bio": "Nurse and good listener.",
         *           "gender": "male",
         *           "location": {
         *             "city": "Salem",
         *             "country": "United States",
         *             "state": "Oregon"
         *           },
         *           "picture": {
         *             "sm": {
         *               "mimeType": "image/webp",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/sm.webp"
         *             },
         *             "org": {
         *               "mimeType": "image/jpeg",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"
         *             }
         *           },
         *           "rating": 4.6,
         *           "type": "volunteer"
         *         },
         *         "lastMessage": {
         *           "id": "0199c2f0-1ade-76d2-812e-5f3c04f54666",
         *           "type": "text",
         *           "text": "Good morning! How are your tulips?",
         *           "timestamp": "2026-03-14T07:20:55.120Z",
         *           "sender": {
         *             "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *             "name": "Daniel Ortiz"
         *           },
         *           "delivery": {
         *             "status": "delivered",
         *             "at": "2026-03-14T07:20:56.004Z"
         *           }
         *         },
         *         "totalUnreadMessages": 2
         *       },
         *       "message": {
         *         "id": "0199c2f0-1b03-77f5-840b-5f3c42d32777",
         *         "type": "schedule",
         *         "schedule": {
         *           "id": "0199c2f0-1b28-7918-86e8-5f3c80b10888",
         *           "type": "video",
         *           "title": "Meeting with Daniel Ortiz",
         *           "timeslot": {
         *             "from": "2026-03-21T09:00:00.000Z",
         *             "to": "2026-03-21T10:00:00.000Z"
         *           },
         *           "status": "upcoming",
         *           "recurrence": "weekly"
         *         },
         *         "timestamp": "2026-03-14T08:00:00.000Z",
         *         "sender": {
         *           "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *           "name": "Margaret Ellis"
         *         },
         *         "delivery": {
         *           "status": "sent",
         *           "at": "2026-03-14T08:00:00.000Z"
         *         }
         *       }
         *     }
         */
        ScheduleAlert: components["schemas"]["AlertHead"] & components["schemas"]["AlertTypeSchedule"] & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "schedule";
        };
        /**
         * ScheduleBody
         * @description Body of "schedule a call".
         * @example {
         *       "title": "Meeting with Daniel Ortiz",
         *       "type": "video",
         *       "recurrence": "none",
         *       "startDateTime": "2026-03-21T09:00:00.000Z",
         *       "endDateTime": "2026-03-21T10:00:00.000Z"
         *     }
         * @example {
         *       "startDateTime": "2026-03-21T09:00:00.000Z",
         *       "endDateTime": "2026-03-21T10:00:00.000Z"
         *     }
         */
        ScheduleBody: {
            /** @description Title of the call. Left out or empty: "Meeting with" and the attendee's name. At most 120 characters, a limit of this server. */
            title?: string;
            /**
             * @description Audio or video. Left out: video.
             * @default video
             */
            type?: components["schemas"]["CallType"];
            /**
             * @description Whether and how the call repeats. Left out: it does not.
             * @default none
             */
            recurrence?: components["schemas"]["RecurrenceChoice"];
            /** @description Start of the call, UTC. Not in the past, and inside the volunteer's availability. */
            startDateTime: components["schemas"]["IsoDateTime"];
            /** @description End of the call, UTC. After the start, at most a day. */
            endDateTime: components["schemas"]["IsoDateTime"];
        };
        /**
         * ScheduleDeleted
         * @description Answer of "delete schedule".
         * @example {
         *       "schedule": {
         *         "id": "0199c2f0-1b28-7918-86e8-5f3c80b10888"
         *       },
         *       "me": {
         *         "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *         "name": "Margaret Ellis",
         *         "age": 74,
         *         "email": "margaret.ellis@example.com",
         *         "gender": "female",
         *         "location": {
         *           "city": "Portland",
         *           "country": "United States",
         *           "state": "Oregon"
         *         },
         *         "picture": {
         *           "sm": {
         *             "mimeType": "image/webp",
         *             "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/sm.webp"
         *           },
         *           "org": {
         *             "mimeType": "image/jpeg",
         *             "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/org.jpg"
         *           }
         *         },
         *         "rating": 4.8,
         *         "type": "senior",
         *         "viewer": {
         *           "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111"
         *         },
         *         "dailyInfo": {
         *           "totalCalls": 0
         *         },
         *         "dob": "1951-11-02",
         *         "interests": [
         *           {
         *             "id": "0199c2f0-1c50-7230-8dd0-5f3e6fa01110",
         *             "name": "photography",
         *             "emoji": "📷",
         *             "iconSrc": "https://files.talkamie.com/interests/photography.svg"
         *           }
         *         ],
         *         "language": "English",
         *         "ledger": {
         *           "coins": {
         *             "balance": 4200
         *           },
         *           "paypal": {}
         *         },
         *         "preferences": {
         *           "call": {
         *             "maxDuration": "unlimited"
         *           },
         *           "notifications": {
         *             "push": {
         *               "enabled": true
         *             }
         *           }
         *         },
         *         "timezoneOffset": 480,
         *         "totalConnections": 3,
         *         "totalPendingRequests": 0,
         *         "totalReviews": 5,
         *         "totalUnreadAlerts": 1,
         *         "totalUnreadChats": 0,
         *         "verification": {
         *           "verified": false,
         *           "basic": {
         *             "status": "pending"
         *           },
         *           "admin": {
         *             "status": "pending"
         *           },
         *           "background": {
         *             "status": "pending"
         *           }
         *         },
         *         "visibility": "public"
         *       }
         *     }
         */
        ScheduleDeleted: {
            /** @description The schedule that is gone. */
            schedule: components["schemas"]["Reference"];
            /** @description The caller's own user after the change. */
            me: components["schemas"]["ExtendedUser"];
        };
        /**
         * ScheduleDeletedAnswer
         * @description ScheduleDeleted in the envelope of every answer.
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "data": {
         *         "schedule": {
         *           "id": "0199c2f0-1b28-7918-86e8-5f3c80b10888"
         *         },
         *         "me": {
         *           "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *           "name": "Margaret Ellis",
         *           "age": 74,
         *           "email": "margaret.ellis@example.com",
         *           "gender": "female",
         *           "location": {
         *             "city": "Portland",
         *             "country": "United States",
         *             "state": "Oregon"
         *           },
         *           "picture": {
         *             "sm": {
         *               "mimeType": "image/webp",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/sm.webp"
         *             },
         *             "org": {
         *               "mimeType": "image/jpeg",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/org.jpg"
         *             }
         *           },
         *           "rating": 4.8,
         *           "type": "senior",
         *           "viewer": {
         *             "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111"
         *           },
         *           "dailyInfo": {
         *             "totalCalls": 0
         *           },
         *           "dob": "1951-11-02",
         *           "interests": [
         *             {
         *               "id": "0199c2f0-1c50-7230-8dd0-5f3e6fa01110",
         *               "name": "photography",
         *               "emoji": "📷",
         *               "iconSrc": "https://files.talkamie.com/interests/photography.svg"
         *             }
         *           ],
         *           "language": "English",
         *           "ledger": {
         *             "coins": {
         *               "balance": 4200
         *             },
         *             "paypal": {}
         *           },
         *           "preferences": {
         *             "call": {
         *               "maxDuration": "unlimited"
         *             },
         *             "notifications": {
         *               "push": {
         *                 "enabled": true
         *               }
         *             }
         *           },
         *           "timezoneOffset": 480,
         *           "totalConnections": 3,
         *           "totalPendingRequests": 0,
         *           "totalReviews": 5,
         *           "totalUnreadAlerts": 1,
         *           "totalUnreadChats": 0,
         *           "verification": {
         *             "verified": false,
         *             "basic": {
         *               "status": "pending"
         *             },
         *             "admin": {
         *               "status": "pending"
         *             },
         *             "background": {
         *               "status": "pending"
         *             }
         *           },
         *           "visibility": "public"
         *         }
         *       }
         *     }
         */
        ScheduleDeletedAnswer: {
            /** @description Always true in an answer; false in an error. */
            success: boolean;
            /**
             * Format: int32
             * @description The HTTP status, once more.
             */
            statusCode: number;
            /** @description A sentence that may be shown to the user, where the operation has one. */
            message?: string;
            data: components["schemas"]["ScheduleDeleted"];
        };
        /**
         * ScheduleStatus
         * @description Where a scheduled call is in time: over, running now, or still to come. Only upcoming ones can be changed.
         * @example past
         * @example on-going
         * @example upcoming
         * @enum {string}
         */
        ScheduleStatus: "past" | "on-going" | "upcoming";
        /**
         * ScheduleUpdate
         * @description Body of "update a schedule". What is left out stays as it is.
         * @example {
         *       "startDateTime": "2026-03-21T14:00:00.000Z",
         *       "endDateTime": "2026-03-21T15:00:00.000Z"
         *     }
         * @example {
         *       "title": "Film evening",
         *       "type": "audio",
         *       "recurrence": "weekly"
         *     }
         */
        ScheduleUpdate: {
            /** @description New title of the call; blank leaves it as it is. At most 120 characters, a limit of this server. */
            title?: string;
            /** @description New type. */
            type?: components["schemas"]["CallType"];
            /** @description New recurrence; `none` ends the repetition. */
            recurrence?: components["schemas"]["RecurrenceChoice"];
            /** @description New start, UTC. Not in the past, and inside the volunteer's availability. */
            startDateTime?: components["schemas"]["IsoDateTime"];
            /** @description New end, UTC. After the start, at most a day. */
            endDateTime?: components["schemas"]["IsoDateTime"];
        };
        /**
         * SignInBody
         * @description Body of "sign in".
         * @example {
         *       "email": "margaret.ellis@example.com",
         *       "password": "Tulips-1951"
         *     }
         * @example {
         *       "email": "daniel.ortiz@example.com"
         *     }
         */
        SignInBody: {
            /** @description Address of the account. */
            email: components["schemas"]["EmailAddress"];
            /**
             * Format: password
             * @description Password of the account. 1 to 128 characters. Left out, not sent empty, with `x-auth-provider`; needed otherwise.
             */
            password?: string;
        };
        /**
         * SignUpBody
         * @description Body of "sign up". The e-mail address must have been confirmed with "verify otp" shortly before, unless `x-auth-provider` is sent.
         * @example {
         *       "name": "Margaret Ellis",
         *       "email": "margaret.ellis@example.com",
         *       "password": "Tulips-1951",
         *       "type": "senior"
         *     }
         * @example {
         *       "name": "Daniel Ortiz",
         *       "email": "daniel.ortiz@example.com"
         *     }
         */
        SignUpBody: {
            /** @description Full name. 1 to 80 characters, a limit of this server, and not blank. */
            name: string;
            /** @description Address of the new account; unique. */
            email: components["schemas"]["EmailAddress"];
            /**
             * Format: password
             * @description Password of the new account. 8 to 128 characters, a rule of this server. Left out, not sent empty, with `x-auth-provider`; needed otherwise.
             */
            password?: string;
            /** @description Senior or volunteer. May be left out and chosen later with "update user". */
            type?: components["schemas"]["UserType"];
        };
        /**
         * Signal
         * @description Passes a WebRTC description or candidate on to the other person of the chat, unchanged. No answer.
         * @example {
         *       "action": "signal",
         *       "chatId": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333",
         *       "signal": {
         *         "type": "offer",
         *         "sdp": "v=0"
         *       }
         *     }
         * @example {
         *       "action": "signal",
         *       "chatId": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333",
         *       "signal": {
         *         "candidate": {
         *           "candidate": "candidate:1 1 UDP 2122252543 127.0.0.1 50000 typ host",
         *           "sdpMid": "0",
         *           "sdpMLineIndex": 0
         *         }
         *       }
         *     }
         */
        Signal: {
            /** @description Name of the action; calls have hyphenated names in both dialects. */
            action: string;
            /** @description The chat. */
            chatId: components["schemas"]["Id"];
            /** @description `{type, sdp}` or `{candidate}`, as the browser made it. */
            signal: {
                [key: string]: unknown;
            };
        };
        /**
         * SignedUrls
         * @description Answer of "files": an upload address for each announced file.
         * @example {
         *       "fileDirPath": "user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *       "items": {
         *         "picture": {
         *           "fileUrl": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg",
         *           "uploadUrl": "https://storage.talkamie.com/talkamie-files/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg?X-Expires=900&X-Signature=6f1c2b9e0d7a"
         *         },
         *         "certificate": {
         *           "fileUrl": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/certificate/org.pdf",
         *           "uploadUrl": "https://storage.talkamie.com/talkamie-files/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/certificate/org.pdf?X-Expires=900&X-Signature=b8804fd2c11e"
         *         }
         *       }
         *     }
         */
        SignedUrls: {
            /** @description Folder in which the files are stored. Send it with the next "update user". */
            fileDirPath: components["schemas"]["FileDirPath"];
            /** @description The addresses, by the keys of the request. */
            items: {
                [key: string]: components["schemas"]["UploadTarget"];
            };
        };
        /**
         * SignedUrlsAnswer
         * @description SignedUrls in the envelope of every answer.
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "data": {
         *         "fileDirPath": "user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *         "items": {
         *           "picture": {
         *             "fileUrl": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg",
         *             "uploadUrl": "https://storage.talkamie.com/talkamie-files/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg?X-Expires=900&X-Signature=6f1c2b9e0d7a"
         *           },
         *           "certificate": {
         *             "fileUrl": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/certificate/org.pdf",
         *             "uploadUrl": "https://storage.talkamie.com/talkamie-files/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/certificate/org.pdf?X-Expires=900&X-Signature=b8804fd2c11e"
         *           }
         *         }
         *       }
         *     }
         */
        SignedUrlsAnswer: {
            /** @description Always true in an answer; false in an error. */
            success: boolean;
            /**
             * Format: int32
             * @description The HTTP status, once more.
             */
            statusCode: number;
            /** @description A sentence that may be shown to the user, where the operation has one. */
            message?: string;
            data: components["schemas"]["SignedUrls"];
        };
        /**
         * SignedUrlsBody
         * @description Body of "files": asks for addresses to upload one or several files to.
         * @example {
         *       "type": "user",
         *       "fileDirPath": "user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *       "items": {
         *         "picture": {
         *           "name": "garden.jpg",
         *           "mimeType": "image/jpeg",
         *           "objectType": "picture"
         *         },
         *         "certificate": {
         *           "name": "nursing-license.pdf",
         *           "mimeType": "application/pdf",
         *           "objectType": "certificate"
         *         }
         *       }
         *     }
         */
        SignedUrlsBody: {
            /**
             * @description Whose files these are. `user` is the only kind.
             * @enum {string}
             */
            type: "user";
            /** @description The caller's existing folder, if there is one. Left out: the server names a new one. */
            fileDirPath?: components["schemas"]["FileDirPath"];
            /** @description The files, by keys of the client's choice; the answer uses the same keys. Usually the key equals `objectType`. 1 to 10 files a call, a limit of this server. */
            items: {
                [key: string]: components["schemas"]["FileToUpload"];
            };
        };
        /**
         * SpecializationArea
         * @description A field of health-care work from the fixed list.
         * @example {
         *       "name": "Geriatric Nursing",
         *       "code": "GN"
         *     }
         */
        SpecializationArea: {
            /** @description Name of the field: the value for `specialization` in "update user". */
            name: string;
            /** @description Short code of the field, 2 to 4 capital letters. */
            code: string;
        };
        /**
         * SpecializationAreaPage
         * @description One page of SpecializationArea.
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "data": [
         *         {
         *           "name": "Geriatric Nursing",
         *           "code": "GN"
         *         }
         *       ],
         *       "pagination": {
         *         "lastEvaluatedKey": {
         *           "key": "Z2V0VXNlcnN8MTc3MzQ3Mjg1NTEyMDowMTk5YzJmMC0xYTRhLTcyNDYtODViYS01ZjNiMGQ3ZGMyMjI"
         *         }
         *       }
         *     }
         */
        SpecializationAreaPage: {
            /** @description Always true in an answer; false in an error. */
            success: boolean;
            /**
             * Format: int32
             * @description The HTTP status, once more.
             */
            statusCode: number;
            /** @description A sentence that may be shown to the user, where the operation has one. */
            message?: string;
            /** @description The items of this page, in the order that the operation states. */
            data: components["schemas"]["SpecializationArea"][];
            pagination: components["schemas"]["Pagination"];
        };
        /**
         * SupportMessageSend
         * @description Writes to the support team. Without `ticketId` the open ticket is used, or one is opened.
         * @example {
         *       "action": "support.message.send",
         *       "message": {
         *         "text": "I cannot hear the other person."
         *       }
         *     }
         * @example {
         *       "action": "support.message.send",
         *       "ticketId": "0199c2f0-1be1-7ec7-8539-5f3db6066ddd",
         *       "message": {
         *         "text": "I cannot hear the other person."
         *       }
         *     }
         */
        SupportMessageSend: {
            /** @description Name of the action: the dotted name, or the older hyphenated one that the AsyncAPI document lists. */
            action: string;
            /** @description The ticket; absent when none is known to be open. */
            ticketId?: components["schemas"]["Id"];
            /** @description What is written. */
            message: {
                /** @description The text. It must contain something other than white space. 1 to 4000 characters, a limit of this server. */
                text: string;
            };
        };
        /**
         * SupportMessagesGet
         * @description Asks for the messages of a support ticket, newest first.
         * @example {
         *       "action": "support.messages.get",
         *       "ticketId": "0199c2f0-1be1-7ec7-8539-5f3db6066ddd",
         *       "pageSize": 4
         *     }
         */
        SupportMessagesGet: {
            /** @description Name of the action: the dotted name, or the older hyphenated one that the AsyncAPI document lists. */
            action: string;
            /** @description The ticket. */
            ticketId: components["schemas"]["Id"];
            /**
             * Format: int32
             * @description Most messages of one page; without it 4. More than 100 are not given.
             */
            pageSize?: number;
            /** @description Where the page starts: the `pagination.lastEvaluatedKey` of the page before. Absent on the first one. */
            lastEvaluatedKey?: components["schemas"]["Cursor"];
        };
        /**
         * SupportMessagesUpdate
         * @description Tells that messages of the support team were delivered or read.
         * @example {
         *       "action": "support.messages.update",
         *       "ticketId": "0199c2f0-1be1-7ec7-8539-5f3db6066ddd",
         *       "messagesMap": {
         *         "0199c2f0-1ade-76d2-812e-5f3c04f54666": {
         *           "status": "read"
         *         }
         *       }
         *     }
         */
        SupportMessagesUpdate: {
            /** @description Name of the action: the dotted name, or the older hyphenated one that the AsyncAPI document lists. */
            action: string;
            /** @description The ticket. */
            ticketId: components["schemas"]["Id"];
            /** @description What became of messages of the support team, by their ids. */
            messagesMap: {
                [key: string]: components["schemas"]["MessageMark"];
            };
        };
        /**
         * SupportTicketStatus
         * @description Whether a ticket is still being worked on. A closed ticket takes no more messages.
         * @example open
         * @example closed
         * @enum {string}
         */
        SupportTicketStatus: "open" | "closed";
        /**
         * TimeRange
         * @description A span of time within or across a day, in UTC. If `end` is not later than `start`, the span ends on the following day.
         * @example {
         *       "start": "09:00:00",
         *       "end": "12:00:00"
         *     }
         * @example {
         *       "start": "22:00:00",
         *       "end": "01:00:00"
         *     }
         */
        TimeRange: {
            /** @description When the span starts, UTC; included. */
            start: components["schemas"]["IsoTime24hr"];
            /** @description When the span ends, UTC; excluded. At or before `start`: on the following day. */
            end: components["schemas"]["IsoTime24hr"];
        };
        /**
         * TopUpBody
         * @description Body of "web - balance top-up".
         * @example {
         *       "coins": 500
         *     }
         * @example {
         *       "coins": 500,
         *       "transactionId": "0199c2f0-1b97-7c81-8f7f-5f3d3a4aabbb"
         *     }
         */
        TopUpBody: {
            /** @description Number of coins to buy; 1 coin costs 1 US cent. At least 50 (the minimum top-up), at most 1000000, a limit of this server. */
            coins: number;
            /** @description Id of the caller's own pending top-up that is tried again: its session is used once more instead of starting a second one. */
            transactionId?: components["schemas"]["Id"];
        };
        /**
         * TopUpSession
         * @description Answer of "web - balance top-up": send the browser to `session.url`.
         * @example {
         *       "session": {
         *         "id": "cs_test_a1VbKq0ZrB3nT7wYd2",
         *         "url": "https://checkout.stripe.com/c/pay/cs_test_a1VbKq0ZrB3nT7wYd2"
         *       },
         *       "transaction": {
         *         "id": "0199c2f0-1b97-7c81-8f7f-5f3d3a4aabbb"
         *       }
         *     }
         */
        TopUpSession: {
            /** @description The payment page. */
            session: {
                /** @description Id that the payment provider gave to the session. */
                id: string;
                /**
                 * Format: uri
                 * @description Address of the payment page. It returns to `/checkout/success` or `/checkout/cancel` of the web app, with `transactionId` in the query.
                 */
                url: string;
            };
            /** @description The pending transaction. */
            transaction: components["schemas"]["Reference"];
        };
        /**
         * TopUpSessionAnswer
         * @description TopUpSession in the envelope of every answer.
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "data": {
         *         "session": {
         *           "id": "cs_test_a1VbKq0ZrB3nT7wYd2",
         *           "url": "https://checkout.stripe.com/c/pay/cs_test_a1VbKq0ZrB3nT7wYd2"
         *         },
         *         "transaction": {
         *           "id": "0199c2f0-1b97-7c81-8f7f-5f3d3a4aabbb"
         *         }
         *       }
         *     }
         */
        TopUpSessionAnswer: {
            /** @description Always true in an answer; false in an error. */
            success: boolean;
            /**
             * Format: int32
             * @description The HTTP status, once more.
             */
            statusCode: number;
            /** @description A sentence that may be shown to the user, where the operation has one. */
            message?: string;
            data: components["schemas"]["TopUpSession"];
        };
        /**
         * TransactionAlert
         * @description An alert of type `transaction`.
         * @example {
         *       "id": "0199c2f0-1d2e-7902-8efe-5f3fe2d35776",
         *       "timestamp": "2026-03-14T04:00:00.000Z",
         *       "status": "read",
         *       "type": "transaction",
         *       "transaction": {
         *         "id": "0199c2f0-1b97-7c81-8f7f-5f3d3a4aabbb",
         *         "type": "purchase",
         *         "intent": "top-up",
         *         "status": "succeeded",
         *         "funds": {
         *           "amount": 500,
         *           "currency": "usd"
         *         },
         *         "coins": {
         *           "amount": 500
         *         },
         *         "timestamp": "2026-03-09T12:00:00.000Z"
         *       }
         *     }
         */
        TransactionAlert: components["schemas"]["AlertHead"] & components["schemas"]["AlertTypeTransaction"] & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "transaction";
        };
        /**
         * TransactionIntent
         * @description What the user started. Absent for movements that the server made by itself.
         * @example top-up
         * @example subscription
         * @example withdraw
         * @enum {string}
         */
        TransactionIntent: "top-up" | "subscription" | "withdraw";
        /**
         * TransactionStatus
         * @description State of a transaction. `pending`: started, the payment provider has not taken over yet. Clients show pending and processing as "pending", succeeded as "success", all others as "failed".
         * @example pending
         * @example processing
         * @example succeeded
         * @example failed
         * @example canceled
         * @example incomplete
         * @example refunded
         * @example expired
         * @enum {string}
         */
        TransactionStatus: "pending" | "processing" | "succeeded" | "failed" | "canceled" | "incomplete" | "refunded" | "expired";
        /**
         * TransactionType
         * @description Direction of a transaction: coins bought (`purchase`), coins got for calls (`earning`), coins paid out (`withdrawal`), coins spent on a call (`payment`, only in "transactions - all").
         * @example purchase
         * @example earning
         * @example withdrawal
         * @example payment
         * @enum {string}
         */
        TransactionType: "purchase" | "earning" | "withdrawal" | "payment";
        /**
         * UnreadCounts
         * @description The receiver's own counters after a change. Only the counter that changed is present.
         * @example {
         *       "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *       "totalUnreadAlerts": 2
         *     }
         * @example {
         *       "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *       "totalUnreadChats": 1
         *     }
         */
        UnreadCounts: {
            /** @description The receiver's own id. */
            id: components["schemas"]["Id"];
            /**
             * Format: int32
             * @description Number of alerts not read yet.
             */
            totalUnreadAlerts?: number;
            /**
             * Format: int32
             * @description Number of chats with unread messages.
             */
            totalUnreadChats?: number;
        };
        /**
         * UploadTarget
         * @description Where to put one file, and where it can be read afterwards.
         * @example {
         *       "fileUrl": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg",
         *       "uploadUrl": "https://storage.talkamie.com/talkamie-files/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg?X-Expires=900&X-Signature=6f1c2b9e0d7a"
         *     }
         */
        UploadTarget: {
            /** @description Address of the file once it is uploaded: the value for `org.url` in "update user". */
            fileUrl: components["schemas"]["FileUrl"];
            /**
             * Format: uri
             * @description Address for the upload: PUT the raw bytes with the announced `Content-Type`, without `Authorization` and credentials. Bound to that type, to the size limit and to a short time. At most 4096 characters, a limit of this server.
             */
            uploadUrl: string;
        };
        /**
         * UserAccount
         * @description Answer of "sign up" and "sign in": the user and the tokens of the new session.
         * @example {
         *       "user": {
         *         "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *         "name": "Margaret Ellis",
         *         "age": 74,
         *         "email": "margaret.ellis@example.com",
         *         "gender": "female",
         *         "location": {
         *           "city": "Portland",
         *           "country": "United States",
         *           "state": "Oregon"
         *         },
         *         "picture": {
         *           "sm": {
         *             "mimeType": "image/webp",
         *             "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/sm.webp"
         *           },
         *           "org": {
         *             "mimeType": "image/jpeg",
         *             "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/org.jpg"
         *           }
         *         },
         *         "rating": 4.8,
         *         "type": "senior",
         *         "viewer": {
         *           "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111"
         *         },
         *         "dailyInfo": {
         *           "totalCalls": 0
         *         },
         *         "dob": "1951-11-02",
         *         "interests": [
         *           {
         *             "id": "0199c2f0-1c50-7230-8dd0-5f3e6fa01110",
         *             "name": "photography",
         *             "emoji": "📷",
         *             "iconSrc": "https://files.talkamie.com/interests/photography.svg"
         *           }
         *         ],
         *         "language": "English",
         *         "ledger": {
         *           "coins": {
         *             "balance": 4200
         *           },
         *           "paypal": {}
         *         },
         *         "preferences": {
         *           "call": {
         *             "maxDuration": "unlimited"
         *           },
         *           "notifications": {
         *             "push": {
         *               "enabled": true
         *             }
         *           }
         *         },
         *         "timezoneOffset": 480,
         *         "totalConnections": 3,
         *         "totalPendingRequests": 0,
         *         "totalReviews": 5,
         *         "totalUnreadAlerts": 1,
         *         "totalUnreadChats": 0,
         *         "verification": {
         *           "verified": false,
         *           "basic": {
         *             "status": "pending"
         *           },
         *           "admin": {
         *             "status": "pending"
         *           },
         *           "background": {
         *             "status": "pending"
         *           }
         *         },
         *         "visibility": "public"
         *       },
         *       "tokens": {
         *         "access": "tka_9rT4mXq2VbLw8sZcKd1YhPn6",
         *         "refresh": "tkr_Qe7uFj3NaRk5tWyBv0XoGm2S"
         *       }
         *     }
         */
        UserAccount: {
            /** @description The signed-in user. */
            user: components["schemas"]["ExtendedUser"];
            /** @description The tokens of the new session. */
            tokens: components["schemas"]["UserTokens"];
        };
        /**
         * UserAccountAnswer
         * @description UserAccount in the envelope of every answer.
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "data": {
         *         "user": {
         *           "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *           "name": "Margaret Ellis",
         *           "age": 74,
         *           "email": "margaret.ellis@example.com",
         *           "gender": "female",
         *           "location": {
         *             "city": "Portland",
         *             "country": "United States",
         *             "state": "Oregon"
         *           },
         *           "picture": {
         *             "sm": {
         *               "mimeType": "image/webp",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/sm.webp"
         *             },
         *             "org": {
         *               "mimeType": "image/jpeg",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/org.jpg"
         *             }
         *           },
         *           "rating": 4.8,
         *           "type": "senior",
         *           "viewer": {
         *             "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111"
         *           },
         *           "dailyInfo": {
         *             "totalCalls": 0
         *           },
         *           "dob": "1951-11-02",
         *           "interests": [
         *             {
         *               "id": "0199c2f0-1c50-7230-8dd0-5f3e6fa01110",
         *               "name": "photography",
         *               "emoji": "📷",
         *               "iconSrc": "https://files.talkamie.com/interests/photography.svg"
         *             }
         *           ],
         *           "language": "English",
         *           "ledger": {
         *             "coins": {
         *               "balance": 4200
         *             },
         *             "paypal": {}
         *           },
         *           "preferences": {
         *             "call": {
         *               "maxDuration": "unlimited"
         *             },
         *             "notifications": {
         *               "push": {
         *                 "enabled": true
         *               }
         *             }
         *           },
         *           "timezoneOffset": 480,
         *           "totalConnections": 3,
         *           "totalPendingRequests": 0,
         *           "totalReviews": 5,
         *           "totalUnreadAlerts": 1,
         *           "totalUnreadChats": 0,
         *           "verification": {
         *             "verified": false,
         *             "basic": {
         *               "status": "pending"
         *             },
         *             "admin": {
         *               "status": "pending"
         *             },
         *             "background": {
         *               "status": "pending"
         *             }
         *           },
         *           "visibility": "public"
         *         },
         *         "tokens": {
         *           "access": "tka_9rT4mXq2VbLw8sZcKd1YhPn6",
         *           "refresh": "tkr_Qe7uFj3NaRk5tWyBv0XoGm2S"
         *         }
         *       }
         *     }
         */
        UserAccountAnswer: {
            /** @description Always true in an answer; false in an error. */
            success: boolean;
            /**
             * Format: int32
             * @description The HTTP status, once more.
             */
            statusCode: number;
            /** @description A sentence that may be shown to the user, where the operation has one. */
            message?: string;
            data: components["schemas"]["UserAccount"];
        };
        /**
         * UserAccountWithoutTokens
         * @description Answer of "get user by token": the user that a token belongs to.
         * @example {
         *       "user": {
         *         "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *         "name": "Margaret Ellis",
         *         "age": 74,
         *         "email": "margaret.ellis@example.com",
         *         "gender": "female",
         *         "location": {
         *           "city": "Portland",
         *           "country": "United States",
         *           "state": "Oregon"
         *         },
         *         "picture": {
         *           "sm": {
         *             "mimeType": "image/webp",
         *             "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/sm.webp"
         *           },
         *           "org": {
         *             "mimeType": "image/jpeg",
         *             "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/org.jpg"
         *           }
         *         },
         *         "rating": 4.8,
         *         "type": "senior",
         *         "viewer": {
         *           "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111"
         *         },
         *         "dailyInfo": {
         *           "totalCalls": 0
         *         },
         *         "dob": "1951-11-02",
         *         "interests": [
         *           {
         *             "id": "0199c2f0-1c50-7230-8dd0-5f3e6fa01110",
         *             "name": "photography",
         *             "emoji": "📷",
         *             "iconSrc": "https://files.talkamie.com/interests/photography.svg"
         *           }
         *         ],
         *         "language": "English",
         *         "ledger": {
         *           "coins": {
         *             "balance": 4200
         *           },
         *           "paypal": {}
         *         },
         *         "preferences": {
         *           "call": {
         *             "maxDuration": "unlimited"
         *           },
         *           "notifications": {
         *             "push": {
         *               "enabled": true
         *             }
         *           }
         *         },
         *         "timezoneOffset": 480,
         *         "totalConnections": 3,
         *         "totalPendingRequests": 0,
         *         "totalReviews": 5,
         *         "totalUnreadAlerts": 1,
         *         "totalUnreadChats": 0,
         *         "verification": {
         *           "verified": false,
         *           "basic": {
         *             "status": "pending"
         *           },
         *           "admin": {
         *             "status": "pending"
         *           },
         *           "background": {
         *             "status": "pending"
         *           }
         *         },
         *         "visibility": "public"
         *       }
         *     }
         */
        UserAccountWithoutTokens: {
            /** @description The signed-in user. */
            user: components["schemas"]["ExtendedUser"];
        };
        /**
         * UserAccountWithoutTokensAnswer
         * @description UserAccountWithoutTokens in the envelope of every answer.
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "data": {
         *         "user": {
         *           "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *           "name": "Margaret Ellis",
         *           "age": 74,
         *           "email": "margaret.ellis@example.com",
         *           "gender": "female",
         *           "location": {
         *             "city": "Portland",
         *             "country": "United States",
         *             "state": "Oregon"
         *           },
         *           "picture": {
         *             "sm": {
         *               "mimeType": "image/webp",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/sm.webp"
         *             },
         *             "org": {
         *               "mimeType": "image/jpeg",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/org.jpg"
         *             }
         *           },
         *           "rating": 4.8,
         *           "type": "senior",
         *           "viewer": {
         *             "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111"
         *           },
         *           "dailyInfo": {
         *             "totalCalls": 0
         *           },
         *           "dob": "1951-11-02",
         *           "interests": [
         *             {
         *               "id": "0199c2f0-1c50-7230-8dd0-5f3e6fa01110",
         *               "name": "photography",
         *               "emoji": "📷",
         *               "iconSrc": "https://files.talkamie.com/interests/photography.svg"
         *             }
         *           ],
         *           "language": "English",
         *           "ledger": {
         *             "coins": {
         *               "balance": 4200
         *             },
         *             "paypal": {}
         *           },
         *           "preferences": {
         *             "call": {
         *               "maxDuration": "unlimited"
         *             },
         *             "notifications": {
         *               "push": {
         *                 "enabled": true
         *               }
         *             }
         *           },
         *           "timezoneOffset": 480,
         *           "totalConnections": 3,
         *           "totalPendingRequests": 0,
         *           "totalReviews": 5,
         *           "totalUnreadAlerts": 1,
         *           "totalUnreadChats": 0,
         *           "verification": {
         *             "verified": false,
         *             "basic": {
         *               "status": "pending"
         *             },
         *             "admin": {
         *               "status": "pending"
         *             },
         *             "background": {
         *               "status": "pending"
         *             }
         *           },
         *           "visibility": "public"
         *         }
         *       }
         *     }
         */
        UserAccountWithoutTokensAnswer: {
            /** @description Always true in an answer; false in an error. */
            success: boolean;
            /**
             * Format: int32
             * @description The HTTP status, once more.
             */
            statusCode: number;
            /** @description A sentence that may be shown to the user, where the operation has one. */
            message?: string;
            data: components["schemas"]["UserAccountWithoutTokens"];
        };
        /**
         * UserCard
         * @description A user in a list: the basic fields and the badge.
         * @example {
         *       "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *       "name": "Daniel Ortiz",
         *       "age": 29,
         *       "bio": "Nurse and good listener.",
         *       "gender": "male",
         *       "location": {
         *         "city": "Salem",
         *         "country": "United States",
         *         "state": "Oregon"
         *       },
         *       "picture": {
         *         "sm": {
         *           "mimeType": "image/webp",
         *           "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/sm.webp"
         *         },
         *         "org": {
         *           "mimeType": "image/jpeg",
         *           "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"
         *         }
         *       },
         *       "rating": 4.6,
         *       "type": "volunteer",
         *       "viewer": {
         *         "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *         "chat": {
         *           "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333"
         *         }
         *       },
         *       "verification": {
         *         "verified": true
         *       }
         *     }
         */
        UserCard: components["schemas"]["BasicUser"] & {
            /** @description What is needed for the badge. */
            verification?: {
                /** @description True when the user's verification is complete: show the badge. */
                verified?: boolean;
            };
        };
        /**
         * UserCardPage
         * @description One page of UserCard.
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "data": [
         *         {
         *           "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *           "name": "Daniel Ortiz",
         *           "age": 29,
         *           "bio": "Nurse and good listener.",
         *           "gender": "male",
         *           "location": {
         *             "city": "Salem",
         *             "country": "United States",
         *             "state": "Oregon"
         *           },
         *           "picture": {
         *             "sm": {
         *               "mimeType": "image/webp",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/sm.webp"
         *             },
         *             "org": {
         *               "mimeType": "image/jpeg",
         *               "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"
         *             }
         *           },
         *           "rating": 4.6,
         *           "type": "volunteer",
         *           "viewer": {
         *             "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *             "chat": {
         *               "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333"
         *             }
         *           },
         *           "verification": {
         *             "verified": true
         *           }
         *         }
         *       ],
         *       "pagination": {
         *         "lastEvaluatedKey": {
         *           "key": "Z2V0VXNlcnN8MTc3MzQ3Mjg1NTEyMDowMTk5YzJmMC0xYTRhLTcyNDYtODViYS01ZjNiMGQ3ZGMyMjI"
         *         }
         *       }
         *     }
         */
        UserCardPage: {
            /** @description Always true in an answer; false in an error. */
            success: boolean;
            /**
             * Format: int32
             * @description The HTTP status, once more.
             */
            statusCode: number;
            /** @description A sentence that may be shown to the user, where the operation has one. */
            message?: string;
            /** @description The items of this page, in the order that the operation states. */
            data: components["schemas"]["UserCard"][];
            pagination: components["schemas"]["Pagination"];
        };
        /**
         * UserLedger
         * @description A user's coins and where they are paid out to. Always complete when it is sent, because clients replace the whole object.
         * @example {
         *       "coins": {
         *         "balance": 1250.5
         *       },
         *       "paypal": {
         *         "email": "daniel.ortiz@example.com"
         *       }
         *     }
         */
        UserLedger: {
            /** @description The coin account. */
            coins?: {
                /** @description Talk Coins that the user owns, shown with up to 2 decimals. 100 coins are 1.00 US dollar. Never negative; the maximum is a wide bound for storage. */
                balance?: number;
            };
            /** @description Where withdrawals go. */
            paypal?: {
                /** @description PayPal address of the last withdrawal, the default for the next one. */
                email?: components["schemas"]["EmailAddress"];
            };
        };
        /**
         * UserPreferences
         * @description A user's settings. Always complete when it is sent, because clients replace the whole object.
         * @example {
         *       "call": {
         *         "maxCount": 5,
         *         "maxDuration": 900
         *       },
         *       "notifications": {
         *         "push": {
         *           "enabled": true
         *         }
         *       }
         *     }
         */
        UserPreferences: {
            /** @description Limits for calls, set by volunteers. */
            call?: {
                /**
                 * Format: int32
                 * @description Most calls on one day, compared with `dailyInfo.totalCalls`. Absent: no limit. At most 1000, a limit of this server.
                 */
                maxCount?: number;
                /** @description Longest call, in seconds, or `"unlimited"`. */
                maxDuration?: components["schemas"]["CallDurationLimit"];
            };
            /** @description How the user wants to be told. */
            notifications?: {
                /** @description Push messages to the user's devices. */
                push?: {
                    /** @description Whether each new alert is also sent as a push message. */
                    enabled?: boolean;
                };
            };
        };
        /**
         * UserSpecializationArea
         * @description Name of a field of health-care work. Usually one of "get specialization areas"; free text is accepted. 1 to 100 characters, a limit of this server.
         * @example Geriatric Nursing
         */
        UserSpecializationArea: string;
        /**
         * UserTokens
         * @description The tokens of a session. Opaque strings.
         * @example {
         *       "access": "tka_9rT4mXq2VbLw8sZcKd1YhPn6",
         *       "refresh": "tkr_Qe7uFj3NaRk5tWyBv0XoGm2S"
         *     }
         */
        UserTokens: {
            /** @description Token for the header `Authorization: Bearer …` and for the WebSocket message `authenticate`. Short-lived compared with `refresh`; keep it secret. At most 2048 characters. */
            access: string;
            /** @description Token that "refresh" exchanges for a new pair once the access token has expired. At most 2048 characters. */
            refresh?: string;
        };
        /**
         * UserTokensAnswer
         * @description UserTokens in the envelope of every answer.
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "data": {
         *         "access": "tka_9rT4mXq2VbLw8sZcKd1YhPn6",
         *         "refresh": "tkr_Qe7uFj3NaRk5tWyBv0XoGm2S"
         *       }
         *     }
         */
        UserTokensAnswer: {
            /** @description Always true in an answer; false in an error. */
            success: boolean;
            /**
             * Format: int32
             * @description The HTTP status, once more.
             */
            statusCode: number;
            /** @description A sentence that may be shown to the user, where the operation has one. */
            message?: string;
            data: components["schemas"]["UserTokens"];
        };
        /**
         * UserType
         * @description What a user is here: a `senior` asks for company, buys coins and schedules calls; a `volunteer` (called "amie" in the app) offers it, sets availability and earns coins. Fixed once chosen.
         * @example senior
         * @example volunteer
         * @enum {string}
         */
        UserType: "senior" | "volunteer";
        /**
         * UserUpdate
         * @description Body of "update user". Flat, while the answer is nested: `country`, `state` and `city` go to `location`; `specialization` to `specialization.area`; `certificate` and `certificateState` to `certificate`; `licenseId` to `license.id`; `maxCallDuration` and `maxCallCount` to `preferences.call`; `pushNotification` to `preferences.notifications.push`. What is left out stays as it is; unknown fields are ignored.
         * @example {
         *       "name": "Daniel Ortiz",
         *       "gender": "male",
         *       "bio": "Nurse and good listener.",
         *       "dob": "1996-08-17",
         *       "language": "English",
         *       "country": "United States",
         *       "state": "Oregon",
         *       "city": "",
         *       "visibility": "seniors",
         *       "fileDirPath": "user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *       "picture": {
         *         "org": {
         *           "mimeType": "image/jpeg",
         *           "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"
         *         }
         *       },
         *       "interests": [
         *         {
         *           "name": "photography",
         *           "emoji": "📷"
         *         },
         *         {
         *           "name": "jigsaw puzzles"
         *         }
         *       ]
         *     }
         * @example {
         *       "specialization": "Geriatric Nursing",
         *       "certificateState": "Oregon",
         *       "licenseId": "RN-2019-004417",
         *       "certificate": {
         *         "org": {
         *           "mimeType": "application/pdf",
         *           "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/certificate/org.pdf"
         *         }
         *       }
         *     }
         * @example {
         *       "maxCallDuration": 900,
         *       "maxCallCount": 5,
         *       "pushNotification": {
         *         "enabled": true
         *       }
         *     }
         * @example {
         *       "type": "volunteer",
         *       "video": {
         *         "org": {
         *           "mimeType": "video/mp4",
         *           "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/video/org.mp4"
         *         }
         *       },
         *       "maxCallDuration": "unlimited"
         *     }
         */
        UserUpdate: {
            /** @description Full name. 1 to 80 characters, a limit of this server, and not blank. */
            name?: string;
            /** @description Senior or volunteer. Accepted only as long as it is unset. */
            type?: components["schemas"]["UserType"];
            /** @description Gender: `male`, `female` or `unspecified`. Empty clears it. */
            gender?: string;
            /** @description What the user says about themselves. Empty clears it. At most 2000 characters, a limit of this server. */
            bio?: string;
            /** @description Date of birth, `YYYY-MM-DD`; `age` follows from it. Not in the future and at most 130 years ago. Empty clears it. */
            dob?: string;
            /** @description Name of the language, not a code. Empty clears it. At most 60 characters, a limit of this server. */
            language?: string;
            /** @description Name of the country. Empty clears it. At most 100 characters, a limit of this server. */
            country?: string;
            /** @description Name of the state or region. Empty clears it. At most 100 characters, a limit of this server. */
            state?: string;
            /** @description Name of the city. Empty clears it. At most 100 characters, a limit of this server. */
            city?: string;
            /** @description Who can find the profile. */
            visibility?: components["schemas"]["Visibility"];
            /** @description The folder that "files" answered. */
            fileDirPath?: components["schemas"]["FileDirPath"];
            /** @description Profile picture; send `org` with the address that "files" answered. `{}` takes the picture away. */
            picture?: components["schemas"]["CompressedFile"];
            /** @description Intro video; send `org`. `{}` takes it away. */
            video?: components["schemas"]["CompressedFile"];
            /** @description Certificate file; send `org`. `{}` takes it away. */
            certificate?: components["schemas"]["CompressedFile"];
            /** @description Name of a specialization area, or free text. Empty clears it. At most 100 characters, a limit of this server. */
            specialization?: string;
            /** @description Name of the US state that certified the user. Empty clears it. At most 100 characters, a limit of this server. */
            certificateState?: string;
            /** @description Number or code of the professional license. Empty clears it. At most 80 characters, a limit of this server. */
            licenseId?: string;
            /** @description The user's interests. Replaces the whole list. At most 100, a limit of this server. */
            interests?: components["schemas"]["InterestInput"][];
            /** @description Longest call: seconds, or `"unlimited"`. */
            maxCallDuration?: components["schemas"]["CallDurationLimit"];
            /** @description Most calls on one day, or `"unlimited"`. */
            maxCallCount?: components["schemas"]["CallCountLimit"];
            /** @description Push messages. */
            pushNotification?: {
                /** @description Whether each new alert is also sent as a push message. */
                enabled: boolean;
            };
        };
        /**
         * UserVerification
         * @description A volunteer's verification. Three steps, in this order: basic, admin, background. Other users get `verified` only.
         * @example {
         *       "verified": true,
         *       "basic": {
         *         "status": "complete"
         *       },
         *       "admin": {
         *         "status": "complete"
         *       },
         *       "background": {
         *         "status": "complete"
         *       }
         *     }
         * @example {
         *       "verified": true
         *     }
         */
        UserVerification: {
            /** @description True when all three steps are complete: show the badge. */
            verified?: boolean;
            /** @description Specialization, certification state, license id and certificate file; complete when all four are there. Own view only: other users never see it. */
            basic?: components["schemas"]["VerificationStep"];
            /** @description Manual review by the operator. Own view only: other users never see it. */
            admin?: components["schemas"]["VerificationStep"];
            /** @description Check by a third party, started with "verification - add background info". Own view only: other users never see it. */
            background?: components["schemas"]["VerificationStep"];
        };
        /**
         * UserVerificationStatus
         * @description How far one step of a volunteer's verification has come.
         * @example pending
         * @example in-progress
         * @example failed
         * @example complete
         * @enum {string}
         */
        UserVerificationStatus: "pending" | "in-progress" | "failed" | "complete";
        /**
         * VerificationStep
         * @description One step of a volunteer's verification.
         * @example {
         *       "status": "in-progress"
         *     }
         */
        VerificationStep: {
            /** @description How far the step has come. */
            status?: components["schemas"]["UserVerificationStatus"];
        };
        /**
         * Viewer
         * @description How the reader is related to a user: decides which buttons a profile shows.
         * @example {
         *       "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *       "chat": {
         *         "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333",
         *         "request": {
         *           "id": "0199c2f0-1ab9-75af-8e51-5f3bc7176555",
         *           "text": "Hello Margaret, I grow roses too. May I write to you?",
         *           "timestamp": "2026-03-12T16:02:11.430Z",
         *           "delivery": {
         *             "status": "read",
         *             "at": "2026-03-12T17:40:00.000Z"
         *           },
         *           "status": "accepted",
         *           "sender": {
         *             "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *           }
         *         }
         *       },
         *       "connectRequest": {
         *         "id": "0199c2f0-1a94-748c-8b74-5f3b89398444",
         *         "status": "accepted",
         *         "from": {
         *           "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111"
         *         },
         *         "to": {
         *           "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *         }
         *       },
         *       "review": {
         *         "id": "0199c2f0-1b72-7b5e-8ca2-5f3cfc6ccaaa"
         *       }
         *     }
         */
        Viewer: {
            /** @description The reader's own id. */
            id?: components["schemas"]["Id"];
            /** @description The chat of the two, if there is one. */
            chat?: components["schemas"]["ChatWithRequest"];
            /** @description The pending or accepted request between the two, here without `user`. Rejected and canceled ones are left out. */
            connectRequest?: components["schemas"]["FullConnectRequest"];
            /** @description The reader's review of this user, if there is one. */
            review?: components["schemas"]["Reference"];
        };
        /**
         * Visibility
         * @description Who can find and open a user's profile: everybody (`public`), only connected users (`matches`), all volunteers, or all seniors.
         * @example public
         * @example matches
         * @example volunteers
         * @example seniors
         * @enum {string}
         */
        Visibility: "public" | "matches" | "volunteers" | "seniors";
        /**
         * WeekDayAbbr
         * @description A day of the week in UTC. Note `thur`, with four letters.
         * @example sun
         * @example mon
         * @example tue
         * @example wed
         * @example thur
         * @example fri
         * @example sat
         * @enum {string}
         */
        WeekDayAbbr: "sun" | "mon" | "tue" | "wed" | "thur" | "fri" | "sat";
        /**
         * WeeklyAvailabilityItems
         * @description Availability that recurs every week: a map from the UTC week day on which a range starts to the ranges of that day. Setting it replaces the whole map. At most 96 ranges a day, a limit of this server.
         * @example {
         *       "mon": [
         *         {
         *           "start": "09:00:00",
         *           "end": "12:00:00"
         *         }
         *       ],
         *       "thur": [
         *         {
         *           "start": "18:00:00",
         *           "end": "21:00:00"
         *         }
         *       ],
         *       "sat": [
         *         {
         *           "start": "22:00:00",
         *           "end": "01:00:00"
         *         }
         *       ]
         *     }
         */
        WeeklyAvailabilityItems: {
            [key: string]: components["schemas"]["TimeRange"][];
        };
        /**
         * WeeklyAvailabilityItemsAnswer
         * @description WeeklyAvailabilityItems in the envelope of every answer.
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "data": {
         *         "mon": [
         *           {
         *             "start": "09:00:00",
         *             "end": "12:00:00"
         *           }
         *         ],
         *         "thur": [
         *           {
         *             "start": "18:00:00",
         *             "end": "21:00:00"
         *           }
         *         ],
         *         "sat": [
         *           {
         *             "start": "22:00:00",
         *             "end": "01:00:00"
         *           }
         *         ]
         *       }
         *     }
         */
        WeeklyAvailabilityItemsAnswer: {
            /** @description Always true in an answer; false in an error. */
            success: boolean;
            /**
             * Format: int32
             * @description The HTTP status, once more.
             */
            statusCode: number;
            /** @description A sentence that may be shown to the user, where the operation has one. */
            message?: string;
            data: components["schemas"]["WeeklyAvailabilityItems"];
        };
        /**
         * WithdrawalBody
         * @description Body of "withdraw coins". Volunteers only.
         * @example {
         *       "coins": 1200,
         *       "paypal": {
         *         "email": "daniel.ortiz@example.com"
         *       }
         *     }
         * @example {
         *       "coins": 250.75,
         *       "paypal": {
         *         "email": "daniel.ortiz@example.com"
         *       },
         *       "transactionId": "0199c2f0-1bbc-7da4-825c-5f3d78288ccc"
         *     }
         */
        WithdrawalBody: {
            /** @description Number of coins to pay out, cut to whole ones; 1 coin is 1 US cent. At least the minimum withdrawal, 100 unless the operator set it otherwise, and not more than the balance; the maximum is a limit of this server. */
            coins: number;
            /** @description Where the money goes. */
            paypal: {
                /** @description PayPal address. Remembered in `ledger.paypal.email` for the next time. */
                email: components["schemas"]["EmailAddress"];
            };
            /** @description Id of the caller's own pending withdrawal that is sent again; it is answered instead of starting a second one. */
            transactionId?: components["schemas"]["Id"];
        };
        /**
         * WorkLocation
         * @description A place where a volunteer has worked. The first one of the list must name country and state.
         * @example {
         *       "countryCode": "US",
         *       "stateCode": "OR",
         *       "city": "Salem"
         *     }
         */
        WorkLocation: {
            /** @description ISO 3166-1 code of the country, two capital letters. Empty when not filled in. */
            countryCode?: string;
            /** @description Code of the state or region inside the country, for example `OR`. Empty when not filled in. At most 10 characters, a limit of this server. */
            stateCode?: string;
            /** @description Name of the city. At most 100 characters, a limit of this server. */
            city?: string;
        };
        /**
         * WssAction
         * @description Any message of the server over the WebSocket; `action` tells them apart. Action names are the dotted ones here, where there are two; a connection in the older dialect gets the hyphenated names with the same content. Calls have hyphenated names only.
         * @example {
         *       "success": true,
         *       "action": "ping"
         *     }
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "action": "alerts.update",
         *       "data": {
         *         "alertsMap": {
         *           "0199c2f0-1cbf-7599-8667-5f3f2939b443": {
         *             "status": "read"
         *           }
         *         },
         *         "viewer": {
         *           "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *           "totalUnreadAlerts": 2
         *         }
         *       }
         *     }
         * @example {
         *       "success": true,
         *       "action": "chat.message.new",
         *       "data": {
         *         "chat": {
         *           "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333"
         *         },
         *         "message": {
         *           "id": "0199c2f0-1ade-76d2-812e-5f3c04f54666",
         *           "type": "text",
         *           "text": "Good morning! How are your tulips?",
         *           "timestamp": "2026-03-14T07:20:55.120Z",
         *           "sender": {
         *             "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *             "name": "Daniel Ortiz"
         *           },
         *           "delivery": {
         *             "status": "delivered",
         *             "at": "2026-03-14T07:20:56.004Z"
         *           }
         *         },
         *         "viewer": {
         *           "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *           "totalUnreadChats": 1
         *         }
         *       }
         *     }
         * @example {
         *       "success": true,
         *       "action": "support.message.new",
         *       "data": {
         *         "ticket": {
         *           "id": "0199c2f0-1be1-7ec7-8539-5f3db6066ddd",
         *           "status": "open"
         *         },
         *         "message": {
         *           "id": "0199c2f0-1dc2-7d8e-8a72-5f40da4adbba",
         *           "type": "text",
         *           "text": "Please check that your volume is turned up. Does it help?",
         *           "timestamp": "2026-03-13T18:35:40.100Z",
         *           "delivery": {
         *             "status": "delivered",
         *             "at": "2026-03-13T18:35:41.000Z"
         *           },
         *           "sender": {
         *             "id": "0199c2f0-1d53-7a25-81db-5f4020b13887"
         *           }
         *         }
         *       }
         *     }
         * @example {
         *       "success": true,
         *       "action": "user.coins.low",
         *       "data": {
         *         "user": {
         *           "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *           "ledger": {
         *             "coins": {
         *               "balance": 12.5
         *             },
         *             "paypal": {}
         *           }
         *         }
         *       }
         *     }
         * @example {
         *       "success": true,
         *       "action": "user-calling",
         *       "data": {
         *         "chat": {
         *           "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333"
         *         },
         *         "call": {
         *           "id": "0199c2f0-1e2c-7b4d-9a51-5f41c2d3e777",
         *           "type": "video",
         *           "status": "ringing",
         *           "direction": "incoming",
         *           "duration": 0,
         *           "timestamp": "2026-03-14T07:20:55.120Z",
         *           "user": {
         *             "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *             "name": "Margaret Hill",
         *             "age": 78,
         *             "gender": "female",
         *             "rating": 4.8,
         *             "type": "senior"
         *           },
         *           "chat": {
         *             "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333"
         *           }
         *         }
         *       }
         *     }
         */
        WssAction: components["schemas"]["WssActionBase"] | components["schemas"]["WssActionAlert"] | components["schemas"]["WssActionChat"] | components["schemas"]["WssActionSupport"] | components["schemas"]["WssActionUser"] | components["schemas"]["WssActionCall"];
        /**
         * WssActionAlert
         * @description A message of the server about alerts. `alert.new` and `alert.update` are pushes; `alerts.update` answers the request of that name and is pushed to the user's other connections.
         * @example {
         *       "success": true,
         *       "action": "alert.new",
         *       "data": {
         *         "alert": {
         *           "id": "0199c2f0-1cbf-7599-8667-5f3f2939b443",
         *           "timestamp": "2026-03-14T07:00:00.000Z",
         *           "type": "connect-request",
         *           "connectRequest": {
         *             "id": "0199c2f0-1a94-748c-8b74-5f3b89398444",
         *             "status": "pending",
         *             "from": {
         *               "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111"
         *             },
         *             "to": {
         *               "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *             },
         *             "user": {
         *               "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *               "name": "Margaret Ellis",
         *               "picture": {
         *                 "sm": {
         *                   "mimeType": "image/webp",
         *                   "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/sm.webp"
         *                 },
         *                 "org": {
         *                   "mimeType": "image/jpeg",
         *                   "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/org.jpg"
         *                 }
         *               },
         *               "type": "senior",
         *               "bio": "Retired teacher. I love gardens and old films.",
         *               "verification": {
         *                 "verified": false
         *               }
         *             }
         *           }
         *         },
         *         "connectRequest": {
         *           "id": "0199c2f0-1a94-748c-8b74-5f3b89398444",
         *           "status": "pending",
         *           "from": {
         *             "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111"
         *           },
         *           "to": {
         *             "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *           },
         *           "user": {
         *             "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *             "name": "Margaret Ellis",
         *             "picture": {
         *               "sm": {
         *                 "mimeType": "image/webp",
         *                 "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/sm.webp"
         *               },
         *               "org": {
         *                 "mimeType": "image/jpeg",
         *                 "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/org.jpg"
         *               }
         *             },
         *             "type": "senior",
         *             "bio": "Retired teacher. I love gardens and old films.",
         *             "verification": {
         *               "verified": false
         *             }
         *           }
         *         }
         *       }
         *     }
         * @example {
         *       "success": true,
         *       "action": "alert.update",
         *       "data": {
         *         "alert": {
         *           "id": "0199c2f0-1d09-77df-8c21-5f3fa4f57665",
         *           "timestamp": "2026-03-14T05:00:00.000Z",
         *           "status": "read",
         *           "type": "review",
         *           "review": {
         *             "id": "0199c2f0-1b72-7b5e-8ca2-5f3cfc6ccaaa",
         *             "rate": 5,
         *             "text": "Daniel listens well and never hurries.",
         *             "rater": {
         *               "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *               "name": "Margaret Ellis",
         *               "picture": {
         *                 "sm": {
         *                   "mimeType": "image/webp",
         *                   "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/sm.webp"
         *                 },
         *                 "org": {
         *                   "mimeType": "image/jpeg",
         *                   "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/org.jpg"
         *                 }
         *               },
         *               "type": "senior"
         *             },
         *             "timestamp": "2026-03-11T10:15:00.000Z"
         *           }
         *         }
         *       }
         *     }
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "action": "alerts.update",
         *       "data": {
         *         "alertsMap": {
         *           "0199c2f0-1cbf-7599-8667-5f3f2939b443": {
         *             "status": "read"
         *           }
         *         },
         *         "viewer": {
         *           "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *           "totalUnreadAlerts": 2
         *         }
         *       }
         *     }
         */
        WssActionAlert: components["schemas"]["WssEnvelope"] & {
            /**
             * @description Name of the action.
             * @enum {string}
             */
            action: "alert.new" | "alert.update" | "alerts.update";
            /** @description Content of the message; which fields are present depends on `action`. Absent in failures. */
            data?: {
                /** @description The new or changed alert, for `alert.new` and `alert.update`. One with a known id replaces the earlier one. */
                alert?: components["schemas"]["BasicAlert"];
                /** @description Schedule that the alert is about. */
                schedule?: components["schemas"]["FullCallSchedule"];
                /** @description Chat that the alert concerns; complete, because clients replace their copy. */
                chat?: components["schemas"]["FullChat"];
                /** @description Message that the alert concerns. */
                message?: components["schemas"]["BasicChatMessage"];
                /** @description Request that the alert is about. With status `canceled` clients remove the alert. */
                connectRequest?: components["schemas"]["FullConnectRequest"];
                /** @description Review that the alert is about. */
                review?: components["schemas"]["FullReview"];
                /** @description Transaction that the alert is about. */
                transaction?: components["schemas"]["BasicTransaction"];
                /** @description Changed alerts by their ids, for `alerts.update`. */
                alertsMap?: {
                    [key: string]: components["schemas"]["AlertMark"];
                };
                /** @description The receiver's new `totalUnreadAlerts`, for `alerts.update`. */
                viewer?: components["schemas"]["UnreadCounts"];
            };
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            action: "alert.new" | "alert.update" | "alerts.update";
        };
        /**
         * WssActionBase
         * @description A message of the server that belongs to no group: the answer to `authenticate` (its `data` is the signed-in user as extended_user), the answer to `ping` (no `data`), and the push `schedule.upcoming` (`data.schedule` is a full_call_schedule).
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "action": "authenticate",
         *       "data": {
         *         "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *         "name": "Margaret Ellis",
         *         "age": 74,
         *         "email": "margaret.ellis@example.com",
         *         "gender": "female",
         *         "location": {
         *           "city": "Portland",
         *           "country": "United States",
         *           "state": "Oregon"
         *         },
         *         "picture": {
         *           "sm": {
         *             "mimeType": "image/webp",
         *             "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/sm.webp"
         *           },
         *           "org": {
         *             "mimeType": "image/jpeg",
         *             "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/org.jpg"
         *           }
         *         },
         *         "rating": 4.8,
         *         "type": "senior",
         *         "viewer": {
         *           "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111"
         *         },
         *         "dailyInfo": {
         *           "totalCalls": 0
         *         },
         *         "dob": "1951-11-02",
         *         "interests": [
         *           {
         *             "id": "0199c2f0-1c50-7230-8dd0-5f3e6fa01110",
         *             "name": "photography",
         *             "emoji": "📷",
         *             "iconSrc": "https://files.talkamie.com/interests/photography.svg"
         *           }
         *         ],
         *         "language": "English",
         *         "ledger": {
         *           "coins": {
         *             "balance": 4200
         *           },
         *           "paypal": {}
         *         },
         *         "preferences": {
         *           "call": {
         *             "maxDuration": "unlimited"
         *           },
         *           "notifications": {
         *             "push": {
         *               "enabled": true
         *             }
         *           }
         *         },
         *         "timezoneOffset": 480,
         *         "totalConnections": 3,
         *         "totalPendingRequests": 0,
         *         "totalReviews": 5,
         *         "totalUnreadAlerts": 1,
         *         "totalUnreadChats": 0,
         *         "verification": {
         *           "verified": false,
         *           "basic": {
         *             "status": "pending"
         *           },
         *           "admin": {
         *             "status": "pending"
         *           },
         *           "background": {
         *             "status": "pending"
         *           }
         *         },
         *         "visibility": "public"
         *       }
         *     }
         * @example {
         *       "success": true,
         *       "action": "ping"
         *     }
         * @example {
         *       "success": true,
         *       "action": "schedule.upcoming",
         *       "data": {
         *         "schedule": {
         *           "id": "0199c2f0-1b28-7918-86e8-5f3c80b10888",
         *           "type": "video",
         *           "title": "Meeting with Daniel Ortiz",
         *           "timeslot": {
         *             "from": "2026-03-21T09:00:00.000Z",
         *             "to": "2026-03-21T10:00:00.000Z"
         *           },
         *           "status": "upcoming",
         *           "recurrence": "weekly",
         *           "attendee": {
         *             "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *             "name": "Daniel Ortiz",
         *             "picture": {
         *               "sm": {
         *                 "mimeType": "image/webp",
         *                 "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/sm.webp"
         *               },
         *               "org": {
         *                 "mimeType": "image/jpeg",
         *                 "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"
         *               }
         *             },
         *             "type": "volunteer"
         *           }
         *         }
         *       }
         *     }
         */
        WssActionBase: components["schemas"]["WssEnvelope"] & {
            /**
             * @description Name of the action.
             * @enum {string}
             */
            action: "authenticate" | "ping" | "schedule.upcoming";
            /** @description Depends on `action`: an extended_user, nothing, or an object with `schedule`. Absent in failures. */
            data?: unknown;
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            action: "authenticate" | "ping" | "schedule.upcoming";
        };
        /**
         * WssActionCall
         * @description A message of the server about a call. `call-user`, `accept-call`, `reject-call` and `end-call` are answers; `user-calling`, `call-accepted`, `call-rejected`, `call-ended` and `signal` are pushes. Both dialects use these names.
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "action": "call-user",
         *       "data": {
         *         "chatId": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333",
         *         "call": {
         *           "id": "0199c2f0-1e2c-7b4d-9a51-5f41c2d3e777",
         *           "type": "video",
         *           "status": "ringing",
         *           "direction": "outgoing",
         *           "duration": 0,
         *           "timestamp": "2026-03-14T07:20:55.120Z",
         *           "user": {
         *             "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *             "name": "Daniel Ortiz",
         *             "age": 29,
         *             "bio": "Nurse and good listener.",
         *             "gender": "male",
         *             "location": {
         *               "city": "Salem",
         *               "country": "United States",
         *               "state": "Oregon"
         *             },
         *             "rating": 4.6,
         *             "type": "volunteer",
         *             "verification": {
         *               "verified": true
         *             }
         *           },
         *           "chat": {
         *             "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333"
         *           }
         *         }
         *       }
         *     }
         * @example {
         *       "success": true,
         *       "action": "user-calling",
         *       "data": {
         *         "chat": {
         *           "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333"
         *         },
         *         "call": {
         *           "id": "0199c2f0-1e2c-7b4d-9a51-5f41c2d3e777",
         *           "type": "video",
         *           "status": "ringing",
         *           "direction": "incoming",
         *           "duration": 0,
         *           "timestamp": "2026-03-14T07:20:55.120Z",
         *           "user": {
         *             "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *             "name": "Margaret Hill",
         *             "age": 78,
         *             "gender": "female",
         *             "rating": 4.8,
         *             "type": "senior"
         *           },
         *           "chat": {
         *             "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333"
         *           }
         *         }
         *       }
         *     }
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "action": "accept-call",
         *       "data": {
         *         "chatId": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333",
         *         "call": {
         *           "id": "0199c2f0-1e2c-7b4d-9a51-5f41c2d3e777",
         *           "type": "video",
         *           "status": "accepted",
         *           "direction": "incoming",
         *           "duration": 0,
         *           "timestamp": "2026-03-14T07:20:55.120Z",
         *           "user": {
         *             "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *             "name": "Margaret Hill",
         *             "age": 78,
         *             "gender": "female",
         *             "rating": 4.8,
         *             "type": "senior"
         *           },
         *           "chat": {
         *             "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333"
         *           }
         *         }
         *       }
         *     }
         * @example {
         *       "success": true,
         *       "action": "call-accepted",
         *       "data": {
         *         "chat": {
         *           "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333"
         *         },
         *         "call": {
         *           "id": "0199c2f0-1e2c-7b4d-9a51-5f41c2d3e777",
         *           "type": "video",
         *           "status": "accepted",
         *           "direction": "outgoing",
         *           "duration": 0,
         *           "timestamp": "2026-03-14T07:20:55.120Z",
         *           "user": {
         *             "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *             "name": "Daniel Ortiz",
         *             "age": 29,
         *             "bio": "Nurse and good listener.",
         *             "gender": "male",
         *             "location": {
         *               "city": "Salem",
         *               "country": "United States",
         *               "state": "Oregon"
         *             },
         *             "rating": 4.6,
         *             "type": "volunteer",
         *             "verification": {
         *               "verified": true
         *             }
         *           },
         *           "chat": {
         *             "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333"
         *           }
         *         }
         *       }
         *     }
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "action": "reject-call",
         *       "data": {
         *         "call": {
         *           "id": "0199c2f0-1e2c-7b4d-9a51-5f41c2d3e777",
         *           "type": "video",
         *           "status": "rejected",
         *           "direction": "incoming",
         *           "duration": 0,
         *           "timestamp": "2026-03-14T07:20:55.120Z",
         *           "user": {
         *             "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *             "name": "Margaret Hill",
         *             "age": 78,
         *             "gender": "female",
         *             "rating": 4.8,
         *             "type": "senior"
         *           },
         *           "chat": {
         *             "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333"
         *           }
         *         }
         *       }
         *     }
         * @example {
         *       "success": true,
         *       "action": "call-rejected",
         *       "data": {
         *         "chat": {
         *           "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333"
         *         },
         *         "call": {
         *           "id": "0199c2f0-1e2c-7b4d-9a51-5f41c2d3e777",
         *           "type": "video",
         *           "status": "rejected",
         *           "direction": "outgoing",
         *           "duration": 0,
         *           "timestamp": "2026-03-14T07:20:55.120Z",
         *           "user": {
         *             "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *             "name": "Daniel Ortiz",
         *             "age": 29,
         *             "bio": "Nurse and good listener.",
         *             "gender": "male",
         *             "location": {
         *               "city": "Salem",
         *               "country": "United States",
         *               "state": "Oregon"
         *             },
         *             "rating": 4.6,
         *             "type": "volunteer",
         *             "verification": {
         *               "verified": true
         *             }
         *           },
         *           "chat": {
         *             "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333"
         *           }
         *         }
         *       }
         *     }
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "action": "end-call",
         *       "data": {
         *         "call": {
         *           "id": "0199c2f0-1e2c-7b4d-9a51-5f41c2d3e777",
         *           "type": "video",
         *           "status": "accepted",
         *           "direction": "incoming",
         *           "duration": 125,
         *           "timestamp": "2026-03-14T07:20:55.120Z",
         *           "user": {
         *             "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *             "name": "Margaret Hill",
         *             "age": 78,
         *             "gender": "female",
         *             "rating": 4.8,
         *             "type": "senior"
         *           },
         *           "chat": {
         *             "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333"
         *           }
         *         }
         *       }
         *     }
         * @example {
         *       "success": true,
         *       "action": "call-ended",
         *       "data": {
         *         "chat": {
         *           "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333"
         *         },
         *         "call": {
         *           "id": "0199c2f0-1e2c-7b4d-9a51-5f41c2d3e777",
         *           "type": "video",
         *           "status": "accepted",
         *           "direction": "outgoing",
         *           "duration": 125,
         *           "timestamp": "2026-03-14T07:20:55.120Z",
         *           "user": {
         *             "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *             "name": "Daniel Ortiz",
         *             "age": 29,
         *             "bio": "Nurse and good listener.",
         *             "gender": "male",
         *             "location": {
         *               "city": "Salem",
         *               "country": "United States",
         *               "state": "Oregon"
         *             },
         *             "rating": 4.6,
         *             "type": "volunteer",
         *             "verification": {
         *               "verified": true
         *             }
         *           },
         *           "chat": {
         *             "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333"
         *           }
         *         },
         *         "me": {
         *           "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *           "ledger": {
         *             "coins": {
         *               "balance": 4670
         *             },
         *             "paypal": {}
         *           }
         *         }
         *       }
         *     }
         * @example {
         *       "success": true,
         *       "action": "signal",
         *       "data": {
         *         "chat": {
         *           "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333"
         *         },
         *         "signal": {
         *           "type": "offer",
         *           "sdp": "v=0"
         *         }
         *       }
         *     }
         * @example {
         *       "success": true,
         *       "action": "signal",
         *       "data": {
         *         "chat": {
         *           "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333"
         *         },
         *         "signal": {
         *           "candidate": {
         *             "candidate": "candidate:1 1 UDP 2122252543 127.0.0.1 50000 typ host",
         *             "sdpMid": "0",
         *             "sdpMLineIndex": 0
         *           }
         *         }
         *       }
         *     }
         */
        WssActionCall: components["schemas"]["WssEnvelope"] & {
            /**
             * @description Name of the action.
             * @enum {string}
             */
            action: "call-user" | "user-calling" | "accept-call" | "call-accepted" | "reject-call" | "call-rejected" | "end-call" | "call-ended" | "signal";
            /** @description Content of the message; which fields are present depends on `action`. Absent in failures. */
            data?: {
                /** @description Id of the call's chat, for `call-user` and `accept-call`. */
                chatId?: components["schemas"]["Id"];
                /** @description The call's chat, in pushes: signals go to its id. */
                chat?: components["schemas"]["Reference"];
                /** @description The call as the receiver sees it, in all but `signal`. In `user-calling` it is `incoming` and `ringing`. */
                call?: components["schemas"]["FullCall"];
                /** @description The receiver's own user with the new balance, for `call-ended`. */
                me?: components["schemas"]["ExtendedUser"];
                /** @description What the other person's browser made, unchanged: `{type, sdp}` or `{candidate}`. For `signal`. */
                signal?: {
                    [key: string]: unknown;
                };
            };
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            action: "call-user" | "user-calling" | "accept-call" | "call-accepted" | "reject-call" | "call-rejected" | "end-call" | "call-ended" | "signal";
        };
        /**
         * WssActionChat
         * @description A message of the server about chats. `chat.message.send` and `chat.messages.get` are answers, `chat.message.new`, `chat.update` and `chats.update` are pushes, `chat.messages.update` is both.
         * @example {
         *       "success": true,
         *       "action": "chat.message.new",
         *       "data": {
         *         "chat": {
         *           "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333"
         *         },
         *         "message": {
         *           "id": "0199c2f0-1ade-76d2-812e-5f3c04f54666",
         *           "type": "text",
         *           "text": "Good morning! How are your tulips?",
         *           "timestamp": "2026-03-14T07:20:55.120Z",
         *           "sender": {
         *             "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *             "name": "Daniel Ortiz"
         *           },
         *           "delivery": {
         *             "status": "delivered",
         *             "at": "2026-03-14T07:20:56.004Z"
         *           }
         *         },
         *         "viewer": {
         *           "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *           "totalUnreadChats": 1
         *         }
         *       }
         *     }
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "action": "chat.message.send",
         *       "data": {
         *         "chat": {
         *           "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333"
         *         },
         *         "message": {
         *           "id": "0199c2f0-1ade-76d2-812e-5f3c04f54666",
         *           "type": "text",
         *           "text": "Good morning! How are your tulips?",
         *           "timestamp": "2026-03-14T07:20:55.120Z",
         *           "sender": {
         *             "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *             "name": "Daniel Ortiz"
         *           },
         *           "delivery": {
         *             "status": "delivered",
         *             "at": "2026-03-14T07:20:56.004Z"
         *           }
         *         }
         *       }
         *     }
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "action": "chat.messages.get",
         *       "data": {
         *         "chat": {
         *           "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333"
         *         },
         *         "messages": [
         *           {
         *             "id": "0199c2f0-1b03-77f5-840b-5f3c42d32777",
         *             "type": "schedule",
         *             "schedule": {
         *               "id": "0199c2f0-1b28-7918-86e8-5f3c80b10888",
         *               "type": "video",
         *               "title": "Meeting with Daniel Ortiz",
         *               "timeslot": {
         *                 "from": "2026-03-21T09:00:00.000Z",
         *                 "to": "2026-03-21T10:00:00.000Z"
         *               },
         *               "status": "upcoming",
         *               "recurrence": "weekly"
         *             },
         *             "timestamp": "2026-03-14T08:00:00.000Z",
         *             "sender": {
         *               "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *               "name": "Margaret Ellis"
         *             },
         *             "delivery": {
         *               "status": "sent",
         *               "at": "2026-03-14T08:00:00.000Z"
         *             }
         *           },
         *           {
         *             "id": "0199c2f0-1ade-76d2-812e-5f3c04f54666",
         *             "type": "text",
         *             "text": "Good morning! How are your tulips?",
         *             "timestamp": "2026-03-14T07:20:55.120Z",
         *             "sender": {
         *               "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *               "name": "Daniel Ortiz"
         *             },
         *             "delivery": {
         *               "status": "delivered",
         *               "at": "2026-03-14T07:20:56.004Z"
         *             }
         *           }
         *         ]
         *       },
         *       "pagination": {
         *         "lastEvaluatedKey": {
         *           "key": "Z2V0TWVzc2FnZXMgMDE5OWMyZjAtMWE2Zi03MzY5LTg4OTctNWYzYjRiNWJhMzMzfDE3NzM0NzI4NTUxMjA6MDE5OWMyZjAtMWFkZS03NmQyLTgxMmUtNWYzYzA0ZjU0NjY2"
         *         }
         *       }
         *     }
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "action": "chat.messages.update",
         *       "data": {
         *         "chat": {
         *           "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333"
         *         },
         *         "messagesMap": {
         *           "0199c2f0-1ade-76d2-812e-5f3c04f54666": {
         *             "id": "0199c2f0-1ade-76d2-812e-5f3c04f54666",
         *             "type": "text",
         *             "text": "Good morning! How are your tulips?",
         *             "timestamp": "2026-03-14T07:20:55.120Z",
         *             "sender": {
         *               "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *               "name": "Daniel Ortiz"
         *             },
         *             "delivery": {
         *               "status": "read",
         *               "at": "2026-03-14T07:22:10.000Z"
         *             }
         *           }
         *         },
         *         "viewer": {
         *           "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *           "totalUnreadChats": 0
         *         }
         *       }
         *     }
         * @example {
         *       "success": true,
         *       "action": "chat.update",
         *       "data": {
         *         "chat": {
         *           "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333",
         *           "type": "message",
         *           "timestamp": "2026-03-14T07:20:55.120Z",
         *           "request": {
         *             "id": "0199c2f0-1ab9-75af-8e51-5f3bc7176555",
         *             "text": "Hello Margaret, I grow roses too. May I write to you?",
         *             "timestamp": "2026-03-12T16:02:11.430Z",
         *             "delivery": {
         *               "status": "read",
         *               "at": "2026-03-12T17:40:00.000Z"
         *             },
         *             "status": "accepted",
         *             "sender": {
         *               "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222"
         *             }
         *           },
         *           "user": {
         *             "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *             "name": "Daniel Ortiz",
         *             "age": 29,
         *             "bio": "Nurse and good listener.",
         *             "gender": "male",
         *             "location": {
         *               "city": "Salem",
         *               "country": "United States",
         *               "state": "Oregon"
         *             },
         *             "picture": {
         *               "sm": {
         *                 "mimeType": "image/webp",
         *                 "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/sm.webp"
         *               },
         *               "org": {
         *                 "mimeType": "image/jpeg",
         *                 "url": "https://files.talkamie.com/user/0199c2f0-1a4a-7246-85ba-5f3b0d7dc222/picture/org.jpg"
         *               }
         *             },
         *             "rating": 4.6,
         *             "type": "volunteer"
         *           },
         *           "lastMessage": {
         *             "id": "0199c2f0-1ade-76d2-812e-5f3c04f54666",
         *             "type": "text",
         *             "text": "Good morning! How are your tulips?",
         *             "timestamp": "2026-03-14T07:20:55.120Z",
         *             "sender": {
         *               "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *               "name": "Daniel Ortiz"
         *             },
         *             "delivery": {
         *               "status": "delivered",
         *               "at": "2026-03-14T07:20:56.004Z"
         *             }
         *           },
         *           "totalUnreadMessages": 2
         *         }
         *       }
         *     }
         * @example {
         *       "success": true,
         *       "action": "chats.update",
         *       "data": {
         *         "chatsMap": {
         *           "0199c2f0-1a6f-7369-8897-5f3b4b5ba333": {
         *             "chat": {
         *               "id": "0199c2f0-1a6f-7369-8897-5f3b4b5ba333"
         *             },
         *             "messagesMap": {
         *               "0199c2f0-1ade-76d2-812e-5f3c04f54666": {
         *                 "id": "0199c2f0-1ade-76d2-812e-5f3c04f54666",
         *                 "type": "text",
         *                 "text": "Good morning! How are your tulips?",
         *                 "timestamp": "2026-03-14T07:20:55.120Z",
         *                 "sender": {
         *                   "id": "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
         *                   "name": "Daniel Ortiz"
         *                 },
         *                 "delivery": {
         *                   "status": "read",
         *                   "at": "2026-03-14T07:22:10.000Z"
         *                 }
         *               }
         *             }
         *           }
         *         }
         *       }
         *     }
         */
        WssActionChat: components["schemas"]["WssEnvelope"] & {
            /**
             * @description Name of the action.
             * @enum {string}
             */
            action: "chat.message.new" | "chat.message.send" | "chat.messages.get" | "chat.messages.update" | "chat.update" | "chats.update";
            /** @description Content of the message; which fields are present depends on `action`. Absent in failures. */
            data?: {
                /** @description The chat that the message is about: only its `id`, except in `chat.update`, where it is complete. */
                chat?: components["schemas"]["FullChat"];
                /** @description The stored message, for `chat.message.new` and `chat.message.send`. */
                message?: components["schemas"]["BasicChatMessage"];
                /** @description One page of messages, at most 100, newest first, for `chat.messages.get`; `pagination` stands beside `data`. */
                messages?: components["schemas"]["BasicChatMessage"][];
                /** @description Changed messages by their ids, for `chat.messages.update`. Each one is complete and replaces the client's copy. */
                messagesMap?: {
                    [key: string]: components["schemas"]["BasicChatMessage"];
                };
                /** @description The receiver's new `totalUnreadChats`, for `chat.message.new` and `chat.messages.update`. */
                viewer?: components["schemas"]["UnreadCounts"];
                /** @description Changed messages of several chats by the chats' ids, for `chats.update`. */
                chatsMap?: {
                    [key: string]: components["schemas"]["ChatMessagesBundle"];
                };
            };
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            action: "chat.message.new" | "chat.message.send" | "chat.messages.get" | "chat.messages.update" | "chat.update" | "chats.update";
        };
        /**
         * WssActionSupport
         * @description A message of the server about the user's support ticket. `support.message.send` and `support.messages.get` are answers, `support.message.new` is a push, `support.messages.update` is both.
         * @example {
         *       "success": true,
         *       "action": "support.message.new",
         *       "data": {
         *         "ticket": {
         *           "id": "0199c2f0-1be1-7ec7-8539-5f3db6066ddd",
         *           "status": "open"
         *         },
         *         "message": {
         *           "id": "0199c2f0-1dc2-7d8e-8a72-5f40da4adbba",
         *           "type": "text",
         *           "text": "Please check that your volume is turned up. Does it help?",
         *           "timestamp": "2026-03-13T18:35:40.100Z",
         *           "delivery": {
         *             "status": "delivered",
         *             "at": "2026-03-13T18:35:41.000Z"
         *           },
         *           "sender": {
         *             "id": "0199c2f0-1d53-7a25-81db-5f4020b13887"
         *           }
         *         }
         *       }
         *     }
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "action": "support.message.send",
         *       "data": {
         *         "ticket": {
         *           "id": "0199c2f0-1be1-7ec7-8539-5f3db6066ddd",
         *           "status": "open",
         *           "user": {
         *             "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *             "name": "Margaret Ellis",
         *             "picture": {
         *               "sm": {
         *                 "mimeType": "image/webp",
         *                 "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/sm.webp"
         *               },
         *               "org": {
         *                 "mimeType": "image/jpeg",
         *                 "url": "https://files.talkamie.com/user/0199c2f0-1a25-7123-82dd-5f3acf9fe111/picture/org.jpg"
         *               }
         *             },
         *             "type": "senior"
         *           }
         *         },
         *         "message": {
         *           "id": "0199c2f0-1c06-7fea-8816-5f3df3e44eee",
         *           "type": "text",
         *           "text": "I cannot hear anything during calls.",
         *           "timestamp": "2026-03-13T18:30:12.900Z",
         *           "delivery": {
         *             "status": "read",
         *             "at": "2026-03-13T18:31:00.000Z"
         *           },
         *           "sender": {
         *             "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111"
         *           }
         *         }
         *       }
         *     }
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "action": "support.messages.get",
         *       "data": {
         *         "ticket": {
         *           "id": "0199c2f0-1be1-7ec7-8539-5f3db6066ddd"
         *         },
         *         "messages": [
         *           {
         *             "id": "0199c2f0-1dc2-7d8e-8a72-5f40da4adbba",
         *             "type": "text",
         *             "text": "Please check that your volume is turned up. Does it help?",
         *             "timestamp": "2026-03-13T18:35:40.100Z",
         *             "delivery": {
         *               "status": "delivered",
         *               "at": "2026-03-13T18:35:41.000Z"
         *             },
         *             "sender": {
         *               "id": "0199c2f0-1d53-7a25-81db-5f4020b13887"
         *             }
         *           },
         *           {
         *             "id": "0199c2f0-1c06-7fea-8816-5f3df3e44eee",
         *             "type": "text",
         *             "text": "I cannot hear anything during calls.",
         *             "timestamp": "2026-03-13T18:30:12.900Z",
         *             "delivery": {
         *               "status": "read",
         *               "at": "2026-03-13T18:31:00.000Z"
         *             },
         *             "sender": {
         *               "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111"
         *             }
         *           }
         *         ]
         *       },
         *       "pagination": {}
         *     }
         * @example {
         *       "success": true,
         *       "statusCode": 200,
         *       "action": "support.messages.update",
         *       "data": {
         *         "ticket": {
         *           "id": "0199c2f0-1be1-7ec7-8539-5f3db6066ddd"
         *         },
         *         "messagesMap": {
         *           "0199c2f0-1dc2-7d8e-8a72-5f40da4adbba": {
         *             "id": "0199c2f0-1dc2-7d8e-8a72-5f40da4adbba",
         *             "type": "text",
         *             "text": "Please check that your volume is turned up. Does it help?",
         *             "timestamp": "2026-03-13T18:35:40.100Z",
         *             "delivery": {
         *               "status": "read",
         *               "at": "2026-03-13T18:40:00.000Z"
         *             },
         *             "sender": {
         *               "id": "0199c2f0-1d53-7a25-81db-5f4020b13887"
         *             }
         *           }
         *         }
         *       }
         *     }
         */
        WssActionSupport: components["schemas"]["WssEnvelope"] & {
            /**
             * @description Name of the action.
             * @enum {string}
             */
            action: "support.message.new" | "support.message.send" | "support.messages.get" | "support.messages.update";
            /** @description Content of the message; which fields are present depends on `action`. Absent in failures. */
            data?: {
                /** @description The ticket: complete in `support.message.send`, which may have opened it; at least its `id` otherwise. */
                ticket?: components["schemas"]["FullSupportTicket"];
                /** @description The stored message, for `support.message.new` and `support.message.send`. */
                message?: components["schemas"]["BasicSupportMessage"];
                /** @description One page of messages, at most 100, newest first, for `support.messages.get`; `pagination` stands beside `data`. */
                messages?: components["schemas"]["BasicSupportMessage"][];
                /** @description Changed messages by their ids, for `support.messages.update`. Each one is complete and replaces the client's copy. */
                messagesMap?: {
                    [key: string]: components["schemas"]["BasicSupportMessage"];
                };
            };
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            action: "support.message.new" | "support.message.send" | "support.messages.get" | "support.messages.update";
        };
        /**
         * WssActionUser
         * @description A push of the server about the receiver's own user: the coins are running low, or something in the own user changed.
         * @example {
         *       "success": true,
         *       "action": "user.coins.low",
         *       "data": {
         *         "user": {
         *           "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *           "ledger": {
         *             "coins": {
         *               "balance": 12.5
         *             },
         *             "paypal": {}
         *           }
         *         }
         *       }
         *     }
         * @example {
         *       "success": true,
         *       "action": "user.update",
         *       "data": {
         *         "user": {
         *           "id": "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
         *           "totalConnections": 4,
         *           "ledger": {
         *             "coins": {
         *               "balance": 4700
         *             },
         *             "paypal": {}
         *           }
         *         }
         *       }
         *     }
         */
        WssActionUser: components["schemas"]["WssEnvelope"] & {
            /**
             * @description Name of the action.
             * @enum {string}
             */
            action: "user.coins.low" | "user.update";
            /** @description Content of the message. */
            data?: {
                /** @description The receiver's own user, whole or in part. Merge it shallowly: fields that are absent have not changed, nested objects are complete. For `user.coins.low`: `id` and `ledger`. */
                user?: components["schemas"]["ExtendedUser"];
            };
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            action: "user.coins.low" | "user.update";
        };
        /**
         * WssEnvelope
         * @description What all messages of the server over the WebSocket have in common. Answers come with the `action` of the request; pushes come unasked. Fields of the message stand under `data`.
         * @example {
         *       "success": true,
         *       "statusCode": 200
         *     }
         * @example {
         *       "success": false,
         *       "statusCode": 401,
         *       "message": "Authenticate first."
         *     }
         */
        WssEnvelope: {
            /** @description True for answers to requests that worked and for all pushes; false for failures, which say why in `message`. */
            success: boolean;
            /**
             * Format: int32
             * @description HTTP-like status of an answer. Absent in pushes.
             */
            statusCode?: number;
            /** @description Readable sentence, above all about a failure. */
            message?: string;
            /** @description Where the next page starts, for answers that carry a list. */
            pagination?: components["schemas"]["Pagination"];
        };
        /**
         * WssFailure
         * @description What the server says when it could not do what was asked: the problem that HTTP would answer, with the `action` that asked for it. Without `action` when the frame had none.
         * @example {
         *       "action": "chat.message.send",
         *       "type": "/docs/errors/chat/not-found",
         *       "title": "This chat cannot be found",
         *       "status": 404,
         *       "detail": "This chat cannot be found",
         *       "code": "chat/not-found",
         *       "requestId": "0199c2f0-1d78-7b48-84b8-5f405e8f1998",
         *       "success": false,
         *       "statusCode": 404,
         *       "error": "This chat cannot be found",
         *       "message": "This chat cannot be found"
         *     }
         */
        WssFailure: components["schemas"]["Problem"] & {
            /** @description Name of the action that asked, as the client wrote it. */
            action?: string;
        };
    };
    responses: {
        /**
         * @description - `auth/missing`: The operation needs an access token and the request has none (in `getUsers`: signed out and without an e-mail). **Remedy:** Send `Authorization: Bearer <access token>`.
         *     - `auth/invalid`: The access token is malformed, expired or revoked, or its account is closed. **Remedy:** Refresh the tokens, or sign in again.
         */
        AuthMissingOrAuthInvalid: {
            headers: {
                /** @description Names this request in the server's log. */
                "X-Request-Id"?: string;
                /** @description So many requests one client address may send in a window. */
                "RateLimit-Limit"?: number;
                /** @description So many of them are left. */
                "RateLimit-Remaining"?: number;
                /** @description Seconds until the window ends. */
                "RateLimit-Reset"?: number;
                /** @description `Bearer`. */
                "WWW-Authenticate"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description - `auth/provider-unavailable`: The provider did not answer, or is not set up on this server. **Remedy:** Try again later, or sign in with a password.
         *     - `store/unavailable`: The database cannot be reached or did not answer in time. Nothing was changed. **Remedy:** Repeat the request after the number of seconds in `Retry-After`.
         */
        AuthProviderUnavailableOrStoreUnavailable: {
            headers: {
                /** @description Names this request in the server's log. */
                "X-Request-Id"?: string;
                /** @description So many requests one client address may send in a window. */
                "RateLimit-Limit"?: number;
                /** @description So many of them are left. */
                "RateLimit-Remaining"?: number;
                /** @description Seconds until the window ends. */
                "RateLimit-Reset"?: number;
                /** @description Seconds to wait. */
                "Retry-After"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description - `body/malformed`: The body is not JSON, or nested too deeply. **Remedy:** Send one JSON value, in UTF-8. */
        BodyMalformed: {
            headers: {
                /** @description Names this request in the server's log. */
                "X-Request-Id"?: string;
                /** @description So many requests one client address may send in a window. */
                "RateLimit-Limit"?: number;
                /** @description So many of them are left. */
                "RateLimit-Remaining"?: number;
                /** @description Seconds until the window ends. */
                "RateLimit-Reset"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description - `body/too-large`: The body is longer than the server accepts. **Remedy:** Send less. Files do not belong here: upload them to a signed URL. */
        BodyTooLarge: {
            headers: {
                /** @description Names this request in the server's log. */
                "X-Request-Id"?: string;
                /** @description So many requests one client address may send in a window. */
                "RateLimit-Limit"?: number;
                /** @description So many of them are left. */
                "RateLimit-Remaining"?: number;
                /** @description Seconds until the window ends. */
                "RateLimit-Reset"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description - `body/unsupported-type`: The body's `Content-Type` is not `application/json`, or the body is encoded (`Content-Encoding: gzip`). **Remedy:** Set `Content-Type: application/json`, and send the body as it is. */
        BodyUnsupportedType: {
            headers: {
                /** @description Names this request in the server's log. */
                "X-Request-Id"?: string;
                /** @description So many requests one client address may send in a window. */
                "RateLimit-Limit"?: number;
                /** @description So many of them are left. */
                "RateLimit-Remaining"?: number;
                /** @description Seconds until the window ends. */
                "RateLimit-Reset"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description - `chat/not-found`: No chat has this id, or the caller takes no part in it. **Remedy:** Remove the chat from the screen. */
        ChatNotFound: {
            headers: {
                /** @description Names this request in the server's log. */
                "X-Request-Id"?: string;
                /** @description So many requests one client address may send in a window. */
                "RateLimit-Limit"?: number;
                /** @description So many of them are left. */
                "RateLimit-Remaining"?: number;
                /** @description Seconds until the window ends. */
                "RateLimit-Reset"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description - `connection/not-found`: The caller and the named user have no connection, or no request, in the state that this operation needs. **Remedy:** Re-read the user; nothing to do when the wished state holds already. */
        ConnectionNotFound: {
            headers: {
                /** @description Names this request in the server's log. */
                "X-Request-Id"?: string;
                /** @description So many requests one client address may send in a window. */
                "RateLimit-Limit"?: number;
                /** @description So many of them are left. */
                "RateLimit-Remaining"?: number;
                /** @description Seconds until the window ends. */
                "RateLimit-Reset"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description - `connection/not-receiver`: The pending request was sent by the caller. **Remedy:** Offer cancelling instead. */
        ConnectionNotReceiver: {
            headers: {
                /** @description Names this request in the server's log. */
                "X-Request-Id"?: string;
                /** @description So many requests one client address may send in a window. */
                "RateLimit-Limit"?: number;
                /** @description So many of them are left. */
                "RateLimit-Remaining"?: number;
                /** @description Seconds until the window ends. */
                "RateLimit-Reset"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description - `internal/error`: A fault in the server. **Remedy:** Try again later; if it persists, report the `requestId`. */
        InternalError: {
            headers: {
                /** @description Names this request in the server's log. */
                "X-Request-Id"?: string;
                /** @description So many requests one client address may send in a window. */
                "RateLimit-Limit"?: number;
                /** @description So many of them are left. */
                "RateLimit-Remaining"?: number;
                /** @description Seconds until the window ends. */
                "RateLimit-Reset"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description - `message-request/not-found`: The caller and the named user have no pending message request. **Remedy:** Re-read the user; nothing to do when the wished state holds already. */
        MessageRequestNotFound: {
            headers: {
                /** @description Names this request in the server's log. */
                "X-Request-Id"?: string;
                /** @description So many requests one client address may send in a window. */
                "RateLimit-Limit"?: number;
                /** @description So many of them are left. */
                "RateLimit-Remaining"?: number;
                /** @description Seconds until the window ends. */
                "RateLimit-Reset"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description - `message-request/not-receiver`: The pending message request was sent by the caller. **Remedy:** Offer cancelling instead. */
        MessageRequestNotReceiver: {
            headers: {
                /** @description Names this request in the server's log. */
                "X-Request-Id"?: string;
                /** @description So many requests one client address may send in a window. */
                "RateLimit-Limit"?: number;
                /** @description So many of them are left. */
                "RateLimit-Remaining"?: number;
                /** @description Seconds until the window ends. */
                "RateLimit-Reset"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description - `rate/limited`: The caller sent more requests than this operation allows in a while. **Remedy:** Wait for the number of seconds in `Retry-After`, then repeat the request. */
        RateLimited: {
            headers: {
                /** @description Names this request in the server's log. */
                "X-Request-Id"?: string;
                /** @description So many requests one client address may send in a window. */
                "RateLimit-Limit"?: number;
                /** @description So many of them are left. */
                "RateLimit-Remaining"?: number;
                /** @description Seconds until the window ends. */
                "RateLimit-Reset"?: number;
                /** @description Seconds to wait. */
                "Retry-After"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description - `rate/limited`: The caller sent more requests than this operation allows in a while. **Remedy:** Wait for the number of seconds in `Retry-After`, then repeat the request.
         *     - `otp/too-many-tries`: The code was entered wrongly too often and is now void. **Remedy:** Generate a new one-time code.
         */
        RateLimitedOrOtpTooManyTries: {
            headers: {
                /** @description Names this request in the server's log. */
                "X-Request-Id"?: string;
                /** @description So many requests one client address may send in a window. */
                "RateLimit-Limit"?: number;
                /** @description So many of them are left. */
                "RateLimit-Remaining"?: number;
                /** @description Seconds until the window ends. */
                "RateLimit-Reset"?: number;
                /** @description Seconds to wait. */
                "Retry-After"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description - `request/invalid`: A parameter or a field of the body does not have the shape that the operation asks for. `errors` lists every mistake. **Remedy:** Correct the fields that `errors` points to and send the request again. */
        RequestInvalid: {
            headers: {
                /** @description Names this request in the server's log. */
                "X-Request-Id"?: string;
                /** @description So many requests one client address may send in a window. */
                "RateLimit-Limit"?: number;
                /** @description So many of them are left. */
                "RateLimit-Remaining"?: number;
                /** @description Seconds until the window ends. */
                "RateLimit-Reset"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description - `request/invalid`: A parameter or a field of the body does not have the shape that the operation asks for. `errors` lists every mistake. **Remedy:** Correct the fields that `errors` points to and send the request again.
         *     - `cursor/invalid`: `lastEvaluatedKey` was not made by this list, or was changed. **Remedy:** Start with the first page; send the key back as received, with the same other parameters.
         */
        RequestInvalidOrCursorInvalid: {
            headers: {
                /** @description Names this request in the server's log. */
                "X-Request-Id"?: string;
                /** @description So many requests one client address may send in a window. */
                "RateLimit-Limit"?: number;
                /** @description So many of them are left. */
                "RateLimit-Remaining"?: number;
                /** @description Seconds until the window ends. */
                "RateLimit-Reset"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description - `request/invalid`: A parameter or a field of the body does not have the shape that the operation asks for. `errors` lists every mistake. **Remedy:** Correct the fields that `errors` points to and send the request again.
         *     - `idempotency/key-reused`: The `idempotency-key` was sent before with another operation, path or body. **Remedy:** Use a new key for each thing you want done.
         */
        RequestInvalidOrIdempotencyKeyReused: {
            headers: {
                /** @description Names this request in the server's log. */
                "X-Request-Id"?: string;
                /** @description So many requests one client address may send in a window. */
                "RateLimit-Limit"?: number;
                /** @description So many of them are left. */
                "RateLimit-Remaining"?: number;
                /** @description Seconds until the window ends. */
                "RateLimit-Reset"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description - `request/invalid`: A parameter or a field of the body does not have the shape that the operation asks for. `errors` lists every mistake. **Remedy:** Correct the fields that `errors` points to and send the request again.
         *     - `otp/expired`: No live code exists for this e-mail and purpose: it ran out, was used, or was never generated. **Remedy:** Generate a new one-time code.
         *     - `otp/wrong`: The code differs from the one that was sent. **Remedy:** Let the person compare it with the newest e-mail and try again.
         */
        RequestInvalidOrOtpExpiredOrOtpWrong: {
            headers: {
                /** @description Names this request in the server's log. */
                "X-Request-Id"?: string;
                /** @description So many requests one client address may send in a window. */
                "RateLimit-Limit"?: number;
                /** @description So many of them are left. */
                "RateLimit-Remaining"?: number;
                /** @description Seconds until the window ends. */
                "RateLimit-Reset"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description - `review/not-found`: The caller has no review of this user. **Remedy:** Write one instead. */
        ReviewNotFound: {
            headers: {
                /** @description Names this request in the server's log. */
                "X-Request-Id"?: string;
                /** @description So many requests one client address may send in a window. */
                "RateLimit-Limit"?: number;
                /** @description So many of them are left. */
                "RateLimit-Remaining"?: number;
                /** @description Seconds until the window ends. */
                "RateLimit-Reset"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description - `schedule/not-found`: No scheduled call has this id, or the caller takes no part in it. **Remedy:** Remove it from the screen. */
        ScheduleNotFound: {
            headers: {
                /** @description Names this request in the server's log. */
                "X-Request-Id"?: string;
                /** @description So many requests one client address may send in a window. */
                "RateLimit-Limit"?: number;
                /** @description So many of them are left. */
                "RateLimit-Remaining"?: number;
                /** @description Seconds until the window ends. */
                "RateLimit-Reset"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description - `store/unavailable`: The database cannot be reached or did not answer in time. Nothing was changed. **Remedy:** Repeat the request after the number of seconds in `Retry-After`. */
        StoreUnavailable: {
            headers: {
                /** @description Names this request in the server's log. */
                "X-Request-Id"?: string;
                /** @description So many requests one client address may send in a window. */
                "RateLimit-Limit"?: number;
                /** @description So many of them are left. */
                "RateLimit-Remaining"?: number;
                /** @description Seconds until the window ends. */
                "RateLimit-Reset"?: number;
                /** @description Seconds to wait. */
                "Retry-After"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description - `transaction/not-found`: No transaction has this id, or it is not the caller's. **Remedy:** Start a new one without `transactionId`. */
        TransactionNotFound: {
            headers: {
                /** @description Names this request in the server's log. */
                "X-Request-Id"?: string;
                /** @description So many requests one client address may send in a window. */
                "RateLimit-Limit"?: number;
                /** @description So many of them are left. */
                "RateLimit-Remaining"?: number;
                /** @description Seconds until the window ends. */
                "RateLimit-Reset"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description - `user/not-found`: No open account has this id, or its owner is not visible to the caller. **Remedy:** Remove the person from the screen. */
        UserNotFound: {
            headers: {
                /** @description Names this request in the server's log. */
                "X-Request-Id"?: string;
                /** @description So many requests one client address may send in a window. */
                "RateLimit-Limit"?: number;
                /** @description So many of them are left. */
                "RateLimit-Remaining"?: number;
                /** @description Seconds until the window ends. */
                "RateLimit-Reset"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description - `user/not-self`: The id in the path is not the caller's own. **Remedy:** Use the id of the signed-in user. */
        UserNotSelf: {
            headers: {
                /** @description Names this request in the server's log. */
                "X-Request-Id"?: string;
                /** @description So many requests one client address may send in a window. */
                "RateLimit-Limit"?: number;
                /** @description So many of them are left. */
                "RateLimit-Remaining"?: number;
                /** @description Seconds until the window ends. */
                "RateLimit-Reset"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getAlerts: {
        parameters: {
            query?: {
                /**
                 * @description How many items a page has at most, 1 to 100. 25 when left out.
                 * @example 25
                 */
                pageSize?: number;
                /**
                 * @description Where the next page starts: the object `pagination.lastEvaluatedKey` of the page before, as URL-encoded JSON. Opaque; send it back unchanged, with the same other parameters. Left out, the first page is answered.
                 * @example {"key":"Z2V0VXNlcnN8MTc3MzQ3Mjg1NTEyMDowMTk5YzJmMC0xYTRhLTcyNDYtODViYS01ZjNiMGQ3ZGMyMjI"}
                 */
                lastEvaluatedKey?: string;
            };
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page; `pagination.lastEvaluatedKey` is absent on the last. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BasicAlertPage"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            422: components["responses"]["RequestInvalidOrCursorInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    getUserByToken: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserAccountWithoutTokensAnswer"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            422: components["responses"]["RequestInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    signUp: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Sign in with another service instead of a password: the provider, one space, and its token. For `google` that is the OAuth access token, for `apple` the id token.
                 * @example google ya29.a0AfB_byExampleToken
                 */
                "x-auth-provider"?: string;
                /**
                 * @description The device's push token. New alerts are pushed to it for as long as this session lasts.
                 * @example fcm-dGhpcy1pcy1hLWRldmljZQ
                 */
                "x-user-device"?: string;
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignUpBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserAccountAnswer"];
                };
            };
            400: components["responses"]["BodyMalformed"];
            /** @description - `auth/provider-token-invalid`: The provider's token is expired, forged, made for another app, or belongs to another e-mail than the body's. **Remedy:** Obtain a new token from the provider. */
            401: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    /** @description `Bearer`. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `auth/email-not-verified`: Sign-up with a password while the e-mail was not verified by a one-time code in the last 30 minutes. **Remedy:** Generate a one-time code, verify it, then sign up. */
            403: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `auth/email-taken`: Sign-up with an e-mail that an open account has. **Remedy:** Offer sign-in. */
            409: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["BodyUnsupportedType"];
            /**
             * @description - `request/invalid`: A parameter or a field of the body does not have the shape that the operation asks for. `errors` lists every mistake. **Remedy:** Correct the fields that `errors` points to and send the request again.
             *     - `auth/password-missing`: Sign-up or sign-in without a password and without `x-auth-provider`. **Remedy:** Send either a password or a provider's token.
             */
            422: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthProviderUnavailableOrStoreUnavailable"];
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Sign in with another service instead of a password: the provider, one space, and its token. For `google` that is the OAuth access token, for `apple` the id token.
                 * @example google ya29.a0AfB_byExampleToken
                 */
                "x-auth-provider"?: string;
                /**
                 * @description The device's push token. New alerts are pushed to it for as long as this session lasts.
                 * @example fcm-dGhpcy1pcy1hLWRldmljZQ
                 */
                "x-user-device"?: string;
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserAccountAnswer"];
                };
            };
            400: components["responses"]["BodyMalformed"];
            /**
             * @description - `auth/provider-token-invalid`: The provider's token is expired, forged, made for another app, or belongs to another e-mail than the body's. **Remedy:** Obtain a new token from the provider.
             *     - `auth/wrong-password`: Sign-in: the password does not belong to the account, or the account has none because it signs in with Google or Apple. **Remedy:** Let the person try again, reset the password, or sign in with the provider.
             */
            401: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    /** @description `Bearer`. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description - `auth/account-unknown`: Sign-in with an e-mail that no open account has. **Remedy:** Check the spelling, or offer sign-up with the e-mail filled in. */
            404: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["BodyUnsupportedType"];
            /**
             * @description - `request/invalid`: A parameter or a field of the body does not have the shape that the operation asks for. `errors` lists every mistake. **Remedy:** Correct the fields that `errors` points to and send the request again.
             *     - `auth/password-missing`: Sign-up or sign-in without a password and without `x-auth-provider`. **Remedy:** Send either a password or a provider's token.
             *     - `auth/sign-up-first`: The provider's token is good, but no account belongs to its e-mail. **Remedy:** Offer sign-up with the e-mail filled in.
             */
            422: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthProviderUnavailableOrStoreUnavailable"];
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmptyAnswer"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            422: components["responses"]["RequestInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    resetPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetPasswordBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmptyAnswer"];
                };
            };
            400: components["responses"]["BodyMalformed"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["BodyUnsupportedType"];
            422: components["responses"]["RequestInvalidOrOtpExpiredOrOtpWrong"];
            429: components["responses"]["RateLimitedOrOtpTooManyTries"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    refreshTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserTokensAnswer"];
                };
            };
            400: components["responses"]["BodyMalformed"];
            /**
             * @description - `auth/refresh-invalid`: The refresh token is malformed, expired or revoked. **Remedy:** Sign in again.
             *     - `auth/refresh-reused`: A refresh token was used a second time. It may have been stolen, so the whole session was ended. **Remedy:** Sign in again; keep only the newest refresh token.
             */
            401: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    /** @description `Bearer`. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["BodyUnsupportedType"];
            422: components["responses"]["RequestInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    getCustomAvailability: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomAvailabilityItemsAnswer"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            422: components["responses"]["RequestInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    setCustomAvailability: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomAvailabilityItems"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomAvailabilityItemsAnswer"];
                };
            };
            400: components["responses"]["BodyMalformed"];
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["BodyUnsupportedType"];
            422: components["responses"]["RequestInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    getWeeklyAvailability: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WeeklyAvailabilityItemsAnswer"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            422: components["responses"]["RequestInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    setWeeklyAvailability: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WeeklyAvailabilityItems"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WeeklyAvailabilityItemsAnswer"];
                };
            };
            400: components["responses"]["BodyMalformed"];
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["BodyUnsupportedType"];
            422: components["responses"]["RequestInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    getCall: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path: {
                /**
                 * @description The id of a call.
                 * @example 0198c7d3-11c0-7a52-8e4b-6f1d2a93b077
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FullCallAnswer"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            /** @description - `call/not-found`: No call has this id, or the caller took no part in it. **Remedy:** Remove it from the screen. */
            404: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: components["responses"]["RequestInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    getCallHistories: {
        parameters: {
            query?: {
                /**
                 * @description How many items a page has at most, 1 to 100. 25 when left out.
                 * @example 25
                 */
                pageSize?: number;
                /**
                 * @description Where the next page starts: the object `pagination.lastEvaluatedKey` of the page before, as URL-encoded JSON. Opaque; send it back unchanged, with the same other parameters. Left out, the first page is answered.
                 * @example {"key":"Z2V0VXNlcnN8MTc3MzQ3Mjg1NTEyMDowMTk5YzJmMC0xYTRhLTcyNDYtODViYS01ZjNiMGQ3ZGMyMjI"}
                 */
                lastEvaluatedKey?: string;
                /**
                 * @description Only items that contain this text, whatever its case. The operation says where it looks.
                 * @example ann
                 */
                keyword?: string;
            };
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page; `pagination.lastEvaluatedKey` is absent on the last. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FullCallPage"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            422: components["responses"]["RequestInvalidOrCursorInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    getIceServers: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IceServersAnswer"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            422: components["responses"]["RequestInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    getChat: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path: {
                /**
                 * @description The id of a chat.
                 * @example 0198c7d3-42ab-7d10-b6c5-90e2f4a81d36
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FullChatAnswer"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            404: components["responses"]["ChatNotFound"];
            422: components["responses"]["RequestInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    getMessages: {
        parameters: {
            query?: {
                /**
                 * @description How many items a page has at most, 1 to 100. 25 when left out.
                 * @example 25
                 */
                pageSize?: number;
                /**
                 * @description Where the next page starts: the object `pagination.lastEvaluatedKey` of the page before, as URL-encoded JSON. Opaque; send it back unchanged, with the same other parameters. Left out, the first page is answered.
                 * @example {"key":"Z2V0VXNlcnN8MTc3MzQ3Mjg1NTEyMDowMTk5YzJmMC0xYTRhLTcyNDYtODViYS01ZjNiMGQ3ZGMyMjI"}
                 */
                lastEvaluatedKey?: string;
            };
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path: {
                /**
                 * @description The id of a chat.
                 * @example 0198c7d3-42ab-7d10-b6c5-90e2f4a81d36
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page; `pagination.lastEvaluatedKey` is absent on the last. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BasicChatMessagePage"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            404: components["responses"]["ChatNotFound"];
            422: components["responses"]["RequestInvalidOrCursorInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    getFrequentChats: {
        parameters: {
            query?: {
                /**
                 * @description How many items a page has at most, 1 to 100. 25 when left out.
                 * @example 25
                 */
                pageSize?: number;
                /**
                 * @description Where the next page starts: the object `pagination.lastEvaluatedKey` of the page before, as URL-encoded JSON. Opaque; send it back unchanged, with the same other parameters. Left out, the first page is answered.
                 * @example {"key":"Z2V0VXNlcnN8MTc3MzQ3Mjg1NTEyMDowMTk5YzJmMC0xYTRhLTcyNDYtODViYS01ZjNiMGQ3ZGMyMjI"}
                 */
                lastEvaluatedKey?: string;
                /**
                 * @description Only items that contain this text, whatever its case. The operation says where it looks.
                 * @example ann
                 */
                keyword?: string;
            };
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page; `pagination.lastEvaluatedKey` is absent on the last. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FullChatPage"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            422: components["responses"]["RequestInvalidOrCursorInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    getUnreadChats: {
        parameters: {
            query?: {
                /**
                 * @description How many items a page has at most, 1 to 100. 25 when left out.
                 * @example 25
                 */
                pageSize?: number;
                /**
                 * @description Where the next page starts: the object `pagination.lastEvaluatedKey` of the page before, as URL-encoded JSON. Opaque; send it back unchanged, with the same other parameters. Left out, the first page is answered.
                 * @example {"key":"Z2V0VXNlcnN8MTc3MzQ3Mjg1NTEyMDowMTk5YzJmMC0xYTRhLTcyNDYtODViYS01ZjNiMGQ3ZGMyMjI"}
                 */
                lastEvaluatedKey?: string;
                /**
                 * @description Only items that contain this text, whatever its case. The operation says where it looks.
                 * @example ann
                 */
                keyword?: string;
            };
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page; `pagination.lastEvaluatedKey` is absent on the last. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FullChatPage"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            422: components["responses"]["RequestInvalidOrCursorInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    getPendingChats: {
        parameters: {
            query?: {
                /**
                 * @description How many items a page has at most, 1 to 100. 25 when left out.
                 * @example 25
                 */
                pageSize?: number;
                /**
                 * @description Where the next page starts: the object `pagination.lastEvaluatedKey` of the page before, as URL-encoded JSON. Opaque; send it back unchanged, with the same other parameters. Left out, the first page is answered.
                 * @example {"key":"Z2V0VXNlcnN8MTc3MzQ3Mjg1NTEyMDowMTk5YzJmMC0xYTRhLTcyNDYtODViYS01ZjNiMGQ3ZGMyMjI"}
                 */
                lastEvaluatedKey?: string;
                /**
                 * @description Only items that contain this text, whatever its case. The operation says where it looks.
                 * @example ann
                 */
                keyword?: string;
            };
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page; `pagination.lastEvaluatedKey` is absent on the last. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FullChatPage"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            422: components["responses"]["RequestInvalidOrCursorInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    getChats: {
        parameters: {
            query?: {
                /**
                 * @description How many items a page has at most, 1 to 100. 25 when left out.
                 * @example 25
                 */
                pageSize?: number;
                /**
                 * @description Where the next page starts: the object `pagination.lastEvaluatedKey` of the page before, as URL-encoded JSON. Opaque; send it back unchanged, with the same other parameters. Left out, the first page is answered.
                 * @example {"key":"Z2V0VXNlcnN8MTc3MzQ3Mjg1NTEyMDowMTk5YzJmMC0xYTRhLTcyNDYtODViYS01ZjNiMGQ3ZGMyMjI"}
                 */
                lastEvaluatedKey?: string;
                /**
                 * @description Only items that contain this text, whatever its case. The operation says where it looks.
                 * @example ann
                 */
                keyword?: string;
            };
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page; `pagination.lastEvaluatedKey` is absent on the last. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FullChatPage"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            422: components["responses"]["RequestInvalidOrCursorInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    getPendingConnectionRequests: {
        parameters: {
            query?: {
                /**
                 * @description How many items a page has at most, 1 to 100. 25 when left out.
                 * @example 25
                 */
                pageSize?: number;
                /**
                 * @description Where the next page starts: the object `pagination.lastEvaluatedKey` of the page before, as URL-encoded JSON. Opaque; send it back unchanged, with the same other parameters. Left out, the first page is answered.
                 * @example {"key":"Z2V0VXNlcnN8MTc3MzQ3Mjg1NTEyMDowMTk5YzJmMC0xYTRhLTcyNDYtODViYS01ZjNiMGQ3ZGMyMjI"}
                 */
                lastEvaluatedKey?: string;
            };
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page; `pagination.lastEvaluatedKey` is absent on the last. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FullConnectRequestPage"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            422: components["responses"]["RequestInvalidOrCursorInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    getConnectedUsers: {
        parameters: {
            query?: {
                /**
                 * @description How many items a page has at most, 1 to 100. 25 when left out.
                 * @example 25
                 */
                pageSize?: number;
                /**
                 * @description Where the next page starts: the object `pagination.lastEvaluatedKey` of the page before, as URL-encoded JSON. Opaque; send it back unchanged, with the same other parameters. Left out, the first page is answered.
                 * @example {"key":"Z2V0VXNlcnN8MTc3MzQ3Mjg1NTEyMDowMTk5YzJmMC0xYTRhLTcyNDYtODViYS01ZjNiMGQ3ZGMyMjI"}
                 */
                lastEvaluatedKey?: string;
                /**
                 * @description Only items that contain this text, whatever its case. The operation says where it looks.
                 * @example ann
                 */
                keyword?: string;
            };
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page; `pagination.lastEvaluatedKey` is absent on the last. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserCardPage"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            422: components["responses"]["RequestInvalidOrCursorInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    getFaqs: {
        parameters: {
            query?: {
                /**
                 * @description How many items a page has at most, 1 to 100. 25 when left out.
                 * @example 25
                 */
                pageSize?: number;
                /**
                 * @description Where the next page starts: the object `pagination.lastEvaluatedKey` of the page before, as URL-encoded JSON. Opaque; send it back unchanged, with the same other parameters. Left out, the first page is answered.
                 * @example {"key":"Z2V0VXNlcnN8MTc3MzQ3Mjg1NTEyMDowMTk5YzJmMC0xYTRhLTcyNDYtODViYS01ZjNiMGQ3ZGMyMjI"}
                 */
                lastEvaluatedKey?: string;
                /**
                 * @description Only items that contain this text, whatever its case. The operation says where it looks.
                 * @example ann
                 */
                keyword?: string;
                /**
                 * @description Only the questions for these people, as `GET /faqs/{type}` does.
                 * @example volunteer
                 */
                type?: "senior" | "volunteer" | "general";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page; `pagination.lastEvaluatedKey` is absent on the last. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BasicFaqPage"];
                };
            };
            422: components["responses"]["RequestInvalidOrCursorInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    getFaqsByType: {
        parameters: {
            query?: {
                /**
                 * @description How many items a page has at most, 1 to 100. 25 when left out.
                 * @example 25
                 */
                pageSize?: number;
                /**
                 * @description Where the next page starts: the object `pagination.lastEvaluatedKey` of the page before, as URL-encoded JSON. Opaque; send it back unchanged, with the same other parameters. Left out, the first page is answered.
                 * @example {"key":"Z2V0VXNlcnN8MTc3MzQ3Mjg1NTEyMDowMTk5YzJmMC0xYTRhLTcyNDYtODViYS01ZjNiMGQ3ZGMyMjI"}
                 */
                lastEvaluatedKey?: string;
                /**
                 * @description Only items that contain this text, whatever its case. The operation says where it looks.
                 * @example ann
                 */
                keyword?: string;
            };
            header?: never;
            path: {
                /**
                 * @description For whom the questions are; `general` are for everyone.
                 * @example senior
                 */
                type: "senior" | "volunteer" | "general";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page; `pagination.lastEvaluatedKey` is absent on the last. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BasicFaqPage"];
                };
            };
            422: components["responses"]["RequestInvalidOrCursorInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    getAllTransactions: {
        parameters: {
            query?: {
                /**
                 * @description How many items a page has at most, 1 to 100. 25 when left out.
                 * @example 25
                 */
                pageSize?: number;
                /**
                 * @description Where the next page starts: the object `pagination.lastEvaluatedKey` of the page before, as URL-encoded JSON. Opaque; send it back unchanged, with the same other parameters. Left out, the first page is answered.
                 * @example {"key":"Z2V0VXNlcnN8MTc3MzQ3Mjg1NTEyMDowMTk5YzJmMC0xYTRhLTcyNDYtODViYS01ZjNiMGQ3ZGMyMjI"}
                 */
                lastEvaluatedKey?: string;
            };
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page; `pagination.lastEvaluatedKey` is absent on the last. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BasicTransactionPage"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            422: components["responses"]["RequestInvalidOrCursorInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    getEarnings: {
        parameters: {
            query?: {
                /**
                 * @description How many items a page has at most, 1 to 100. 25 when left out.
                 * @example 25
                 */
                pageSize?: number;
                /**
                 * @description Where the next page starts: the object `pagination.lastEvaluatedKey` of the page before, as URL-encoded JSON. Opaque; send it back unchanged, with the same other parameters. Left out, the first page is answered.
                 * @example {"key":"Z2V0VXNlcnN8MTc3MzQ3Mjg1NTEyMDowMTk5YzJmMC0xYTRhLTcyNDYtODViYS01ZjNiMGQ3ZGMyMjI"}
                 */
                lastEvaluatedKey?: string;
            };
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page; `pagination.lastEvaluatedKey` is absent on the last. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BasicTransactionPage"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            422: components["responses"]["RequestInvalidOrCursorInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    getPurchases: {
        parameters: {
            query?: {
                /**
                 * @description How many items a page has at most, 1 to 100. 25 when left out.
                 * @example 25
                 */
                pageSize?: number;
                /**
                 * @description Where the next page starts: the object `pagination.lastEvaluatedKey` of the page before, as URL-encoded JSON. Opaque; send it back unchanged, with the same other parameters. Left out, the first page is answered.
                 * @example {"key":"Z2V0VXNlcnN8MTc3MzQ3Mjg1NTEyMDowMTk5YzJmMC0xYTRhLTcyNDYtODViYS01ZjNiMGQ3ZGMyMjI"}
                 */
                lastEvaluatedKey?: string;
            };
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page; `pagination.lastEvaluatedKey` is absent on the last. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BasicTransactionPage"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            422: components["responses"]["RequestInvalidOrCursorInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    getWithdrawals: {
        parameters: {
            query?: {
                /**
                 * @description How many items a page has at most, 1 to 100. 25 when left out.
                 * @example 25
                 */
                pageSize?: number;
                /**
                 * @description Where the next page starts: the object `pagination.lastEvaluatedKey` of the page before, as URL-encoded JSON. Opaque; send it back unchanged, with the same other parameters. Left out, the first page is answered.
                 * @example {"key":"Z2V0VXNlcnN8MTc3MzQ3Mjg1NTEyMDowMTk5YzJmMC0xYTRhLTcyNDYtODViYS01ZjNiMGQ3ZGMyMjI"}
                 */
                lastEvaluatedKey?: string;
            };
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page; `pagination.lastEvaluatedKey` is absent on the last. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BasicTransactionPage"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            422: components["responses"]["RequestInvalidOrCursorInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    getTransaction: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path: {
                /**
                 * @description The id of a transaction.
                 * @example 0198c7d3-c5e8-7f94-8b07-1e9a4d6c3b52
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OneTransactionAnswer"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            404: components["responses"]["TransactionNotFound"];
            422: components["responses"]["RequestInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    createTopUpSession: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of your choice, new for each thing you want done (a UUID is fine). Repeating the request with the same key answers what the first one answered and does nothing twice.
                 * @example 7f0c1d52-3b0e-4f5b-9b64-0c6f2f9a1e11
                 */
                "idempotency-key"?: string;
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TopUpBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TopUpSessionAnswer"];
                };
            };
            400: components["responses"]["BodyMalformed"];
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            404: components["responses"]["TransactionNotFound"];
            /** @description - `transaction/not-pending`: `transactionId` names a transaction that is not pending any more, or one of another kind. **Remedy:** Re-read the transaction; start a new one without `transactionId`. */
            409: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["BodyUnsupportedType"];
            422: components["responses"]["RequestInvalidOrIdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            /**
             * @description - `payment/unavailable`: The payment provider did not answer. No money was moved. **Remedy:** Repeat the request later, with the `transactionId` of the attempt if there is one.
             *     - `store/unavailable`: The database cannot be reached or did not answer in time. Nothing was changed. **Remedy:** Repeat the request after the number of seconds in `Retry-After`.
             */
            503: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    /** @description Seconds to wait. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdrawCoins: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of your choice, new for each thing you want done (a UUID is fine). Repeating the request with the same key answers what the first one answered and does nothing twice.
                 * @example 7f0c1d52-3b0e-4f5b-9b64-0c6f2f9a1e11
                 */
                "idempotency-key"?: string;
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WithdrawalBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OneTransactionAnswer"];
                };
            };
            400: components["responses"]["BodyMalformed"];
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            /** @description - `withdrawal/not-volunteer`: The caller's type is not `volunteer`. **Remedy:** Do not offer withdrawals to seniors. */
            403: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["TransactionNotFound"];
            /**
             * @description - `transaction/not-pending`: `transactionId` names a transaction that is not pending any more, or one of another kind. **Remedy:** Re-read the transaction; start a new one without `transactionId`.
             *     - `withdrawal/limit-reached`: The caller's withdrawals of the last 30 days and this one exceed the ceiling, 500 USD unless set otherwise. **Remedy:** Choose a smaller amount, or wait.
             *     - `coins/insufficient`: The caller's balance is smaller than the amount. **Remedy:** Re-read the balance and choose a smaller amount, or top up.
             */
            409: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["BodyUnsupportedType"];
            /**
             * @description - `request/invalid`: A parameter or a field of the body does not have the shape that the operation asks for. `errors` lists every mistake. **Remedy:** Correct the fields that `errors` points to and send the request again.
             *     - `idempotency/key-reused`: The `idempotency-key` was sent before with another operation, path or body. **Remedy:** Use a new key for each thing you want done.
             *     - `withdrawal/below-minimum`: Fewer coins than the operator allows, 100 unless set otherwise. **Remedy:** Choose a larger amount.
             */
            422: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    getInterests: {
        parameters: {
            query?: {
                /**
                 * @description How many items a page has at most, 1 to 100. When left out, all items come in one answer.
                 * @example 100
                 */
                pageSize?: number;
                /**
                 * @description Where the next page starts: the object `pagination.lastEvaluatedKey` of the page before, as URL-encoded JSON. Opaque; send it back unchanged, with the same other parameters. Left out, the first page is answered.
                 * @example {"key":"Z2V0VXNlcnN8MTc3MzQ3Mjg1NTEyMDowMTk5YzJmMC0xYTRhLTcyNDYtODViYS01ZjNiMGQ3ZGMyMjI"}
                 */
                lastEvaluatedKey?: string;
                /**
                 * @description Only items that contain this text, whatever its case. The operation says where it looks.
                 * @example ann
                 */
                keyword?: string;
            };
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page; `pagination.lastEvaluatedKey` is absent on the last. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BasicInterestPage"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            422: components["responses"]["RequestInvalidOrCursorInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    generateOtp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OtpBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OtpGeneratedAnswer"];
                };
            };
            400: components["responses"]["BodyMalformed"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["BodyUnsupportedType"];
            422: components["responses"]["RequestInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    verifyOtp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OtpVerification"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmptyAnswer"];
                };
            };
            400: components["responses"]["BodyMalformed"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["BodyUnsupportedType"];
            422: components["responses"]["RequestInvalidOrOtpExpiredOrOtpWrong"];
            429: components["responses"]["RateLimitedOrOtpTooManyTries"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    getYourReviews: {
        parameters: {
            query?: {
                /**
                 * @description How many items a page has at most, 1 to 100. 25 when left out.
                 * @example 25
                 */
                pageSize?: number;
                /**
                 * @description Where the next page starts: the object `pagination.lastEvaluatedKey` of the page before, as URL-encoded JSON. Opaque; send it back unchanged, with the same other parameters. Left out, the first page is answered.
                 * @example {"key":"Z2V0VXNlcnN8MTc3MzQ3Mjg1NTEyMDowMTk5YzJmMC0xYTRhLTcyNDYtODViYS01ZjNiMGQ3ZGMyMjI"}
                 */
                lastEvaluatedKey?: string;
            };
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page; `pagination.lastEvaluatedKey` is absent on the last. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FullReviewPage"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            422: components["responses"]["RequestInvalidOrCursorInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    getSchedule: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path: {
                /**
                 * @description The id of a scheduled call.
                 * @example 0198c7d3-7f02-7b61-a2d8-3c5e6b70f914
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FullCallScheduleAnswer"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            404: components["responses"]["ScheduleNotFound"];
            422: components["responses"]["RequestInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    updateSchedule: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path: {
                /**
                 * @description The id of a scheduled call.
                 * @example 0198c7d3-7f02-7b61-a2d8-3c5e6b70f914
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScheduleUpdate"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FullCallScheduleAnswer"];
                };
            };
            400: components["responses"]["BodyMalformed"];
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            /** @description - `schedule/not-connected`: The caller and the named user are not connected. **Remedy:** Offer to connect. */
            403: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["ScheduleNotFound"];
            /**
             * @description - `schedule/not-upcoming`: Only a schedule whose status is `upcoming` can be changed. **Remedy:** Schedule a new call.
             *     - `schedule/overlap`: One of the two has another scheduled call in the slot. **Remedy:** Re-read `availability.bookedSlots` and choose another slot.
             */
            409: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["BodyUnsupportedType"];
            /**
             * @description - `request/invalid`: A parameter or a field of the body does not have the shape that the operation asks for. `errors` lists every mistake. **Remedy:** Correct the fields that `errors` points to and send the request again.
             *     - `schedule/time-invalid`: The start lies in the past, the end is not after the start, or the call would last longer than a day. **Remedy:** Choose another time; the times are UTC.
             *     - `schedule/outside-availability`: The slot does not lie inside the volunteer's custom or weekly availability; the first time of a daily or weekly repetition must lie inside the weekly one. **Remedy:** Re-read the volunteer's availability and choose another slot.
             */
            422: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    deleteSchedule: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path: {
                /**
                 * @description The id of a scheduled call.
                 * @example 0198c7d3-7f02-7b61-a2d8-3c5e6b70f914
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleDeletedAnswer"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            404: components["responses"]["ScheduleNotFound"];
            /** @description - `schedule/past`: Only a schedule that is not past can be deleted. **Remedy:** Remove the button; past schedules stay in the history. */
            409: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: components["responses"]["RequestInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    getScheduleCalendar: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path: {
                /**
                 * @description The id of a scheduled call.
                 * @example 0198c7d3-7f02-7b61-a2d8-3c5e6b70f914
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "text/calendar": string;
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            404: components["responses"]["ScheduleNotFound"];
            422: components["responses"]["RequestInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    getAllSchedules: {
        parameters: {
            query?: {
                /**
                 * @description How many items a page has at most, 1 to 100. 25 when left out.
                 * @example 25
                 */
                pageSize?: number;
                /**
                 * @description Where the next page starts: the object `pagination.lastEvaluatedKey` of the page before, as URL-encoded JSON. Opaque; send it back unchanged, with the same other parameters. Left out, the first page is answered.
                 * @example {"key":"Z2V0VXNlcnN8MTc3MzQ3Mjg1NTEyMDowMTk5YzJmMC0xYTRhLTcyNDYtODViYS01ZjNiMGQ3ZGMyMjI"}
                 */
                lastEvaluatedKey?: string;
                /**
                 * @description Only items that contain this text, whatever its case. The operation says where it looks.
                 * @example ann
                 */
                keyword?: string;
            };
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page; `pagination.lastEvaluatedKey` is absent on the last. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FullCallSchedulePage"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            422: components["responses"]["RequestInvalidOrCursorInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    getPastSchedules: {
        parameters: {
            query?: {
                /**
                 * @description How many items a page has at most, 1 to 100. 25 when left out.
                 * @example 25
                 */
                pageSize?: number;
                /**
                 * @description Where the next page starts: the object `pagination.lastEvaluatedKey` of the page before, as URL-encoded JSON. Opaque; send it back unchanged, with the same other parameters. Left out, the first page is answered.
                 * @example {"key":"Z2V0VXNlcnN8MTc3MzQ3Mjg1NTEyMDowMTk5YzJmMC0xYTRhLTcyNDYtODViYS01ZjNiMGQ3ZGMyMjI"}
                 */
                lastEvaluatedKey?: string;
                /**
                 * @description Only items that contain this text, whatever its case. The operation says where it looks.
                 * @example ann
                 */
                keyword?: string;
            };
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page; `pagination.lastEvaluatedKey` is absent on the last. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FullCallSchedulePage"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            422: components["responses"]["RequestInvalidOrCursorInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    getUpcomingSchedules: {
        parameters: {
            query?: {
                /**
                 * @description How many items a page has at most, 1 to 100. 25 when left out.
                 * @example 25
                 */
                pageSize?: number;
                /**
                 * @description Where the next page starts: the object `pagination.lastEvaluatedKey` of the page before, as URL-encoded JSON. Opaque; send it back unchanged, with the same other parameters. Left out, the first page is answered.
                 * @example {"key":"Z2V0VXNlcnN8MTc3MzQ3Mjg1NTEyMDowMTk5YzJmMC0xYTRhLTcyNDYtODViYS01ZjNiMGQ3ZGMyMjI"}
                 */
                lastEvaluatedKey?: string;
                /**
                 * @description Only items that contain this text, whatever its case. The operation says where it looks.
                 * @example ann
                 */
                keyword?: string;
            };
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page; `pagination.lastEvaluatedKey` is absent on the last. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FullCallSchedulePage"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            422: components["responses"]["RequestInvalidOrCursorInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    createSignedUrls: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of your choice, new for each thing you want done (a UUID is fine). Repeating the request with the same key answers what the first one answered and does nothing twice.
                 * @example 7f0c1d52-3b0e-4f5b-9b64-0c6f2f9a1e11
                 */
                "idempotency-key"?: string;
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignedUrlsBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedUrlsAnswer"];
                };
            };
            400: components["responses"]["BodyMalformed"];
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            /** @description - `file/foreign-folder`: `fileDirPath` is not the caller's folder. **Remedy:** Leave `fileDirPath` out; the answer names the right one. */
            403: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["BodyUnsupportedType"];
            /**
             * @description - `request/invalid`: A parameter or a field of the body does not have the shape that the operation asks for. `errors` lists every mistake. **Remedy:** Correct the fields that `errors` points to and send the request again.
             *     - `file/unsupported-type`: A picture is not `image/*`, or a video is not `video/*`. **Remedy:** Choose another file, or name its true MIME type.
             *     - `idempotency/key-reused`: The `idempotency-key` was sent before with another operation, path or body. **Remedy:** Use a new key for each thing you want done.
             */
            422: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    getSpecializationAreas: {
        parameters: {
            query?: {
                /**
                 * @description How many items a page has at most, 1 to 100. When left out, all items come in one answer.
                 * @example 100
                 */
                pageSize?: number;
                /**
                 * @description Where the next page starts: the object `pagination.lastEvaluatedKey` of the page before, as URL-encoded JSON. Opaque; send it back unchanged, with the same other parameters. Left out, the first page is answered.
                 * @example {"key":"Z2V0VXNlcnN8MTc3MzQ3Mjg1NTEyMDowMTk5YzJmMC0xYTRhLTcyNDYtODViYS01ZjNiMGQ3ZGMyMjI"}
                 */
                lastEvaluatedKey?: string;
                /**
                 * @description Only items that contain this text, whatever its case. The operation says where it looks.
                 * @example ann
                 */
                keyword?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page; `pagination.lastEvaluatedKey` is absent on the last. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpecializationAreaPage"];
                };
            };
            422: components["responses"]["RequestInvalidOrCursorInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    getOpenTicket: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NullableFullSupportTicketAnswer"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            422: components["responses"]["RequestInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    getTicketMessages: {
        parameters: {
            query?: {
                /**
                 * @description How many items a page has at most, 1 to 100. 25 when left out.
                 * @example 25
                 */
                pageSize?: number;
                /**
                 * @description Where the next page starts: the object `pagination.lastEvaluatedKey` of the page before, as URL-encoded JSON. Opaque; send it back unchanged, with the same other parameters. Left out, the first page is answered.
                 * @example {"key":"Z2V0VXNlcnN8MTc3MzQ3Mjg1NTEyMDowMTk5YzJmMC0xYTRhLTcyNDYtODViYS01ZjNiMGQ3ZGMyMjI"}
                 */
                lastEvaluatedKey?: string;
            };
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path: {
                /**
                 * @description The id of a support ticket.
                 * @example 0198c7d3-9a4d-7e23-94f1-b8d07c2e5a60
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page; `pagination.lastEvaluatedKey` is absent on the last. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BasicSupportMessagePage"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            /** @description - `support/ticket-not-found`: No ticket has this id, or it is not the caller's. **Remedy:** Re-read the open ticket. */
            404: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: components["responses"]["RequestInvalidOrCursorInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    getUser: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path: {
                /**
                 * @description The id of a user. The other person's, or your own where the operation says so.
                 * @example 0198c7d2-5a1e-7c3b-9f04-2d6a8b1c7e55
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExtendedUserAnswer"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            404: components["responses"]["UserNotFound"];
            422: components["responses"]["RequestInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    updateUser: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path: {
                /**
                 * @description The id of a user. The other person's, or your own where the operation says so.
                 * @example 0198c7d2-5a1e-7c3b-9f04-2d6a8b1c7e55
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserUpdate"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExtendedUserAnswer"];
                };
            };
            400: components["responses"]["BodyMalformed"];
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            403: components["responses"]["UserNotSelf"];
            /** @description - `user/type-fixed`: The request sets another `type` than the account already has. **Remedy:** Leave `type` out. */
            409: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["BodyUnsupportedType"];
            /**
             * @description - `request/invalid`: A parameter or a field of the body does not have the shape that the operation asks for. `errors` lists every mistake. **Remedy:** Correct the fields that `errors` points to and send the request again.
             *     - `user/foreign-file`: `picture`, `video`, `certificate` or `fileDirPath` names a file or folder that was not given to the caller by signed URLs, or a file that was announced as something else, was not uploaded or is too large. `errors` says which and why. **Remedy:** Obtain a signed URL, upload the file and save the `fileUrl` of that answer.
             */
            422: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    deleteUser: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path: {
                /**
                 * @description The id of a user. The other person's, or your own where the operation says so.
                 * @example 0198c7d2-5a1e-7c3b-9f04-2d6a8b1c7e55
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmptyAnswer"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            403: components["responses"]["UserNotSelf"];
            422: components["responses"]["RequestInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path: {
                /**
                 * @description The id of a user. The other person's, or your own where the operation says so.
                 * @example 0198c7d2-5a1e-7c3b-9f04-2d6a8b1c7e55
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmptyAnswer"];
                };
            };
            400: components["responses"]["BodyMalformed"];
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            /**
             * @description - `user/not-self`: The id in the path is not the caller's own. **Remedy:** Use the id of the signed-in user.
             *     - `user/wrong-password`: Change of password: the old password does not belong to the account, or the account has none. **Remedy:** Let the person try again, or reset the password with a one-time code.
             */
            403: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["BodyUnsupportedType"];
            422: components["responses"]["RequestInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    scheduleCall: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of your choice, new for each thing you want done (a UUID is fine). Repeating the request with the same key answers what the first one answered and does nothing twice.
                 * @example 7f0c1d52-3b0e-4f5b-9b64-0c6f2f9a1e11
                 */
                "idempotency-key"?: string;
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path: {
                /**
                 * @description The id of a user. The other person's, or your own where the operation says so.
                 * @example 0198c7d2-5a1e-7c3b-9f04-2d6a8b1c7e55
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScheduleBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallScheduledAnswer"];
                };
            };
            /**
             * @description - `body/malformed`: The body is not JSON, or nested too deeply. **Remedy:** Send one JSON value, in UTF-8.
             *     - `schedule/with-self`: The id in the path is the caller's own. **Remedy:** Use the other person's id.
             */
            400: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            /**
             * @description - `schedule/not-connected`: The caller and the named user are not connected. **Remedy:** Offer to connect.
             *     - `schedule/needs-senior-and-volunteer`: The two are of the same type, or one of them has not chosen a type. **Remedy:** Offer scheduling only between a senior and a volunteer.
             */
            403: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["UserNotFound"];
            /** @description - `schedule/overlap`: One of the two has another scheduled call in the slot. **Remedy:** Re-read `availability.bookedSlots` and choose another slot. */
            409: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["BodyUnsupportedType"];
            /**
             * @description - `request/invalid`: A parameter or a field of the body does not have the shape that the operation asks for. `errors` lists every mistake. **Remedy:** Correct the fields that `errors` points to and send the request again.
             *     - `idempotency/key-reused`: The `idempotency-key` was sent before with another operation, path or body. **Remedy:** Use a new key for each thing you want done.
             *     - `schedule/time-invalid`: The start lies in the past, the end is not after the start, or the call would last longer than a day. **Remedy:** Choose another time; the times are UTC.
             *     - `schedule/outside-availability`: The slot does not lie inside the volunteer's custom or weekly availability; the first time of a daily or weekly repetition must lie inside the weekly one. **Remedy:** Re-read the volunteer's availability and choose another slot.
             */
            422: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    clearSchedules: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path: {
                /**
                 * @description The id of a user. The other person's, or your own where the operation says so.
                 * @example 0198c7d2-5a1e-7c3b-9f04-2d6a8b1c7e55
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeAnswer"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            404: components["responses"]["UserNotFound"];
            422: components["responses"]["RequestInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    sendConnectionRequest: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of your choice, new for each thing you want done (a UUID is fine). Repeating the request with the same key answers what the first one answered and does nothing twice.
                 * @example 7f0c1d52-3b0e-4f5b-9b64-0c6f2f9a1e11
                 */
                "idempotency-key"?: string;
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path: {
                /**
                 * @description The id of a user. The other person's, or your own where the operation says so.
                 * @example 0198c7d2-5a1e-7c3b-9f04-2d6a8b1c7e55
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectRequestWithMeAnswer"];
                };
            };
            /** @description - `connection/with-self`: The id in the path is the caller's own. **Remedy:** Use the other person's id. */
            400: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            404: components["responses"]["UserNotFound"];
            /**
             * @description - `connection/request-pending`: One of the two has asked the other and no answer was given yet. **Remedy:** Re-read the user: cancel an own request, accept or reject a received one.
             *     - `connection/already-connected`: The two are connected. **Remedy:** Re-read the user and offer message and call.
             */
            409: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: components["responses"]["RequestInvalidOrIdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    cancelConnectionRequest: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path: {
                /**
                 * @description The id of a user. The other person's, or your own where the operation says so.
                 * @example 0198c7d2-5a1e-7c3b-9f04-2d6a8b1c7e55
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeAnswer"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            /** @description - `connection/not-requester`: The pending request was sent by the other person. **Remedy:** Offer accepting and rejecting instead. */
            403: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["ConnectionNotFound"];
            422: components["responses"]["RequestInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    acceptConnection: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of your choice, new for each thing you want done (a UUID is fine). Repeating the request with the same key answers what the first one answered and does nothing twice.
                 * @example 7f0c1d52-3b0e-4f5b-9b64-0c6f2f9a1e11
                 */
                "idempotency-key"?: string;
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path: {
                /**
                 * @description The id of a user. The other person's, or your own where the operation says so.
                 * @example 0198c7d2-5a1e-7c3b-9f04-2d6a8b1c7e55
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectRequestAcceptedAnswer"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            403: components["responses"]["ConnectionNotReceiver"];
            404: components["responses"]["ConnectionNotFound"];
            422: components["responses"]["RequestInvalidOrIdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    rejectConnectionRequest: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path: {
                /**
                 * @description The id of a user. The other person's, or your own where the operation says so.
                 * @example 0198c7d2-5a1e-7c3b-9f04-2d6a8b1c7e55
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeAnswer"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            403: components["responses"]["ConnectionNotReceiver"];
            404: components["responses"]["ConnectionNotFound"];
            422: components["responses"]["RequestInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    disconnectUser: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path: {
                /**
                 * @description The id of a user. The other person's, or your own where the operation says so.
                 * @example 0198c7d2-5a1e-7c3b-9f04-2d6a8b1c7e55
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeAnswer"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            404: components["responses"]["ConnectionNotFound"];
            422: components["responses"]["RequestInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    sendMessageRequest: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of your choice, new for each thing you want done (a UUID is fine). Repeating the request with the same key answers what the first one answered and does nothing twice.
                 * @example 7f0c1d52-3b0e-4f5b-9b64-0c6f2f9a1e11
                 */
                "idempotency-key"?: string;
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path: {
                /**
                 * @description The id of a user. The other person's, or your own where the operation says so.
                 * @example 0198c7d2-5a1e-7c3b-9f04-2d6a8b1c7e55
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessageRequestBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageRequestSentAnswer"];
                };
            };
            /**
             * @description - `body/malformed`: The body is not JSON, or nested too deeply. **Remedy:** Send one JSON value, in UTF-8.
             *     - `message-request/with-self`: The id in the path is the caller's own. **Remedy:** Use the other person's id.
             */
            400: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            404: components["responses"]["UserNotFound"];
            /**
             * @description - `message-request/already-connected`: The two are connected, so their chat takes messages without a request. **Remedy:** Send the text as a message.
             *     - `message-request/pending`: One of the two has sent the other a message request and no answer was given yet. **Remedy:** Cancel an own request, accept or reject a received one.
             *     - `message-request/rejected`: An earlier message request of the caller was rejected. **Remedy:** Hide the input field of this chat.
             */
            409: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["BodyUnsupportedType"];
            422: components["responses"]["RequestInvalidOrIdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    cancelMessageRequest: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path: {
                /**
                 * @description The id of a user. The other person's, or your own where the operation says so.
                 * @example 0198c7d2-5a1e-7c3b-9f04-2d6a8b1c7e55
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatRequestStateAnswer"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            /** @description - `message-request/not-sender`: The pending message request was sent by the other person. **Remedy:** Offer accepting and rejecting instead. */
            403: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["MessageRequestNotFound"];
            422: components["responses"]["RequestInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    acceptMessageRequest: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of your choice, new for each thing you want done (a UUID is fine). Repeating the request with the same key answers what the first one answered and does nothing twice.
                 * @example 7f0c1d52-3b0e-4f5b-9b64-0c6f2f9a1e11
                 */
                "idempotency-key"?: string;
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path: {
                /**
                 * @description The id of a user. The other person's, or your own where the operation says so.
                 * @example 0198c7d2-5a1e-7c3b-9f04-2d6a8b1c7e55
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatRequestStateAnswer"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            403: components["responses"]["MessageRequestNotReceiver"];
            404: components["responses"]["MessageRequestNotFound"];
            422: components["responses"]["RequestInvalidOrIdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    rejectMessageRequest: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path: {
                /**
                 * @description The id of a user. The other person's, or your own where the operation says so.
                 * @example 0198c7d2-5a1e-7c3b-9f04-2d6a8b1c7e55
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatRequestStateAnswer"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            403: components["responses"]["MessageRequestNotReceiver"];
            404: components["responses"]["MessageRequestNotFound"];
            422: components["responses"]["RequestInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    getUserReviews: {
        parameters: {
            query?: {
                /**
                 * @description How many items a page has at most, 1 to 100. 25 when left out.
                 * @example 25
                 */
                pageSize?: number;
                /**
                 * @description Where the next page starts: the object `pagination.lastEvaluatedKey` of the page before, as URL-encoded JSON. Opaque; send it back unchanged, with the same other parameters. Left out, the first page is answered.
                 * @example {"key":"Z2V0VXNlcnN8MTc3MzQ3Mjg1NTEyMDowMTk5YzJmMC0xYTRhLTcyNDYtODViYS01ZjNiMGQ3ZGMyMjI"}
                 */
                lastEvaluatedKey?: string;
            };
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path: {
                /**
                 * @description The id of a user. The other person's, or your own where the operation says so.
                 * @example 0198c7d2-5a1e-7c3b-9f04-2d6a8b1c7e55
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page; `pagination.lastEvaluatedKey` is absent on the last. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FullReviewPage"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            404: components["responses"]["UserNotFound"];
            422: components["responses"]["RequestInvalidOrCursorInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    updateReview: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path: {
                /**
                 * @description The id of a user. The other person's, or your own where the operation says so.
                 * @example 0198c7d2-5a1e-7c3b-9f04-2d6a8b1c7e55
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReviewUpdate"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewSavedAnswer"];
                };
            };
            400: components["responses"]["BodyMalformed"];
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            404: components["responses"]["ReviewNotFound"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["BodyUnsupportedType"];
            422: components["responses"]["RequestInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    reviewUser: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of your choice, new for each thing you want done (a UUID is fine). Repeating the request with the same key answers what the first one answered and does nothing twice.
                 * @example 7f0c1d52-3b0e-4f5b-9b64-0c6f2f9a1e11
                 */
                "idempotency-key"?: string;
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path: {
                /**
                 * @description The id of a user. The other person's, or your own where the operation says so.
                 * @example 0198c7d2-5a1e-7c3b-9f04-2d6a8b1c7e55
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReviewBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewSavedAnswer"];
                };
            };
            /**
             * @description - `body/malformed`: The body is not JSON, or nested too deeply. **Remedy:** Send one JSON value, in UTF-8.
             *     - `review/with-self`: The id in the path is the caller's own. **Remedy:** Use the other person's id.
             */
            400: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            /** @description - `review/not-connected`: The caller and the named user are not connected. **Remedy:** Offer to connect. */
            403: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["UserNotFound"];
            /** @description - `review/exists`: The caller's review of this user exists; there is one for each pair. **Remedy:** Update the review instead. */
            409: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["BodyUnsupportedType"];
            422: components["responses"]["RequestInvalidOrIdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    deleteReview: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path: {
                /**
                 * @description The id of a user. The other person's, or your own where the operation says so.
                 * @example 0198c7d2-5a1e-7c3b-9f04-2d6a8b1c7e55
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewDeletedAnswer"];
                };
            };
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            404: components["responses"]["ReviewNotFound"];
            422: components["responses"]["RequestInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    addBackgroundInfo: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of your choice, new for each thing you want done (a UUID is fine). Repeating the request with the same key answers what the first one answered and does nothing twice.
                 * @example 7f0c1d52-3b0e-4f5b-9b64-0c6f2f9a1e11
                 */
                "idempotency-key"?: string;
                /**
                 * @description The caller's time zone in minutes, UTC minus local time as JavaScript's `getTimezoneOffset()` says it: `-180` is UTC+03:00, `60` is UTC-01:00. Kept as the user's `timezoneOffset`.
                 * @example -180
                 */
                "x-user-timezone-offset"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BackgroundBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeAnswer"];
                };
            };
            400: components["responses"]["BodyMalformed"];
            401: components["responses"]["AuthMissingOrAuthInvalid"];
            /**
             * @description - `user/not-self`: The id in the path is not the caller's own. **Remedy:** Use the id of the signed-in user.
             *     - `verification/not-volunteer`: The caller's type is not `volunteer`. **Remedy:** Do not offer verification to seniors.
             */
            403: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description - `verification/already-complete`: The background check was passed. **Remedy:** Re-read the user.
             *     - `verification/in-progress`: The background check was started and is not decided. **Remedy:** Wait for `user.update`.
             */
            409: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["BodyUnsupportedType"];
            422: components["responses"]["RequestInvalidOrIdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
    getUsers: {
        parameters: {
            query?: {
                /**
                 * @description How many items a page has at most, 1 to 100. 25 when left out.
                 * @example 25
                 */
                pageSize?: number;
                /**
                 * @description Where the next page starts: the object `pagination.lastEvaluatedKey` of the page before, as URL-encoded JSON. Opaque; send it back unchanged, with the same other parameters. Left out, the first page is answered.
                 * @example {"key":"Z2V0VXNlcnN8MTc3MzQ3Mjg1NTEyMDowMTk5YzJmMC0xYTRhLTcyNDYtODViYS01ZjNiMGQ3ZGMyMjI"}
                 */
                lastEvaluatedKey?: string;
                /**
                 * @description Only seniors or only volunteers. The apps ask for the opposite of the caller's own type.
                 * @example volunteer
                 */
                type?: "senior" | "volunteer";
                /**
                 * @description Only people whose name or bio contains this text, whatever its case.
                 * @example ann
                 */
                keyword?: string;
                /**
                 * @description Only the person with exactly this e-mail, whatever its case. A `+` stays a `+`.
                 * @example ann+test@example.org
                 */
                email?: string;
                /**
                 * @description Only people of this age, in years.
                 * @example 72
                 */
                age?: number;
                /**
                 * @description Only people of at least this age, in years. People without a date of birth are left out.
                 * @example 60
                 */
                minAge?: number;
                /**
                 * @description Only people of at most this age, in years. People without a date of birth are left out.
                 * @example 80
                 */
                maxAge?: number;
                /**
                 * @description Only people in this country, by its name.
                 * @example Canada
                 */
                location?: string;
                /**
                 * @description Only people of this gender.
                 * @example female
                 */
                gender?: "male" | "female" | "unspecified";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page; `pagination.lastEvaluatedKey` is absent on the last. */
            200: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserCardPage"];
                };
            };
            /** @description - `auth/missing`: The operation needs an access token and the request has none (in `getUsers`: signed out and without an e-mail). **Remedy:** Send `Authorization: Bearer <access token>`. */
            401: {
                headers: {
                    /** @description Names this request in the server's log. */
                    "X-Request-Id"?: string;
                    /** @description So many requests one client address may send in a window. */
                    "RateLimit-Limit"?: number;
                    /** @description So many of them are left. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until the window ends. */
                    "RateLimit-Reset"?: number;
                    /** @description `Bearer`. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: components["responses"]["RequestInvalidOrCursorInvalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
}

/** Every shape of the API by its name. */
export type Schemas = components["schemas"];
