#include "ingest/completeness.hpp"

#include <balie/base/crypto.hpp>

#include <algorithm>

namespace balie::ingest {
namespace {

// PostgreSQL's B-tree takes keys up to 2,700 bytes; no platform's id comes near.
constexpr auto id_bytes_max = std::size_t{1'024};

bool is_too_long(InboundContact const& contact) {
    return std::ranges::any_of(contact.identities,
                               [](auto const& identity) { return identity.value.size() > id_bytes_max; });
}

class Completer {
public:
    Completer(std::string_view body, std::size_t position) : body_(body), position_(position) {}

    std::string operator()(InboundMessage& message) const {
        if (message.contact.identities.empty()) { return "a message without a customer"; }
        if (message.external_id.empty()) {
            message.external_id = "sha256:" + to_hex(sha256(body_)) + "." + std::to_string(position_);
        }
        auto const longest = std::max(
            {message.external_id.size(), message.thread_key.size(), message.reply_to_external_id.size()});
        if (longest > id_bytes_max || is_too_long(message.contact)) { return "an id that is too long"; }
        return {};
    }
    std::string operator()(DeliveryUpdate const& update) const {
        if (update.external_id.empty() && update.opaque.empty()) { return "a status without a message"; }
        return update.external_id.size() > id_bytes_max ? "an id that is too long" : "";
    }
    std::string operator()(ReactionChange const& reaction) const {
        return is_too_long(reaction.contact) ? "an id that is too long" : targeted(reaction);
    }
    std::string operator()(MessageEdit const& edit) const { return targeted(edit); }
    std::string operator()(MessageDeletion const& deletion) const { return targeted(deletion); }
    std::string operator()(Watermark const& watermark) const { return of_customer(watermark); }
    std::string operator()(OptOut const& opt_out) const { return of_customer(opt_out); }
    std::string operator()(HidingChange const& hiding) const { return targeted(hiding); }
    std::string operator()(IdentityChange const& change) const {
        return change.current.empty() && change.previous.empty() ? "an identity change without identities"
                                                                 : "";
    }
    std::string operator()(ChannelNotice const&) const { return {}; }
    std::string operator()(Unreadable const& unreadable) const {
        return unreadable.reason.empty() ? "unreadable" : unreadable.reason;
    }

private:
    template <class Change>
    static std::string of_customer(Change const& change) {
        if (change.contact.identities.empty()) { return "a change without a customer"; }
        return is_too_long(change.contact) ? "an id that is too long" : "";
    }

    template <class Change>
    static std::string targeted(Change const& change) {
        if (change.target_external_id.empty()) { return "a change without a message"; }
        auto const longest = std::max(change.external_id.size(), change.target_external_id.size());
        return longest > id_bytes_max ? "an id that is too long" : "";
    }

    std::string_view body_;
    std::size_t position_;
};

struct AddressOf {
    std::string_view operator()(Unreadable const&) const noexcept { return {}; }
    template <class Event>
    std::string_view operator()(Event const& event) const noexcept {
        return event.address;
    }
};

}  // namespace

std::string_view address_of(InboundEvent const& event) noexcept { return std::visit(AddressOf{}, event); }

std::string complete(InboundEvent& event, std::string_view body, std::size_t position) {
    return std::visit(Completer{body, position}, event);
}

}  // namespace balie::ingest
