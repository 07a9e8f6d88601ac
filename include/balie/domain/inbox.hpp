// An inbox: one connected address, with its plain settings, and its secrets sealed.
#pragma once

#include <balie/base/time.hpp>
#include <balie/domain/ids.hpp>
#include <balie/domain/words.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace balie {

using Settings = std::map<std::string, std::string, std::less<>>;

struct Inbox {
    AccountId account;
    InboxId id;
    Channel channel = Channel::whatsapp;
    std::string name;
    std::string address;  // what webhooks call it by
    Settings settings;    // plain ones by name
    Settings sealed;      // secrets by name, as store::SecretBox sealed them: only the names are ever shown
    bool enabled = true;
    bool needs_reauthorization = false;
    std::optional<Time> handshake_at;
    std::optional<Time> first_webhook_at;
    std::optional<Time> last_webhook_at;
    std::vector<std::string> problems = {};  // names of the checks that need somebody, as of health_at
    std::optional<Time> health_at = {};
    std::int64_t version = 1;
    Time created_at{};
};

}  // namespace balie
