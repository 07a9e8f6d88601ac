"""Simulated platforms: they sign and send webhooks, take what the desk sends, and behave as badly as a drill asks."""

from collections.abc import Callable
from pathlib import Path

from drills.platforms.base import Platform
from drills.platforms.messenger import Messenger
from drills.platforms.telegram import Telegram
from drills.platforms.twilio import Twilio
from drills.platforms.whatsapp import WhatsApp

__all__ = ["PLATFORMS", "Platform"]

PLATFORMS: dict[str, Callable[[Path, str, str], Platform]] = {
    "whatsapp": WhatsApp,
    "messenger": Messenger,
    "twilio": Twilio,
    "telegram": Telegram,
}
