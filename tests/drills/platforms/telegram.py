"""Telegram's Bot API: a word instead of a signature, no statuses, errors in the body."""

from __future__ import annotations

import json

from drills import signing
from drills.platforms.base import Json, Platform, Send, Webhook
from drills.wire import Reply, Request

BOT = "7001002003:drilltoken"


class Telegram(Platform):
    channel = "telegram"

    def settings(self) -> dict[str, str]:
        return {"bot_token": BOT, "secret_token": "drill_word"}

    def message(self, customer: int, text: str) -> Webhook:
        number = self.next_number()
        who: Json = {"id": 6_000_000 + customer, "first_name": f"Klant {customer}"}
        message = {
            "message_id": number,
            "from": {**who, "is_bot": False},
            "chat": {**who, "type": "private"},
            "date": self.now_seconds(),
            "text": text,
        }
        body = json.dumps({"update_id": number, "message": message}).encode()
        return Webhook(body, "message", [f"{who['id']}:{number}"])

    def status(self, provider_id: str, status: str, send: Send) -> Webhook:
        raise NotImplementedError("Telegram tells nothing of what a bot sent")

    def sign(self, body: bytes) -> dict[str, str]:
        return signing.telegram("drill_word")

    def read_send(self, request: Request) -> Send | None:
        if not request.path.endswith("/sendMessage"):
            return None
        body = json.loads(request.body)
        return Send(body["text"], str(body["chat_id"]))

    def other(self, request: Request) -> Reply:
        return Reply(body=b'{"ok": true, "result": true}')

    def refusal(self, status: int) -> bytes:
        if status == 429:
            return json.dumps({"ok": False, "error_code": 429, "parameters": {"retry_after": 1}}).encode()
        return json.dumps({"ok": False, "error_code": status, "description": "Bad Request"}).encode()

    def accepted(self, provider_id: str, send: Send) -> bytes:
        number = int(provider_id.rsplit(":", 1)[1])
        chat = {"id": int(send.to), "type": "private"}
        return json.dumps(
            {"ok": True, "result": {"message_id": number, "chat": chat, "date": self.now_seconds(), "text": send.text}}
        ).encode()

    def new_provider_id(self, send: Send) -> str:
        return f"{send.to}:{1_000_000 + self.next_number()}"
