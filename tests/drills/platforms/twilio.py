"""Twilio's text messages: forms, a signature over the address, a list to look things up in."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlencode

from drills import signing
from drills.platforms.base import Platform, Send, Webhook, number_of
from drills.wire import Reply, Request

ACCOUNT = "AC00000000000000000000000000000001"
OWN_NUMBER = "+31855500100"


class Twilio(Platform):
    channel = "twilio"
    statuses = ["sent", "delivered"]

    def settings(self) -> dict[str, str]:
        return {"account_sid": ACCOUNT, "auth_token": "drill-token", "from": OWN_NUMBER}

    def message(self, customer: int, text: str) -> Webhook:
        sid = f"SM{self.random.getrandbits(64):016x}{self.next_number():016d}"
        fields = {
            "MessageSid": sid,
            "SmsStatus": "received",
            "From": "+" + number_of(customer),
            "To": OWN_NUMBER,
            "Body": text,
            "NumMedia": "0",
            "AccountSid": ACCOUNT,
        }
        return Webhook(urlencode(fields).encode(), "message", [sid])

    def status(self, provider_id: str, status: str, send: Send) -> Webhook:
        fields = {
            "MessageSid": provider_id,
            "MessageStatus": status,
            "From": OWN_NUMBER,
            "To": send.to,
            "AccountSid": ACCOUNT,
        }
        return Webhook(urlencode(fields).encode(), "status", [provider_id], status)

    def sign(self, body: bytes) -> dict[str, str]:
        return signing.twilio("drill-token", self.public_url, body)

    def read_send(self, request: Request) -> Send | None:
        if request.method != "POST" or not request.path.endswith("/Messages.json"):
            return None
        fields = parse_qs(request.body.decode(), keep_blank_values=True)
        return Send(fields["Body"][0], fields["To"][0])

    def other(self, request: Request) -> Reply:
        return Reply(body=b'{"messages": [], "next_page_uri": null}')

    def refusal(self, status: int) -> bytes:
        return b'{"code": 20429, "message": "Too Many Requests", "status": 429}' if status == 429 else b'{"code": 21211}'

    def accepted(self, provider_id: str, send: Send) -> bytes:
        return json.dumps({"sid": provider_id, "status": "queued"}).encode()

    def new_provider_id(self, send: Send) -> str:
        return f"SMout{self.next_number():027d}"
