// A verified webhook on its way to the database: its raw bytes, and what a connector read in them.
#pragma once

#include <balie/base/http_client.hpp>
#include <balie/base/time.hpp>
#include <balie/channel/inbound_event.hpp>
#include <balie/domain/ids.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace balie::ingest {

// An event and the inbox that it is for, which need not be the one of the path.
struct RoutedEvent {
    InboxId inbox;
    InboundEvent event;

    RoutedEvent(InboxId inbox_, InboundEvent event_) : inbox(inbox_), event(std::move(event_)) {}
};

struct Webhook {
    AccountId account;
    InboxId inbox;  // of the path
    std::string method = {};
    std::string url = {};
    Headers headers = {};
    std::string body = {};
    Time received_at = {};
    std::vector<RoutedEvent> events = {};
};

}  // namespace balie::ingest
