// Our messages in the Bot API's words. Pure: message in, method and parameters out.
#pragma once

#include <balie/base/http_client.hpp>
#include <balie/base/result.hpp>
#include <balie/channel/outbound_message.hpp>

#include <string>
#include <vector>

namespace balie::connectors::telegram {

struct Request {
    std::string method = {};
    std::string body = {};             // JSON, when there is no file
    std::vector<FormPart> parts = {};  // with a file
    std::string connection = {};       // of a person's own account, part of the id that the message gets

    Request() = default;
};

// Error: unprocessable; `reason` is a word for programs.
Result<Request> render(OutboundMessage const& message);

}  // namespace balie::connectors::telegram
