// An inbox: one connected address. Its secrets are known here by name only.
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

struct Inbox {
    InboxId id;
    Channel channel = Channel::whatsapp;
    std::string name;
    std::string address;                          // what webhooks call it by
    std::map<std::string, std::string> settings;  // plain ones by name
    std::vector<std::string> secrets_set;         // names of the secrets that are there
    bool enabled = true;
    bool needs_reauthorization = false;
    std::optional<Time> handshake_at = {};
    std::optional<Time> first_webhook_at = {};
    std::optional<Time> last_webhook_at = {};
    std::int64_t version = 1;
    Time created_at = {};
};

}  // namespace balie
