// What is said in public: comments under the account's own posts, and mentions under those of others.
#pragma once

#include <connectors/meta/envelope.hpp>

namespace balie::connectors::instagram {

InboundEvent comment_event(meta::Entry const& entry, json::Value const& value, bool is_live);
InboundEvent mention_event(meta::Entry const& entry, json::Value const& value);

}  // namespace balie::connectors::instagram
