// Calls to the X API, signed for the inbox's account, and what their answers mean.
#pragma once

#include <balie/base/http_client.hpp>
#include <balie/channel/connector.hpp>

#include <initializer_list>
#include <string>
#include <string_view>

namespace balie::connectors::x {

inline constexpr auto platform_base = std::string_view{"https://api.x.com"};

// https://api.x.com/2/<segments>, or below the inbox's own api_base. Segments are percent-encoded.
std::string api_url(Secrets const& secrets, std::initializer_list<std::string_view> segments);
HttpCall api_call(std::string method, std::string url, Secrets const& secrets);
HttpCall api_json(std::string method, std::string url, std::string body, Secrets const& secrets);

// True when all four keys are there.
bool has_keys(Secrets const& secrets) noexcept;

// data.<name> of an answer; empty when it has none, whatever else it holds.
std::string datum(HttpAnswer const& answer, std::string_view name);

// The platform's refusal: its problem decides where it has one that we know, else its status.
SendOutcome refused(HttpAnswer const& answer);
// Accepted under data.<name>, even when the answer also holds errors.
SendOutcome outcome_of(boost::system::result<HttpAnswer, CallFailure> const& answer, std::string_view name);

}  // namespace balie::connectors::x
