// The page is the sender of what was sent in its name, also by other tools; the customer is then the recipient.
#include <connectors/meta/exchange.hpp>

namespace balie::connectors::meta {
namespace {

constexpr auto user_ref_prefix = std::string_view{"user_ref:"};

std::string party_id(json::Object const& item, std::string_view key) {
    auto const* const party = json::object_in(item, key);
    return party == nullptr ? std::string{} : id_in(*party, "id");
}

// Whoever ticked the checkbox of a web shop has no id yet, only a word that the shop made up.
std::string user_ref(json::Object const& item) {
    for (auto const key : {"sender", "optin"}) {
        auto const* const party = json::object_in(item, key);
        auto ref = party == nullptr ? std::string{} : id_in(*party, "user_ref");
        if (!ref.empty()) { return ref; }
    }
    return {};
}

bool is_echo(json::Object const& item) {
    auto const* const message = json::object_in(item, "message");
    return message != nullptr && json::is_true(*message, "is_echo");
}

}  // namespace

std::string Exchange::made_id(std::string_view kind) const {
    return std::string{kind} + ':' + customer + ':' + moment;
}

Exchange exchange_of(Platform const& platform, Entry const& entry, json::Object const& item) {
    auto const sender = party_id(item, "sender");
    auto const is_ours = is_echo(item) || sender == entry.address;
    auto exchange = Exchange{platform,
                             item,
                             entry.address,
                             is_ours ? Direction::out : Direction::in,
                             is_ours ? party_id(item, "recipient") : sender,
                             {},
                             time_in(item, "timestamp"),
                             id_in(item, "timestamp")};
    if (exchange.moment.empty()) {
        exchange.moment = entry.moment;
        exchange.at = entry.at;
    }
    if (!exchange.customer.empty()) {
        exchange.contact.identities.emplace_back(platform.customer, exchange.customer);
        return exchange;
    }
    if (auto const ref = user_ref(item); !ref.empty()) {
        exchange.customer = std::string{user_ref_prefix} + ref;
        exchange.contact.identities.emplace_back(IdentityKind::external, exchange.customer);
    }
    return exchange;
}

InboundMessage message_of(Exchange const& exchange, std::string external_id) {
    return InboundMessage{exchange.address,     std::move(external_id), exchange.direction,
                          MessageKind::message, exchange.contact,       exchange.at};
}

InboundMessage activity_of(Exchange const& exchange, std::string external_id, json::ObjectWriter& system) {
    auto message = message_of(exchange, std::move(external_id));
    message.kind = MessageKind::activity;
    message.content = json::ObjectWriter{}.json("system", system.take()).take();
    return message;
}

}  // namespace balie::connectors::meta
