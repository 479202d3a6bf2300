"""The story that the clients of every language tell: sign in, list chats, write to somebody, read it there, take it back."""

import os

from talkamie_client import AuthenticatedClient, Client
from talkamie_client.api.alerts import get_alerts
from talkamie_client.api.auth import sign_in, sign_out
from talkamie_client.api.chats import get_chats, get_pending_chats
from talkamie_client.api.user import cancel_message_request, send_message_request
from talkamie_client.api.users import get_users
from talkamie_client.models import GetUsersType, MessageRequestBody, Problem, SignInBody

BASE = os.environ.get("TALKAMIE_URL", "http://127.0.0.1:8080/v1")


def enter(name: str) -> AuthenticatedClient:
    body = SignInBody(email=f"{name}@demo.talkamie.example", password="demo-password-1")
    account = sign_in.sync(client=Client(base_url=BASE), body=body)
    assert not isinstance(account, Problem), account
    return AuthenticatedClient(base_url=BASE, token=account.data.tokens.access)


ben, horace = enter("ben.ortiz"), enter("horace.campbell")
chats = get_chats.sync(client=ben, page_size=10).data
assert chats, "Ben has chats"
alerts = get_alerts.sync(client=ben, page_size=10).data
(found,) = get_users.sync(client=ben, type_=GetUsersType.SENIOR, keyword="Horace Campbell").data
text = "Hello Horace, may I write to you?"
sent = send_message_request.sync(found.id, client=ben, body=MessageRequestBody(text=text)).data
(waiting,) = [chat for chat in get_pending_chats.sync(client=horace).data if chat.id == sent.chat.id]
assert waiting.request.text == text, waiting.request
cancel_message_request.sync(found.id, client=ben)
refused = cancel_message_request.sync(found.id, client=ben)
assert isinstance(refused, Problem) and refused.code == "message-request/not-found", refused
sign_out.sync(client=ben)
print(f"Python: signed in, listed {len(chats)} chats and {len(alerts)} alerts, wrote, was read, was refused, signed out")
