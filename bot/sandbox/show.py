"""What the control address shows of the world, as plain JSON."""

from bot.sandbox.chats import Chat
from bot.sandbox.rich import Json
from bot.sandbox.shapes import File, Message, Person, Tap
from bot.sandbox.updates import Record
from bot.sandbox.world import World


def person(of: Person) -> Json:
    """Show a person."""
    return {"id": of.id, "name": of.name, "role": of.role}


def _file(of: File | None) -> Json | None:
    return {"id": of.id, "name": of.name, "size": len(of.content)} if of else None


def message(of: Message) -> Json:
    """Show a message as the phone has it now."""
    return {
        "id": of.id,
        "by": of.by,
        "text": of.text,
        "html": of.html,
        "buttons": [
            [{"text": each.text, "kind": each.kind, "value": each.value} for each in row]
            for row in of.buttons
        ],
        "at": of.at.isoformat(),
        "edited": of.edited.isoformat() if of.edited else None,
        "silent": of.silent,
        "protected": of.protected,
        "reply_to": of.reply_to,
        "photo": _file(of.photo),
        "document": _file(of.document),
        "media": of.media,
    }


def tap(of: Tap) -> Json:
    """Show a tap."""
    return {"id": of.id, "message": of.message_id, "data": of.data, "answered": of.answered}


def chat(of: Chat) -> Json:
    """Show a chat with all that is visible in it."""
    return {
        "id": of.id,
        "title": of.title,
        "blocked": of.blocked,
        "left": of.left,
        "messages": [message(each) for each in of.messages],
        "toasts": [
            {"text": each.text, "alert": each.alert, "tap": each.tap} for each in of.toasts
        ],
        "waiting": [tap(each) for each in of.waiting],
    }


def record(of: Record) -> Json:
    """Show an update's fate, without what it says."""
    return {
        "id": of.id,
        "kind": of.kind,
        "queue": of.queue,
        "state": of.state,
        "made": of.made.isoformat(),
        "expires": of.expires.isoformat(),
        "acknowledged": of.acknowledged.isoformat() if of.acknowledged else None,
        "by": of.by,
        "sent": of.sent,
    }


def figures(of: World) -> Json:
    """Show what is counted; it costs the same however many people there are."""
    return {
        "calls": dict(of.calls),
        "refused": of.limits.refused,
        "most": of.limits.most,
        "pending": len(of.state.updates.pending),
    }


def world(of: World) -> Json:
    """Show the world, with everybody in it."""
    return {
        "now": of.now().isoformat(),
        "live": of.live,
        "seq": of.seq,
        "latency": of.latency,
        "people": [person(each) for each in of.people],
        "groups": [each.id for each in of.groups],
        **figures(of),
    }
