// The items of `messaging` and `standby`: everything private between a customer and a page or account.
#pragma once

#include <connectors/meta/exchange.hpp>

namespace balie::connectors::meta {

// One event or none for each item of the entry's lists; `standby` is what another app is in charge of.
void read_messaging(Events& events, Platform const& platform, Entry const& entry);

// One item, for the envelopes that hold it elsewhere.
void read_exchange(Events& events, Platform const& platform, Entry const& entry, json::Value const& item);

}  // namespace balie::connectors::meta
