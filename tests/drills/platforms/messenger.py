"""Messenger of a page. It tells of deliveries, and echoes what the page sent with the page's own word in it."""

from __future__ import annotations

import json

from drills import signing
from drills.platforms.base import Json, Platform, Send, Webhook
from drills.wire import Reply, Request

PAGE = "410100200300"


class Messenger(Platform):
    channel = "messenger"
    statuses = ["sent", "delivered"]

    def settings(self) -> dict[str, str]:
        return {
            "page_id": PAGE,
            "access_token": "drill-token",
            "app_secret": "drill-secret",
            "verify_token": "drill-verify",
        }

    def _wrapped(self, sender: str, recipient: str, what: Json) -> bytes:
        moment = self.now_seconds() * 1000
        item = {"sender": {"id": sender}, "recipient": {"id": recipient}, "timestamp": moment, **what}
        return json.dumps({"object": "page", "entry": [{"id": PAGE, "time": moment, "messaging": [item]}]}).encode()

    def message(self, customer: int, text: str) -> Webhook:
        mid = f"m_{self.name}{self.next_number()}"
        return Webhook(
            self._wrapped(f"51{customer:014d}", PAGE, {"message": {"mid": mid, "text": text}}), "message", [mid]
        )

    def status(self, provider_id: str, status: str, send: Send) -> Webhook:
        if status == "sent":
            echo = {"mid": provider_id, "text": send.text, "is_echo": True, "metadata": send.opaque}
            return Webhook(self._wrapped(PAGE, send.to, {"message": echo}), "status", [provider_id], status)
        told = {"mids": [provider_id], "watermark": 0}
        return Webhook(self._wrapped(send.to, PAGE, {"delivery": told}), "status", [provider_id], status)

    def sign(self, body: bytes) -> dict[str, str]:
        return signing.meta("drill-secret", body)

    def read_send(self, request: Request) -> Send | None:
        if request.method != "POST" or not request.path.split("?")[0].endswith("/messages"):
            return None
        body = json.loads(request.body)
        message = body.get("message")
        if not message or "text" not in message:
            return None
        return Send(message["text"], str(body["recipient"]["id"]), message.get("metadata", ""))

    def other(self, request: Request) -> Reply:
        if request.method == "GET":
            return Reply(404, b'{"error": {"message": "no profile", "code": 100}}')
        return Reply(body=b'{"recipient_id": "1"}')

    def accepted(self, provider_id: str, send: Send) -> bytes:
        return json.dumps({"recipient_id": send.to, "message_id": provider_id}).encode()

    def new_provider_id(self, send: Send) -> str:
        return f"m_{self.name}OUT{self.next_number()}"
