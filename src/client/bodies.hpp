// What the bodies of /client/v1 say: strangers write them. Pure.
#pragma once

#include "http/message.hpp"

#include <balie/base/result.hpp>
#include <balie/domain/ids.hpp>
#include <balie/domain/words.hpp>

#include <string>
#include <vector>

namespace balie::client {

// POST /sessions; `hash` is judged before anything is written.
struct Person {
    std::string external_id = {};
    std::string hash = {};
    std::string name = {};
    std::string email = {};
    std::string phone = {};
};
struct Wanted {
    std::string widget_key = {};
    std::string token = {};
    Person person = {};
};
Result<Wanted> read_wanted(http::Request const& request);

// POST /messages
struct Said {
    std::string client_id;
    std::string text = {};
    std::vector<AttachmentId> attachments = {};
};
Result<Said> read_said(http::Request const& request);

// POST /read
struct Seen {
    MessageId up_to = {};
    DeliveryStatus status = DeliveryStatus::read;
};
Result<Seen> read_seen(http::Request const& request);

// POST /page, without query and fragment: there may stand what the visitor typed elsewhere.
struct Page {
    std::string url = {};
    std::string title = {};
};
Result<Page> read_page(http::Request const& request);

// POST /typing: an empty object.
Result<void> read_nothing(http::Request const& request);

}  // namespace balie::client
