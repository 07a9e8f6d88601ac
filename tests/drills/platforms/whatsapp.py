"""WhatsApp's Cloud API as a business sees it."""

from __future__ import annotations

import json

from drills import signing
from drills.platforms.base import Json, Platform, Send, Webhook, number_of
from drills.wire import Reply, Request


class WhatsApp(Platform):
    channel = "whatsapp"
    statuses = ["sent", "delivered", "read"]

    def settings(self) -> dict[str, str]:
        return {
            "phone_number_id": "70010020030",
            "waba_id": "80010020030",
            "access_token": "drill-token",
            "app_secret": "drill-secret-of-whatsapp",
            "verify_token": "drill-verify",
        }

    def _wrapped(self, value: Json) -> bytes:
        value = {
            "messaging_product": "whatsapp",
            "metadata": {"display_phone_number": "31855500100", "phone_number_id": "70010020030"},
            **value,
        }
        change = {"field": "messages", "value": value}
        return json.dumps(
            {"object": "whatsapp_business_account", "entry": [{"id": "80010020030", "changes": [change]}]}
        ).encode()

    def message(self, customer: int, text: str) -> Webhook:
        return self.messages([(customer, text)])

    def messages(self, said: list[tuple[int, str]]) -> Webhook:
        """Several in one call, as WhatsApp may."""
        items: list[Json] = []
        contacts: list[Json] = []
        for customer, text in said:
            number = number_of(customer)
            items.append(
                {
                    "from": number,
                    "id": f"wamid.{self.name}.{self.next_number()}",
                    "timestamp": str(self.now_seconds()),
                    "type": "text",
                    "text": {"body": text},
                }
            )
            contacts.append({"profile": {"name": f"Klant {customer}"}, "wa_id": number})
        return Webhook(self._wrapped({"contacts": contacts, "messages": items}), "message", [i["id"] for i in items])

    def status(self, provider_id: str, status: str, send: Send) -> Webhook:
        item: Json = {"id": provider_id, "status": status, "timestamp": str(self.now_seconds()), "recipient_id": send.to}
        if send.opaque:
            item["biz_opaque_callback_data"] = send.opaque
        return Webhook(self._wrapped({"statuses": [item]}), "status", [provider_id], status)

    def sign(self, body: bytes) -> dict[str, str]:
        return signing.meta("drill-secret-of-whatsapp", body)

    def read_send(self, request: Request) -> Send | None:
        if request.method != "POST" or not request.path.endswith("/messages"):
            return None
        body = json.loads(request.body)
        if body.get("type") != "text":
            return None
        to = str(body.get("to") or body.get("recipient"))
        return Send(body["text"]["body"], to, body.get("biz_opaque_callback_data", ""))

    def other(self, request: Request) -> Reply:
        return Reply(body=b'{"success": true}')

    def accepted(self, provider_id: str, send: Send) -> bytes:
        return json.dumps({"messaging_product": "whatsapp", "messages": [{"id": provider_id}]}).encode()

    def new_provider_id(self, send: Send) -> str:
        return f"wamid.{self.name}.OUT{self.next_number()}"
