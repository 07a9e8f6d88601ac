// A page's webhooks carry `messaging` for Messenger and `changes` for its feed; the latter are the Facebook channel's.
#include <connectors/messenger/dialect.hpp>

#include <connectors/meta/messaging.hpp>

namespace balie::connectors::messenger {
namespace {

constexpr auto platform = meta::Platform{"messenger", IdentityKind::psid};

void read_entry(meta::Events& events, meta::Entry const& entry) {
    auto const has_any = json::member(entry.object, "messaging") != nullptr ||
                         json::member(entry.object, "standby") != nullptr ||
                         json::member(entry.object, "changes") != nullptr;
    if (!has_any) { events.push_back(meta::unreadable("entry without items", entry.value)); }
    meta::read_messaging(events, platform, entry);
}

}  // namespace

Result<std::vector<InboundEvent>> parse(std::string_view body) {
    return meta::parse_entries(body, "page", read_entry);
}

}  // namespace balie::connectors::messenger
