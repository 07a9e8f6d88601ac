// What is empty is left out, so that a line shows what an event really holds.
#include "describe.hpp"

#include <balie/base/crypto.hpp>
#include <balie/base/text.hpp>

namespace balie::test {
namespace {

class Line {
public:
    explicit Line(std::string_view kind) : text_(kind) {}

    Line& word(std::string_view name, std::string_view value) {
        if (!value.empty()) { text_ += ' ' + std::string{name} + '=' + printable(value); }
        return *this;
    }
    Line& quoted(std::string_view name, std::string_view value) {
        if (!value.empty()) { text_ += ' ' + std::string{name} + "=\"" + printable(value) + '"'; }
        return *this;
    }
    Line& at(std::optional<Time> time) { return word("at", time ? to_rfc3339(*time) : "arrival"); }
    Line& identities(std::string_view name, std::vector<IdentityValue> const& identities) {
        auto list = std::string{};
        for (auto const& one : identities) {
            list += (list.empty() ? "" : ",") + std::string{to_word(one.kind)} + ':' + one.value;
        }
        return word(name, list);
    }
    Line& contact(InboundContact const& contact) {
        return identities("contact", contact.identities)
            .quoted("name", contact.name)
            .quoted("username", contact.username);
    }
    std::string take() { return std::move(text_); }

private:
    std::string text_;
};

std::string described(InboundAttachment const& attachment) {
    auto line = Line{to_word(attachment.kind)};
    line.word("id", attachment.media_id).word("url", attachment.url).quoted("mime", attachment.mime);
    line.quoted("file", attachment.name).word("sha256", to_hex(attachment.sha256).substr(0, 8));
    line.word("voice", attachment.voice ? "yes" : "");
    return '[' + line.take() + ']';
}

std::string line_of(InboundMessage const& message) {
    auto line = Line{to_word(message.kind)};
    line.word("direction", to_word(message.direction)).word("type", to_word(message.content_type));
    line.word("address", message.address)
        .word("id", message.external_id)
        .contact(message.contact)
        .at(message.platform_at);
    line.quoted("text", message.text).word("content", message.content);
    for (auto const& attachment : message.attachments) { line.word("attachment", described(attachment)); }
    return line.word("reply_to", message.reply_to_external_id).word("thread", message.thread_key).take();
}

std::string line_of(DeliveryUpdate const& update) {
    auto line = Line{"status"};
    line.word("status", to_word(update.status))
        .word("address", update.address)
        .word("id", update.external_id)
        .at(update.platform_at);
    line.word("code", update.error_code)
        .quoted("title", update.error_title)
        .quoted("detail", update.error_detail);
    return line.word("opaque", update.opaque).word("pricing", update.pricing_category).take();
}

std::string line_of(ReactionChange const& change) {
    auto line = Line{"reaction"};
    line.word("direction", to_word(change.direction))
        .word("address", change.address)
        .word("id", change.external_id);
    line.word("target", change.target_external_id).contact(change.contact);
    return line.quoted("emoji", change.emoji).at(change.platform_at).take();
}

std::string line_of(MessageEdit const& edit) {
    auto line = Line{"edit"};
    line.word("address", edit.address).word("id", edit.external_id).word("target", edit.target_external_id);
    return line.contact(edit.contact).quoted("text", edit.text).at(edit.platform_at).take();
}

std::string line_of(MessageDeletion const& deletion) {
    auto line = Line{"deletion"};
    line.word("address", deletion.address)
        .word("id", deletion.external_id)
        .word("target", deletion.target_external_id);
    return line.contact(deletion.contact).at(deletion.platform_at).take();
}

std::string line_of(Watermark const& watermark) {
    auto line = Line{"watermark"};
    line.word("status", to_word(watermark.status)).word("address", watermark.address);
    return line.contact(watermark.contact).at(watermark.up_to).take();
}

std::string line_of(OptOut const& opt_out) {
    auto line = Line{opt_out.wants_messages ? "opt_in" : "opt_out"};
    line.word("address", opt_out.address).word("id", opt_out.external_id);
    return line.contact(opt_out.contact).at(opt_out.platform_at).take();
}

std::string line_of(HidingChange const& hiding) {
    auto line = Line{hiding.is_hidden ? "hidden" : "shown"};
    line.word("address", hiding.address).word("id", hiding.external_id);
    return line.word("target", hiding.target_external_id).at(hiding.platform_at).take();
}

std::string line_of(IdentityChange const& change) {
    auto line = Line{"identity"};
    line.word("address", change.address)
        .word("id", change.external_id)
        .identities("previous", change.previous);
    return line.identities("current", change.current)
        .quoted("text", change.text)
        .at(change.platform_at)
        .take();
}

std::string line_of(ChannelNotice const& notice) {
    auto line = Line{"notice"};
    line.word("kind", notice.kind).word("address", notice.address).word("code", notice.code);
    return line.quoted("title", notice.title).quoted("detail", notice.detail).take();
}

std::string line_of(Unreadable const& item) {
    return Line{"unreadable"}.quoted("reason", item.reason).word("item", item.item).take();
}

template <class T>
concept HasExternalId = requires(T const& event) {
    event.external_id;
};

void append(std::vector<std::string>& ids, std::vector<IdentityValue> const& identities) {
    for (auto const& identity : identities) { ids.push_back(identity.value); }
}

}  // namespace

std::string describe(InboundEvent const& event) {
    return std::visit([](auto const& one) { return line_of(one); }, event);
}

std::string describe(Result<std::vector<InboundEvent>> const& events) {
    if (!events) { return "malformed: " + events.error().detail + '\n'; }
    auto text = std::string{};
    for (auto const& event : *events) { text += describe(event) + '\n'; }
    return text;
}

std::vector<std::string> dedupe_keys(std::vector<InboundEvent> const& events) {
    auto keys = std::vector<std::string>{};
    for (auto const& event : events) {
        std::visit(
            [&keys](auto const& one) {
                if constexpr (HasExternalId<std::decay_t<decltype(one)>>) {
                    keys.push_back(one.address + ' ' + one.external_id);
                }
            },
            event);
    }
    return keys;
}

std::vector<std::string> ids_of(InboundEvent const& event) {
    auto ids = std::vector<std::string>{};
    std::visit(
        [&ids](auto const& one) {
            if constexpr (requires { one.address; }) { ids.push_back(one.address); }
            if constexpr (HasExternalId<std::decay_t<decltype(one)>>) { ids.push_back(one.external_id); }
            if constexpr (requires { one.target_external_id; }) { ids.push_back(one.target_external_id); }
            if constexpr (requires { one.reply_to_external_id; }) { ids.push_back(one.reply_to_external_id); }
            if constexpr (requires { one.thread_key; }) { ids.push_back(one.thread_key); }
            if constexpr (requires { one.opaque; }) { ids.push_back(one.opaque); }
            if constexpr (requires { one.contact; }) { append(ids, one.contact.identities); }
            if constexpr (requires { one.previous; }) { append(ids, one.previous); }
            if constexpr (requires { one.current; }) { append(ids, one.current); }
        },
        event);
    return ids;
}

std::vector<std::string> names_of(InboundEvent const& event) {
    auto names = std::vector<std::string>{};
    std::visit(
        [&names](auto const& one) {
            if constexpr (requires { one.contact; }) {
                names.insert(names.end(), {one.contact.name, one.contact.username});
            }
            if constexpr (requires { one.attachments; }) {
                for (auto const& file : one.attachments) { names.push_back(file.name); }
            }
        },
        event);
    return names;
}

std::vector<std::string> texts_of(InboundEvent const& event) {
    auto texts = ids_of(event);
    auto const names = names_of(event);
    texts.insert(texts.end(), names.begin(), names.end());
    std::visit(
        [&texts](auto const& one) {
            if constexpr (requires { one.text; }) { texts.push_back(one.text); }
            if constexpr (requires { one.content; }) { texts.push_back(one.content); }
            if constexpr (requires { one.emoji; }) { texts.push_back(one.emoji); }
            if constexpr (requires { one.error_title; }) {
                texts.insert(texts.end(),
                             {one.error_code, one.error_title, one.error_detail, one.pricing_category});
            }
            if constexpr (requires { one.title; }) {
                texts.insert(texts.end(), {one.kind, one.code, one.title, one.detail});
            }
            if constexpr (requires { one.item; }) { texts.insert(texts.end(), {one.reason, one.item}); }
            if constexpr (requires { one.attachments; }) {
                for (auto const& file : one.attachments) {
                    texts.insert(texts.end(), {file.media_id, file.url, file.mime});
                }
            }
        },
        event);
    return texts;
}

std::optional<Time> time_of(InboundEvent const& event) {
    return std::visit(
        [](auto const& one) -> std::optional<Time> {
            if constexpr (requires { one.platform_at; }) { return one.platform_at; }
            if constexpr (requires { one.up_to; }) { return one.up_to; }
            return std::nullopt;
        },
        event);
}

}  // namespace balie::test
