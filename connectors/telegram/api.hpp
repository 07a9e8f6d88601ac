// Calls to the Bot API, and what their answers mean. The token is part of every address: no address is ever repeated in
// an error, a detail or a log.
#pragma once

#include <balie/base/http_client.hpp>
#include <balie/channel/connector.hpp>
#include <connectors/json/item.hpp>

#include <string>
#include <string_view>

namespace balie::connectors::telegram {

// POST https://api.telegram.org/bot<token>/<method>, or below the inbox's own api_base.
HttpCall api_call(std::string_view method, std::string body, Secrets const& secrets);
// The address of a file of which getFile gave the path.
std::string file_url(std::string_view path, Secrets const& secrets);

// {"ok", "result"} of an answer. The object lives as long as the document.
json::Object const* result_of(json::Document const& document);
bool is_ok(json::Document const& document);

// What the answer to sendMessage and its like means.
SendOutcome refused(HttpAnswer const& answer);
Error api_error(HttpAnswer const& answer);

}  // namespace balie::connectors::telegram
